// One storm for real: companions with one Redis behind them, pages by the client's own rules, webhooks meanwhile. What
// its openings and webhooks cost before is measured too, so that the same can be simulated.
import { fork } from "node:child_process";
import { startCodat } from "../capacity/codat.mjs";
import { loadedFile } from "../capacity/load.mjs";
import { startMeasuredRedis, startServer } from "../capacity/servers.mjs";
import { agent, browser, forEach, send, webhook } from "../capacity/traffic.mjs";
import { ask, told } from "../children.mjs";

/** As it is in Codat; the first only, since none comes within a storm after that. */
const codatRepeatsAfter = 5_000;

/**
 * @param given `customers`, `processes`, `dead`, `back` (milliseconds; never, where it is not given),
 * `webhooksPerSecond`, `webhooksFor` (milliseconds)
 * @returns what came of it as `simulateStorm` says it, the `costs` in milliseconds, and `back` as it came
 */
export async function realStorm(given) {
  const { customers, processes, dead, back, webhooksPerSecond, webhooksFor } = given;
  const [codat, redis] = [await startCodat({ areAllLinked: true }), await startMeasuredRedis()];
  const settings = { kind: "ours", codat: codat.url, redis: redis.url, store: true, streams: {} };
  const servers = await Promise.all(Array.from({ length: processes }, () => startServer(settings)));
  const ports = servers.map(({ port }) => port);
  const rules = await loadedFile("bench/storm/clientRules.ts");
  const pages = fork(new URL("stormClients.mjs", import.meta.url), [JSON.stringify({ ports, rules })]);
  const state = async () => {
    const costs = await Promise.all(servers.map((server) => server.costs()));
    return { cpu: costs.reduce((all, { cpu }) => all + cpu, 0), redis: (await redis.costs()).cpu };
  };
  const costOf = async (count, act) => {
    const before = await state();
    await act();
    const after = await state();
    return {
      cpu: (after.cpu - before.cpu) / count / 1_000,
      redis: (after.redis - before.redis) / count / 1_000,
    };
  };
  let turn = 0;
  /** As nginx has it: in turns, and past one that is not there. */
  const post = async (n) => {
    const asked = webhook(String(n % customers), n);
    for (let tries = 0; tries < processes; tries++) {
      const { port } = servers[turn++ % processes];
      const { status, code } = await send(port, "POST", "/api/codat/webhooks", asked).catch((error) => error);
      if (code !== "ECONNREFUSED") return status === 200;
    }
    return false;
  };

  try {
    await forEach(customers, 20, (n) =>
      send(ports[n % processes], "POST", "/api/codat/company", browser(String(n))),
    );
    const open = await costOf(customers, () => ask(pages, { act: "open", count: customers }));
    const hook = await costOf(1_000, () => forEach(1_000, 10, async (n) => void (await post(n))));
    const refuse = () =>
      forEach(1_000, 10, (n) => send(ports[n % processes], "GET", "/api/codat/nothing", browser(String(n))));
    await refuse();
    const refused = await costOf(1_000, refuse);
    const callsBefore = codat.calls();

    await ask(pages, { act: "watch" });
    const level = told(pages);
    const begunAt = Date.now();
    let backAt;
    const dying = servers.slice(0, dead);
    await Promise.all(dying.map((server) => server.kill("SIGKILL")));
    const restarted =
      back === undefined
        ? undefined
        : new Promise((resolve) => setTimeout(resolve, back)).then(async () => {
            await Promise.all(
              dying.map(async ({ port }, n) => {
                servers[n] = await startServer({ ...settings, port });
              }),
            );
            backAt = Date.now() - begunAt;
          });
    const waits = [];
    const deliver = async (n) => {
      const sentAt = Date.now();
      while (!(await post(n))) await new Promise((resolve) => setTimeout(resolve, codatRepeatsAfter));
      waits.push(Date.now() - sentAt);
    };
    const webhooks = [];
    await new Promise((resolve) => {
      let sent = 0;
      const timer = setInterval(() => {
        const due = (Math.min(webhooksFor, Date.now() - begunAt) / 1_000) * webhooksPerSecond;
        for (; sent < due; sent++) webhooks.push(deliver(1_000 + sent));
        if (Date.now() - begunAt < webhooksFor) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });
    const [{ levelAt, refused: turnedAway, unmet, abandoned }] = await Promise.all([
      level,
      restarted,
      ...webhooks,
    ]);
    return {
      levelAt: levelAt.sort((a, b) => a - b),
      webhookWaits: waits.sort((a, b) => a - b),
      refused: turnedAway,
      unmet,
      abandoned,
      codatCalls: codat.calls() - callsBefore,
      back: backAt,
      costs: {
        request: refused.cpu,
        open: Math.max(0, open.cpu - refused.cpu),
        redisOpen: open.redis,
        webhook: hook.cpu,
        redisWebhook: hook.redis,
      },
    };
  } finally {
    pages.kill();
    agent.destroy();
    for (const server of servers) await server.kill();
    await redis.end();
    codat.close();
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { levelAt, webhookWaits, ...rest } = await realStorm({
    customers: 400,
    processes: 2,
    dead: 2,
    back: 2_000,
    webhooksPerSecond: 20,
    webhooksFor: 6_000,
  });
  console.log(rest, levelAt.at(-1), levelAt.length, webhookWaits.at(-1), webhookWaits.length);
}
