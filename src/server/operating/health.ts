import type { Backplane } from "../backplane/backplane.js";
import { healthRoom } from "../backplane/backplaneRooms.js";
import type { CodatQuota } from "../codat/codatQuota.js";
import type { Timers } from "../utils/timers.js";
import { within } from "../utils/wait.js";
import { since } from "./log.js";
import { version } from "./version.js";

/** How a companion is, as JSON. It holds no secret, no address and nothing of a customer. */
export interface Health {
  /** Whether this process should be sent requests: it is not closing, and reaches its backplane. */
  ready: boolean;
  /** `close()` was called. */
  draining: boolean;
  /** Of the package. */
  version: string;
  /** The streams of this process: how many are open, and how many may be. */
  streams: { open: number; limit: number };
  /** Whether the backplane answers within a second, and after how many milliseconds it did. */
  backplane: { reachable: boolean; latency?: number | undefined };
  /** Codat, for all who use the API key. */
  codat: HealthOfCodat;
}

/** What is left of Codat's calls, as its last answer to this process said. */
export interface HealthOfCodat {
  /** `reserve`: what is left today is kept for webhooks and first visits. `closed`: Codat takes no calls. */
  state: "open" | "reserve" | "closed";
  /** When it opens again, ISO 8601, where it is closed. */
  until?: string | undefined;
  /** Calls left today; missing before the first answer. */
  left?: number | undefined;
  /** Calls a day. */
  daily: number;
}

export interface HealthOptions {
  backplane: Backplane;
  quota: CodatQuota;
  streams: () => Health["streams"];
  isDraining: () => boolean;
  timers?: Timers | undefined;
}

/** Milliseconds. Who asks for health waits for a few seconds at most. */
const patience = 1_000;

export function createHealth(options: HealthOptions): () => Promise<Health> {
  const { backplane, quota, streams, isDraining, timers } = options;

  async function reach(): Promise<true> {
    await backplane.view(healthRoom, []);
    return true;
  }

  return async () => {
    const begun = performance.now();
    const reachable = (await within(reach(), patience, timers).catch(() => undefined)) ?? false;
    const latency = reachable ? since(begun) : undefined;
    const draining = isDraining();
    return {
      ready: reachable && !draining,
      draining,
      version,
      streams: streams(),
      backplane: { reachable, ...(latency !== undefined && { latency }) },
      codat: codatHealth(quota),
    };
  };
}

function codatHealth(quota: CodatQuota): HealthOfCodat {
  const closedUntil = quota.closedUntil();
  const left = quota.left();
  return {
    state: closedUntil !== undefined ? "closed" : quota.isLow() ? "reserve" : "open",
    ...(closedUntil !== undefined && { until: new Date(closedUntil).toISOString() }),
    ...(left !== undefined && { left }),
    daily: quota.limit(),
  };
}
