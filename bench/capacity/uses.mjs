// What each thing that people and Codat do costs: CPU of the process and of Redis, trips and bytes between them, what
// Redis then holds, and calls to Codat; beside the same answers by hand, in turns.
import { median, spread } from "../quartiles.mjs";
import { companyOf, startCodat } from "./codat.mjs";
import { startMeasuredRedis, startServer } from "./servers.mjs";
import { agent, browser, forEach, send, webhook } from "./traffic.mjs";

const atOnce = 10;

/** In the order of one customer's life. `n` numbers the customer, `kept` is what an earlier use answered. */
const uses = {
  "a request that is refused": (port, { customer }) =>
    send(port, "GET", "/api/codat/nothing", browser(customer)),
  "a first visit": (port, { customer }) => send(port, "POST", "/api/codat/company", browser(customer)),
  "a known visit": (port, { customer }) => send(port, "POST", "/api/codat/company", browser(customer)),
  "an invite": async (port, one) => {
    const asked = { sourceType: "accounting", prepared: true };
    const answer = await send(port, "POST", "/api/codat/invites", browser(one.customer, asked));
    one.link = new URL(JSON.parse(answer.body).url, "http://127.0.0.1").pathname;
    return answer;
  },
  "the colleague's page": (port, { link }) => send(port, "GET", link, browser("")),
  "a press": (port, { link }) => send(port, "POST", link, browser("")),
  // No reading of Codat contradicts it.
  "a webhook": (port, { customer, n }, codat) => {
    codat.connect(companyOf(customer));
    return send(port, "POST", "/api/codat/webhooks", webhook(customer, n));
  },
};

/** @returns for each use, by kind of server: the medians of what one costs, and the spread of the CPU time */
export async function measureUses({ rounds = 7, each = 300, warmUp = 300 } = {}) {
  const codat = await startCodat();
  const [bare, kept] = [await startMeasuredRedis(), await startMeasuredRedis()];
  const given = { codat: codat.url };
  const kinds = {
    floor: { server: await startServer({ ...given, kind: "floor" }) },
    memory: { server: await startServer({ ...given, kind: "ours" }) },
    bareRedis: { server: await startServer({ ...given, kind: "floor", redis: bare.url }), redis: bare },
    redis: { server: await startServer({ ...given, kind: "ours", redis: kept.url }), redis: kept },
  };
  const runs = Object.fromEntries(
    Object.keys(uses).map((use) => [use, Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]))]),
  );
  try {
    for (let round = -1; round < rounds; round++) {
      const count = round < 0 ? warmUp : each;
      const cohort = () =>
        Array.from({ length: count }, (_, n) => ({
          customer: `customer-${round + 1}-${n}`,
          n: (round + 1) * 100_000 + n,
        }));
      const cohorts = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, cohort()]));
      for (const [use, act] of Object.entries(uses))
        for (const [kind, one] of Object.entries(kinds)) {
          const cost = await costOf(one, codat, cohorts[kind], use, act);
          if (round >= 0) runs[use][kind].push(cost);
        }
    }
  } finally {
    agent.destroy();
    for (const { server } of Object.values(kinds)) await server.kill();
    await Promise.all([bare.end(), kept.end()]);
    codat.close();
  }
  return Object.fromEntries(Object.entries(runs).map(([use, byKind]) => [use, summaries(byKind)]));
}

async function costOf({ server, redis }, codat, cohort, use, act) {
  const state = async () => ({
    ...(await server.costs()),
    redis: await redis?.costs(),
    calls: codat.calls(),
  });
  const before = await state();
  await forEach(cohort.length, atOnce, async (n) => {
    const { status } = await act(server.port, cohort[n], codat);
    const isRight = use === "a request that is refused" || status === 200 || status === 303;
    if (!isRight) throw new Error(`${use} was answered ${status}`);
  });
  const after = await state();
  const each = (read) => (read(after) - read(before)) / cohort.length;
  return {
    cpu: (after.worked - before.cpu) / cohort.length,
    calls: each(({ calls }) => calls),
    ...(redis && {
      redisCpu: each((at) => at.redis.cpu),
      trips: each((at) => at.redis.trips),
      bytes: each((at) => at.redis.bytes),
      held: each((at) => at.redis.held),
    }),
  };
}

function summaries(byKind) {
  return Object.fromEntries(
    Object.entries(byKind).map(([kind, costs]) => {
      const names = Object.keys(costs[0]);
      const medians = names.map((name) => [name, median(costs.map((cost) => cost[name]))]);
      return [kind, { ...Object.fromEntries(medians), spread: spread(costs.map(({ cpu }) => cpu)) }];
    }),
  );
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const quick = process.argv.includes("--quick");
  const table = await measureUses(quick ? { rounds: 3, each: 60, warmUp: 60 } : {});
  for (const [use, byKind] of Object.entries(table)) {
    console.log(use);
    console.table(byKind);
  }
}
