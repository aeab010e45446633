import { createHash } from "node:crypto";
import { createClient, createCluster } from "redis";
import { OnboardingError } from "../core/errors.js";
import type { Backplane, RoomAnswer, RoomChange } from "../server/backplane/backplane.js";
import { createFreshLetters } from "../server/backplane/freshLetters.js";
import { asOnboardingError, serverError } from "../server/errors/serverError.js";
import { unrefTimers } from "../server/utils/timers.js";
import { inTime, wait } from "../server/utils/wait.js";
import type { NodeRedisClient } from "./nodeRedisClient.js";
import { oneRedis } from "./oneRedis.js";
import {
  type CheckedRedisOptions,
  checkRedisOptions,
  type RedisBackplaneOptions,
} from "./redisBackplaneOptions.js";
import { type NodeRedisCluster, redisCluster } from "./redisCluster.js";
import { isRefusal, type RedisConnection, type RedisListener, redisSettings } from "./redisConnection.js";
import { awayError, refusalError } from "./redisErrors.js";
import { partChannels, redisKeys } from "./redisKeys.js";
import { createRedisReport } from "./redisReport.js";
import { createRoomListeners } from "./roomListeners.js";
import { stepAnswer } from "./stepAnswer.js";
import { stepArguments } from "./stepArguments.js";
import { stepScript } from "./stepScript.js";
import { suitabilityOf } from "./suitability.js";

/** A backplane in Redis. */
export interface RedisBackplane extends Backplane {
  /**
   * Resolves once Redis was reached and may be used, however long that takes.
   *
   * @throws {OnboardingError} `ONB-506` where Redis does not let the companion in, does not know a command, or may throw
   * away what it was given; until that is mended, which is asked each second, every step rejects with the same
   */
  ready(): Promise<void>;
}

/** Milliseconds until it is tried again to connect, about. */
const openAgain = 500;
/** Milliseconds until a Redis that must not be used is asked again. */
const askAgain = 1_000;
/** Milliseconds for which a room's events are kept. */
const ringLife = 3 * 24 * 3_600_000;
const digest = createHash("sha1").update(stepScript).digest("hex");
/** All that a step may do, so that an ACL that forbids some of it is noticed at the start. */
const trial: RoomChange = {
  put: { trial: { value: "", lifetime: 1_000 }, none: null },
  append: [{ event: "{}" }],
  take: [{ bucket: "trial", amount: 0, capacity: 1, every: 1_000 }],
  mark: { trial: { lifetime: 1_000 }, none: null },
  from: "now",
};

/**
 * A backplane in Redis 7 or later, or a cluster of it, for several companions. It connects by itself, now and whenever
 * it was cut off; until then its methods reject, and the companion answers 503. Await `ready()` for a start that fails
 * where the Redis must not be used.
 *
 * @throws {OnboardingError} `ONB-506` for an option that cannot be worked with
 */
