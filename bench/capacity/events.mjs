// What one webhook costs the process that took it, a process that holds the page, and processes that hear it in vain: four
// behind one Redis, by the channels that all hear and by a channel a room; beside bare PUBLISH and SUBSCRIBE.
import { fork } from "node:child_process";
import { ask } from "../children.mjs";
import { median, spread } from "../quartiles.mjs";
import { startCodat } from "./codat.mjs";
import { startMeasuredRedis, startServer } from "./servers.mjs";
import { agent, forEach, send, webhook } from "./traffic.mjs";

const processes = 4;
const customers = 200;

/** @returns by kind: microseconds of CPU an event, in each role */
export async function measureEvents({ rounds = 7, each = 400 } = {}) {
  const codat = await startCodat({ areAllLinked: true });
  const kinds = {
    floor: await fourOf(codat, { kind: "floor" }),
    parts: await fourOf(codat, { kind: "ours" }),
    rooms: await fourOf(codat, { kind: "ours", channels: "rooms" }),
  };
  const runs = { floor: [], parts: [], rooms: [] };
  try {
    for (let round = -1; round < rounds; round++)
      for (const [kind, four] of Object.entries(kinds)) {
        const cost = await four.costOf(each, (round + 1) * 100_000);
        if (round >= 0) runs[kind].push(cost);
      }
  } finally {
    agent.destroy();
    for (const four of Object.values(kinds)) await four.end();
    codat.close();
  }
  return Object.fromEntries(
    Object.entries(runs).map(([kind, costs]) => {
      const medians = Object.keys(costs[0]).map((name) => [name, median(costs.map((cost) => cost[name]))]);
      return [kind, { ...Object.fromEntries(medians), spread: spread(costs.map(({ took }) => took)) }];
    }),
  );
}

async function fourOf(codat, settings) {
  const redis = await startMeasuredRedis();
  const given = { codat: codat.url, store: true, redis: redis.url, ...settings };
  const servers = await Promise.all(Array.from({ length: processes }, () => startServer(given)));
  // The first takes the webhooks, the second holds the pages.
  const client = fork(new URL("../openStreamClient.mjs", import.meta.url), [String(servers[1].port)]);
  await ask(client, { act: "visit", from: 0, to: customers });
  await ask(client, { act: "open", from: 0, to: customers });
  const state = async () => ({
    cpu: await Promise.all(servers.map(async (server) => (await server.costs()).cpu)),
    redis: (await redis.costs()).cpu,
  });
  return {
    async costOf(count, from) {
      const before = await state();
      await forEach(count, 10, async (n) => {
        const asked = webhook(String(n % customers), from + n);
        const { status } = await send(servers[0].port, "POST", "/api/codat/webhooks", asked);
        if (status !== 200) throw new Error(`A webhook was answered ${status}`);
      });
      const after = await state();
      const [took, told, ...others] = after.cpu.map((cpu, n) => (cpu - before.cpu[n]) / count);
      const heard = others.reduce((all, one) => all + one, 0) / others.length;
      return { took, told, heard, redisCpu: (after.redis - before.redis) / count };
    },
    async end() {
      client.kill();
      for (const server of servers) await server.kill();
      await redis.end();
    },
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  console.table(await measureEvents(process.argv.includes("--quick") ? { rounds: 3, each: 100 } : {}));
