import { retryAfterOf } from "../../src/server/errors/serverError.js";
import { createStreamGate } from "../../src/server/events/streamGate.js";
import { secondsOf } from "../../src/server/http/responses.js";
import { defaultStreamLimits } from "../../src/server/options/streamLimits.js";
import { seeded } from "../../tests/support/cutting.js";
import { simulateStorm } from "./simulateStorm.js";
import type { StormCosts, StormFault, StormGate } from "./stormSettings.js";

/** A host of some size. */
export interface StormHost {
  customers: number;
  processes: number;
  redisCores: number;
  webhooksPerSecond: number;
  /** A channel a room, in place of channels that all hear. */
  hasRooms: boolean;
}

/** Rows of figures, in seconds. */
export interface StormRow {
  half: number;
  most: number;
  all: number;
  webhookHalf: number;
  webhookMost: number;
  webhook: number;
  refused: number;
  unmet: number;
  abandoned: number;
}

/** The companion's own gate. */
function ourGate(now: () => number, random: () => number): StormGate {
  const { perProcess, perSecond } = defaultStreamLimits;
  const gate = createStreamGate({ perProcess, perSecond, now: () => new Date(now()), random });
  return {
    enter(open) {
      try {
        const leave = gate.enter(open);
        return () => leave(true);
      } catch (error) {
        return secondsOf(retryAfterOf(error) ?? 0);
      }
    },
  };
}

/** One process is left out of three quarters, so that the others have room for what it held. */
const filled = 0.75;
/** A customer who connects causes some ten webhooks within half an hour. */
const webhooksOfOne = 1 / 200;
/** Events a second from which on not every process can hear of all. */
const hearable = 1_000;
/** Of a core of Redis, for webhooks. */
const busiest = 0.5;
/** Seconds in which Redis can open all streams again. */
const reopened = 30;

/** What a host of so many customers with open pages needs. */
export function hostFor(customers: number, costs: StormCosts): StormHost {
  const webhooksPerSecond = customers * webhooksOfOne;
  return {
    customers,
    processes: Math.max(2, Math.ceil(customers / (defaultStreamLimits.perProcess * filled))),
    redisCores: Math.ceil(
      ((webhooksPerSecond * costs.redisWebhook) / busiest + (customers * costs.redisOpen) / reopened) / 1_000,
    ),
    webhooksPerSecond,
    hasRooms: webhooksPerSecond > hearable,
  };
}

/** @param webhooksFor - milliseconds */
export function stormOf(
  host: Omit<StormHost, "hasRooms"> & { hasRooms?: boolean },
  costs: StormCosts,
  fault: StormFault,
  webhooksFor: number,
  seed = 1,
): StormRow {
  const outcome = simulateStorm({
    ...host,
    costs: host.hasRooms ? { ...costs, hear: 0 } : costs,
    gate: ourGate,
    webhooksFor,
    fault,
    random: seeded(seed),
  });
  return rowOf(outcome);
}

/** The same figures of what came of a storm, simulated or real. */
export function rowOf(outcome: {
  levelAt: readonly number[];
  webhookWaits: readonly number[];
  refused: number;
  unmet: number;
  abandoned: number;
}): StormRow {
  const { levelAt, webhookWaits, refused, unmet, abandoned } = outcome;
  const at = (sorted: readonly number[], share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) / 1_000;
  return {
    half: at(levelAt, 0.5),
    most: at(levelAt, 0.99),
    all: at(levelAt, 1),
    webhookHalf: at(webhookWaits, 0.5),
    webhookMost: at(webhookWaits, 0.99),
    webhook: at(webhookWaits, 1),
    refused,
    unmet,
    abandoned,
  };
}