export function redisBackplane(options: RedisBackplaneOptions): RedisBackplane {
  const checked = checkRedisOptions(options);
  const { prefix, channels, ringSize, patience, replicas } = checked;
  const report = createRedisReport(options.onError);
  const fresh = createFreshLetters();
  const keysOf = (room: string) => redisKeys(prefix, channels, room);
  const listeners = createRoomListeners(
    channels === "rooms"
      ? {
          listen: (room) => connection.listen(`${prefix}:{${room}}`),
          unlisten: (room) => connection.unlisten(`${prefix}:{${room}}`),
        }
      : undefined,
  );
  const connection = connectionTo(options, checked, {
    onMessage: listeners.onMessage,
    onGap: listeners.onGap,
    onReady: () => hold(check),
    onError(cause) {
      if (isRefusal(cause)) refusal = cause;
      report(isRefusal(cause) ? refusalError(cause) : awayError(cause));
    },
  });
  /** A cluster's client says only of its nodes why none of them lets it in. */
  let refusal: Error | undefined;
  let isClosed = false;
  /** What must end well before a step may be tried. */
  let opening: Promise<void> | undefined;
  hold(open);

  function hold(work: () => Promise<void>): void {
    const held = (opening ?? Promise.resolve()).catch(() => undefined).then(work);
    opening = held;
    held.then(
      () => {
        if (opening === held) opening = undefined;
      },
      // Each step is told.
      () => void unrefTimers.setTimeout(() => isClosed || hold(work), askAgain),
    );
  }

  async function open(): Promise<void> {
    try {
      await connection.open(channels === "rooms" ? [] : partChannels(prefix));
      await step("trial", [], trial);
    } catch (error) {
      const cause = error instanceof Error && isRefusal(error) ? error : refusal;
      refusal = undefined;
      if (cause) throw refusalError(cause);
      if (isClosed) throw serverError("backplaneClosed");
      report(awayError(error));
      await wait(openAgain * (0.5 + Math.random()), undefined, unrefTimers);
      return open();
    }
    await check();
  }

  async function check(): Promise<void> {
    try {
      const { problem, warning } = await suitabilityOf(connection);
      for (const error of [problem, warning]) if (error) report(error);
      if (problem) throw problem;
      if (replicas > 0) await step("trial", [], { ...trial, sure: true });
    } catch (error) {
      if (error instanceof OnboardingError) throw error;
      if (error instanceof Error && isRefusal(error)) throw refusalError(error);
      // It lacks a replica, or was cut off again: it is asked when it is back.
      report(awayError(error));
    }
  }

  /** What is given up before it began must not begin later. */
  async function whenOpen<T>(work: () => Promise<T>): Promise<T> {
    if (isClosed) throw serverError("backplaneClosed");
    try {
      if (opening) await inTime(opening, patience);
      return await inTime(work(), patience);
    } catch (error) {
      if (error instanceof Error && isRefusal(error)) throw refusalError(error);
      throw asOnboardingError(error, "backplaneFailed");
    }
  }

  async function step(room: string, asked: readonly string[], change: RoomChange): Promise<RoomAnswer> {
    const { name, hash, ring, marks, channel } = keysOf(room);
    const names = [...new Set([...Object.keys(change.if ?? {}), ...asked])];
    const version = fresh();
    const now = options.now ? String(options.now().getTime()) : "";
    const { publish } = connection;
    const place = { now, fresh: version, ringLife, ringSize, publish, channel, room: name };
    const rest = ["3", hash, ring, marks, ...stepArguments(place, names, change)];
    const run = (...command: string[]) => connection.send(hash, [...command, ...rest], change.sure ?? false);
    const answered = await run("EVALSHA", digest).catch((error: unknown) => {
      if (error instanceof Error && error.message.startsWith("NOSCRIPT")) return run("EVAL", stepScript);
      throw error;
    });
    return stepAnswer(answered, names, version);
  }

  return {
    durable: true,
    ready: () => opening ?? Promise.resolve(),
    view: (room, names, from) => whenOpen(() => step(room, names, { from })),
    commit: (room, change) => whenOpen(() => step(room, change.tell ?? [], change)),
    async subscribe(room, listener) {
      const joined: Promise<() => void>[] = [];
      const join = () => {
        const joining = listeners.subscribe(keysOf(room).name, listener);
        joined.push(joining);
        return joining;
      };
      try {
        return await whenOpen(join);
      } catch (error) {
        // It may come to hear the room when nobody waits for it any more.
        for (const joining of joined)
          joining.then(
            (leave) => leave(),
            () => {},
          );
        throw error;
      }
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      connection.close();
    },
  };
}

function connectionTo(
  { url, client, tls }: RedisBackplaneOptions,
  { nodes, replicas, resp }: CheckedRedisOptions,
  listener: RedisListener,
): RedisConnection {
  const isTls = String(nodes?.[0] ?? url).startsWith("rediss:");
  const settings = redisSettings(resp, isTls ? { ...tls, tls: true } : {});
  if (nodes) {
    const { username, password } = new URL(nodes[0] ?? "");
    const defaults = {
      ...settings,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
    };
    const rootNodes = nodes.map((node) => ({ url: node }));
    const cluster = createCluster({ rootNodes, defaults, RESP: resp, useReplicas: false });
    return redisCluster(cluster as unknown as NodeRedisCluster, listener);
  }
  if (!client) {
    const one = createClient({ ...settings, url: String(url) });
    return oneRedis(one as unknown as NodeRedisClient, replicas, listener);
  }
  const socket = (client.options as { socket?: object } | undefined)?.socket;
  const own = client.duplicate(redisSettings(resp, socket)) as NodeRedisClient;
  return oneRedis(own, replicas, listener);
}
