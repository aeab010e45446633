// The page: tables of what was measured last, and what follows from them.
import { defaultStreamLimits } from "../../dist/server/options/streamLimits.js";

const { perProcess, perSecond } = defaultStreamLimits;

const uses = [
  "a request that is refused",
  "a first visit",
  "a known visit",
  "an invite",
  "the colleague's page",
  "a press",
  "a webhook",
];
/** Above it a machine was too busy: interquartile range over median, of the floor. */
const noisy = 0.25;

/** @returns the page, and what missed its goal or could not be judged */
export function capacityPage({ uses: costs, events, streams, latency, storms, idle }) {
  const missed = [];
  const text = `# What the companion bears

Made by \`node bench/capacity.mjs\`. Counts and ratios hold anywhere; microseconds are those of this machine, and what was
written by hand for the same answers was measured in turns with them. A figure in brackets is ours over that. **?** stands
where the machine was too busy to say: what was written by hand varied by more than a quarter between rounds.

| measured | on | load at its end |
|---|---|---|
${Object.entries({ uses: costs, events, streams, latency, storms, idle })
  .filter(([, part]) => part)
  .map(
    ([name, { machine: at }]) =>
      `| ${name} | ${at.date}, Node ${at.node.slice(1)}, ${at.cores} cores, ${at.model} | ${at.load[0]} |`,
  )
  .join("\n")}
${section(costs, usesTable)}${section(streams, streamTable)}${section(events, eventTable)}${section(latency, (one) => latencyTable(one, missed))}${section(idle, idleTable)}${section(storms, stormTables)}${
  costs && events && streams && storms ? follows({ costs, events, streams, storms }) : ""
}`;
  return { text, missed };
}

const section = (part, write) => (part ? `\n${write(part)}` : "");
const table = (head, rows) =>
  `${[head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")}\n`;
const whole = (number) => Math.round(number).toLocaleString("en");
const short = (number) => Number(number.toPrecision(2)).toLocaleString("en");
const seconds = (number) => (number < 10 ? number.toFixed(1) : Math.round(number).toString());

function beside(ours, floor) {
  const doubt = Math.max(floor.spread ?? 0, 0) > noisy ? "?" : "";
  return `${whole(ours.cpu)} (${short(ours.cpu / floor.cpu)}${doubt})`;
}

function usesTable(costs) {
  const rows = uses.map((use) => {
    const { floor, memory, bareRedis, redis } = costs[use];
    return [
      use,
      beside(memory, floor),
      beside(redis, bareRedis),
      `${whole(redis.redisCpu)} (${short(redis.redisCpu / bareRedis.redisCpu)})`,
      whole(redis.trips),
      // To ask Redis what it did costs some too.
      redis.trips < 0.5 ? 0 : whole(redis.bytes),
      whole(Math.max(0, redis.held)),
      whole(redis.calls),
    ];
  });
  return `## What people and Codat do

By hand: the same answer by \`node:http\`, a webhook verified; with Redis one bare \`GET\` or \`PUBLISH\`. Ten at once. Trips
are all that were made, also those made together; bytes are both ways; a webhook has a hook of the host's, which does
nothing. Calls to Codat go to a server beside it, without TLS, and count as CPU of the process.

${table(
  [
    "",
    "CPU µs, in memory",
    "CPU µs, with Redis",
    "CPU µs of Redis",
    "trips",
    "bytes to and from it",
    "bytes it keeps",
    "calls to Codat",
  ],
  rows,
)}`;
}

function streamTable({ streams, floor, memory, redis }) {
  const row = (what, read, digits) => [
    what,
    ...[floor, memory, redis].map((one) => (digits ? short(read(one)) : whole(read(one)))),
  ];
  return `## A stream

${whole(streams)} of them, each of a company of its own. With Redis, to open one costs it ${whole(redis.redisCpu)} µs, ${whole(redis.trips)} trips and ${whole(redis.bytes)} bytes.

${table(
  ["", "by hand", "in memory", "with Redis"],
  [
    row("memory, KiB", (one) => one.memory / 1_024, true),
    row("to open, CPU µs", (one) => one.open),
    row("idle, CPU µs a second", (one) => one.idle, true),
  ],
)}`;
}

function eventTable({ floor, parts, rooms }) {
  const row = (what, one) => [what, whole(one.took), whole(one.told), whole(one.heard), whole(one.redisCpu)];
  return `## An event through Redis

Four processes: CPU µs of the one that took the webhook, of the one that holds the page, of each other, of Redis. What a
process does in that time anyway is in it.

${table(
  ["", "took it", "told a page", "heard it in vain", "Redis"],
  [row("by hand, `PUBLISH`", floor), row('`channels: "parts"`', parts), row('`channels: "rooms"`', rooms)],
)}`;
}

