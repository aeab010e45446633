// What a stream costs: memory, idle CPU time, and to open it; in a process with memory, and with Redis, beside the same
// bytes by hand. Each server and its clients are processes of their own, all at once, so that a busy machine is unfair to
// all.
import { fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { ask } from "../children.mjs";
import { median, spread } from "../quartiles.mjs";
import { startCodat } from "./codat.mjs";
import { startMeasuredRedis, startServer } from "./servers.mjs";

/** What is made once comes before. */
const warmUp = 200;

/** @returns by kind of server: the medians of what one stream costs, and the spread of the CPU time to open one */
export async function measureStreams({ streams = 5_000, idle = 60_000, rounds = 3 } = {}) {
  const runs = { floor: [], memory: [], redis: [] };
  for (let round = 0; round < rounds; round++) {
    const [codat, redis] = [await startCodat(), await startMeasuredRedis()];
    const given = { codat: codat.url, store: true, collects: true };
    const [floor, memory, kept] = await Promise.all([
      costOf({ ...given, kind: "floor" }, undefined, { streams, idle }),
      costOf({ ...given, kind: "ours" }, undefined, { streams, idle }),
      costOf({ ...given, kind: "ours", redis: redis.url }, redis, { streams, idle }),
    ]);
    runs.floor.push(floor);
    runs.memory.push(memory);
    runs.redis.push(kept);
    codat.close();
    await redis.end();
  }
  const byKind = Object.entries(runs).map(([kind, costs]) => {
    const medians = Object.keys(costs[0]).map((name) => [name, median(costs.map((cost) => cost[name]))]);
    return [kind, { ...Object.fromEntries(medians), spread: spread(costs.map(({ open }) => open)) }];
  });
  return { streams, idle, ...Object.fromEntries(byKind) };
}

async function costOf(settings, redis, { streams, idle }) {
  const server = await startServer(settings);
  const client = fork(new URL("../openStreamClient.mjs", import.meta.url), [String(server.port)]);
  const each = async (act, from, to) => {
    await ask(client, { act, from, to });
    await pause(500);
  };
  const last = streams + warmUp;
  try {
    await each("open", 0, warmUp);
    const before = await server.costs();
    // A page reads its company before it opens its stream; what is kept of the company counts as memory.
    await each("visit", warmUp, last);
    const visited = await server.costs();
    const redisBefore = await redis?.costs();
    await each("open", warmUp, last);
    const redisAfter = await redis?.costs();
    const opened = await server.costs();
    await pause(idle);
    const after = await server.costs();
    return {
      memory: (opened.rss - before.rss) / streams,
      open: (opened.worked - visited.cpu) / streams,
      idle: (after.worked - opened.cpu) / streams / (idle / 1_000),
      ...(redis && {
        redisCpu: (redisAfter.cpu - redisBefore.cpu) / streams,
        trips: (redisAfter.trips - redisBefore.trips) / streams,
        bytes: (redisAfter.bytes - redisBefore.bytes) / streams,
      }),
    };
  } finally {
    client.kill();
    await server.kill();
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const quick = process.argv.includes("--quick");
  console.table(await measureStreams(quick ? { streams: 500, idle: 10_000, rounds: 1 } : {}));
}