function latencyTable({ streams, rate, rows }, missed) {
  for (const { what, verdict, p99, goal } of rows)
    if (verdict && verdict !== "held")
      missed.push(`${what}: p99 of ${seconds(p99.ours)} ms, goal ${goal}: ${verdict}`);
  return `## A webhook's time, at ${rate} a second

Milliseconds from its sending until it was answered, and until its event was at a page; ${whole(streams)} other streams idle. Through
Redis the page is at another process.

${table(
  ["", "p50", "by hand", "ratio", "p99", "by hand", "ratio", "goal"],
  rows.map(({ what, p50, p99, ratios, goal, verdict }) => [
    what,
    seconds(p50.ours),
    seconds(p50.floor),
    short(ratios.p50),
    seconds(p99.ours),
    seconds(p99.floor),
    short(ratios.p99),
    goal ? `${goal}: ${verdict}` : "",
  ]),
)}`;
}

function idleTable({ count, minutes, memories, cores }) {
  const shown = memories
    .map((one, minute) => [minute, one])
    .filter(([n]) => n < 2 || n === minutes || n % 5 === 0);
  return `## ${whole(count)} idle streams over four processes for ${minutes} minutes

0 drops, and each was then told of its own company's connection. Half of them through nginx. MiB of each process; the
four took ${cores.map((share) => (share * 100).toFixed(1)).join(", ")} % of a core.

${table(
  ["minute", "1", "2", "3", "4", "Redis", "nginx"],
  shown.map(([minute, one]) => [
    minute,
    ...one.companions.map(whole),
    whole(one.redis),
    one.nginx === undefined ? "–" : whole(one.nginx),
  ]),
)}`;
}

function stormTables({ checks, rows }) {
  const figures = (row) => [
    ...[row.half, row.most, row.all].map(seconds),
    ...[row.webhookHalf, row.webhookMost, row.webhook].map(seconds),
    whole(row.refused),
  ];
  const head = ["half level", "99 %", "all", "webhook p50", "p99", "longest", "refused"];
  return `## A storm of pages that come back

Pages wait by the client's own code, processes let in by the companion's own gate, at its defaults. Seconds after the
fault; a webhook's from when Codat first sent it: it repeats after 5 s, then after 5 minutes. First for real, ${whole(checks[0].customers)} pages
at two processes on this machine, which also holds the pages, beside the simulation with what was measured in the same
run. What is simulated has a core for each process.

${table(
  ["", "", ...head],
  checks.flatMap(({ what, real, simulated }) => [
    [what, "real", ...figures(real)],
    ["", "simulated", ...figures(simulated)],
  ]),
)}
Then simulated, with a webhook for each open page every 200 seconds:

${table(
  ["open pages", "processes", "cores of Redis", "", ...head],
  rows.map(({ host, what, ...row }) => [
    whole(host.customers),
    host.processes,
    host.redisCores,
    what,
    ...figures(row),
  ]),
)}
Calls to Codat: ${checks.map(({ codatCalls }) => codatCalls).join(" and ")} in the real ones, and none is in the simulation: what Redis knows is not asked for. Without
Redis, or after it comes back empty, it is one for each page.
`;
}

function follows({ costs, events, streams, storms }) {
  const { redis } = streams;
  const webhook = costs["a webhook"].redis;
  const visit = costs["a first visit"].redis;
  const heard = Math.max(1, events.parts.heard - events.rooms.heard);
  const kept = ["a first visit", "a webhook", "an invite", "a press"].reduce(
    (all, use) => all + Math.max(0, costs[use].redis.held),
    0,
  );
  const hosts = new Map(storms.rows.map(({ host }) => [host.customers, host]));
  return `
## What follows

**How many processes.** One for each ${whole(perProcess * 0.75)} pages that are open at once, and never fewer than two: a process may hold
${whole(perProcess)} (\`streams.perProcess\`), so that the others have room for those of one that dies. 10,000 take ${whole((redis.memory * 10_000) / 2 ** 20)} MiB and ${((redis.idle * 10_000) / 10_000).toFixed(0)} %
of a core while they are idle. ${[...hosts.values()].map(({ customers, processes, redisCores }) => `${whole(customers)} pages: ${processes} processes, ${redisCores === 1 ? "one Redis" : `a cluster of ${Math.max(3, redisCores)}`}`).join("; ")}.

**Which Redis.** The cores are those that keep it half idle by webhooks and open all streams again within half a minute. It
needs ${short((kept * 10_000) / 2 ** 20)} MiB for each 10,000 customers who came, were invited and connected once.
While it is away pages keep their streams, but a webhook of that minute is late by Codat's five.

**The next walls**, in the order in which they come:

1. Codat's day: a first visit is ${whole(visit.calls)} calls, and a new account has 1,000 for all customers together.
2. Ports: a proxy has some 28,000 to each process, and needs two sockets for each stream.
3. Processes that hear of every event: at ${short(100_000 / heard)} events a second it is a tenth of a core of each.
   \`channels: "rooms"\` ends that.
4. Webhooks: a process takes ${short(1_000_000 / webhook.cpu)} a second, one core of Redis ${short(1_000_000 / webhook.redisCpu)} where ten come at once, and more
   where more do. A cluster shares them out.
5. All pages at once: each process begins ${whole(perSecond)} streams a second (\`streams.perSecond\`), and a core of Redis ${short(1_000_000 / redis.redisCpu)}, so that
   with more than ${short(1_000_000 / redis.redisCpu / perSecond)} processes it is Redis that says how long a restart of all takes.
`;
}
