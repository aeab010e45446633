// How long a webhook takes to be answered and to reach a page, at 500 a second: in one process with memory, and through
// Redis to a page at another process; beside the same by hand, with a bare PUBLISH and SUBSCRIBE for Redis, and with
// thousands of other streams that are idle. `node bench/latency.mjs [--streams 10000] [--seconds 8] [--rounds 5]`; the
// servers, the idle pages and the sender are processes of their own.
import { fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { setUp } from "../scripts/setUp.mjs";
import { startCodat } from "./capacity/codat.mjs";
import { startMeasuredRedis, startServer } from "./capacity/servers.mjs";
import { agent, browser, forEach, send, webhook } from "./capacity/traffic.mjs";
import { ask } from "./children.mjs";
import { median, quantile, spread } from "./quartiles.mjs";
import { keepCapacity } from "./results.mjs";

/** A second. */
const rate = 500;
/** Each is told of every second, so that which webhook an event is of is known by its company. */
const watched = 500;
/** Milliseconds. */
const goals = { "memory told": 10, "redis told": 20, "redis answered": 50 };
/** Above it nothing can be said: what is written by hand had as bad a time. */
const noisy = 0.25;

/** @returns rows with p50 and p99 in milliseconds of both, and the ratios */
export async function latency({ streams = 10_000, seconds = 8, rounds = 5 } = {}) {
  const pairs = [
    ["memory", "in memory"],
    ["redis", "through Redis"],
  ];
  const rows = [];
  for (const [name, where] of pairs) {
    const codat = await startCodat({ areAllLinked: true });
    const floor = await startKind("floor", name === "redis", codat, streams);
    const ours = await startKind("ours", name === "redis", codat, streams);
    const runs = { floor: [], ours: [] };
    try {
      let from = 0;
      for (let round = -1; round < rounds; round++)
        for (const [who, kind] of Object.entries({ floor, ours })) {
          const times = await kind.run(seconds, from);
          from += seconds * rate * 2;
          if (round >= 0) runs[who].push(times);
        }
    } finally {
      await floor.end();
      await ours.end();
      codat.close();
    }
    for (const what of ["answered", "told"]) rows.push(rowOf(name, where, what, runs));
  }
  agent.destroy();
  return { streams, rate, seconds, rounds, rows };
}

function rowOf(name, where, what, runs) {
  const at = (who, share) => runs[who].map((times) => quantile(times[what], share));
  const [p50, p99] = [0.5, 0.99].map((share) => ({
    ours: median(at("ours", share)),
    floor: median(at("floor", share)),
  }));
  const goal = goals[`${name} ${what}`];
  const held = p99.ours <= goal ? "held" : "missed";
  const isNoisy = spread(at("floor", 0.99)) > noisy;
  return {
    what: `${what} ${where}`,
    p50,
    p99,
    ratios: { p50: p50.ours / p50.floor, p99: p99.ours / p99.floor },
    spread: spread(at("floor", 0.99)),
    goal,
    // A busy machine makes it later, never earlier.
    verdict: goal === undefined ? "" : held === "missed" && isNoisy ? "not judged" : held,
  };
}

/** One process, or with Redis two: the webhooks come to the first, the watched pages are at the last. */
async function startKind(kind, hasRedis, codat, streams) {
  const redis = hasRedis ? await startMeasuredRedis() : undefined;
  const settings = { kind, codat: codat.url, redis: redis?.url, store: true };
  const servers = await Promise.all(Array.from({ length: hasRedis ? 2 : 1 }, () => startServer(settings)));
  const clients = servers.map(({ port }) =>
    fork(new URL("openStreamClient.mjs", import.meta.url), [String(port)]),
  );
  const [idle, first] = [Math.ceil(streams / servers.length), 1_000];
  for (const act of ["visit", "open"])
    await Promise.all(
      clients.map((client, n) => ask(client, { act, from: first + n * idle, to: first + (n + 1) * idle })),
    );
  const last = servers.at(-1);
  const pages = new Map();
  await forEach(watched, 20, async (n) => {
    await send(last.port, "POST", "/api/codat/company", browser(String(n)));
    pages.set(n, await watch(last.port, String(n)));
  });

  return {
    async run(seconds, from) {
      await pause(500);
      const times = { answered: [], told: [] };
      const sentAt = new Map();
      for (const [n, page] of pages)
        page.onEvent = () => {
          times.told.push(performance.now() - sentAt.get(n));
        };
      const begunAt = performance.now();
      const answers = [];
      for (let sent = 0; sent < seconds * rate; ) {
        const due = Math.min(seconds * rate, ((performance.now() - begunAt) / 1_000) * rate);
        for (; sent < due; sent++) {
          const n = sent % watched;
          const asked = webhook(String(n), from + sent);
          const at = performance.now();
          sentAt.set(n, at);
          answers.push(
            send(servers[0].port, "POST", "/api/codat/webhooks", asked).then(({ status }) => {
              if (status !== 200) throw new Error(`A webhook was answered ${status}`);
              times.answered.push(performance.now() - at);
            }),
          );
        }
        await pause(1);
      }
      await Promise.all(answers);
      while (times.told.length < times.answered.length) await pause(5);
      return times;
    },
    async end() {
      for (const client of clients) client.kill();
      for (const { socket } of pages.values()) socket.destroy();
      for (const server of servers) await server.kill();
      await redis?.end();
    },
  };
}

/** A page's stream: `onEvent` is called for each event about a connection. */
async function watch(port, customer) {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  const { headers } = browser(customer);
  const lines = Object.entries({ host: "app.lender.example", ...headers, accept: "text/event-stream" });
  socket.write(
    `GET /api/codat/events HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
  );
  const page = { socket, onEvent() {} };
  let text = "";
  const begun = once(socket, "data");
  socket.setEncoding("utf8").on("data", (chunk) => {
    const frames = (text + chunk).split("\n\n");
    text = frames.pop();
    for (const frame of frames) if (/^event: connection$/m.test(frame)) page.onEvent();
  });
  await begun;
  return page;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  setUp();
  const given = (name, otherwise) => {
    const at = process.argv.indexOf(`--${name}`);
    return at > 0 ? Number(process.argv[at + 1]) : otherwise;
  };
  const found = await latency({
    streams: given("streams", 10_000),
    seconds: given("seconds", 8),
    rounds: given("rounds", 5),
  });
  console.table(
    found.rows.map(({ what, p50, p99, ratios, spread, goal, verdict }) => ({
      what,
      "p50 ours": p50.ours,
      "p50 by hand": p50.floor,
      "p99 ours": p99.ours,
      "p99 by hand": p99.floor,
      "ratio p50": ratios.p50,
      "ratio p99": ratios.p99,
      spread,
      goal,
      verdict,
    })),
  );
  keepCapacity("latency", found);
  const missed = found.rows.filter(({ verdict }) => verdict && verdict !== "held");
  for (const { what, verdict } of missed) console.error(`bench: ${what}: ${verdict}`);
  process.exit(missed.length > 0 ? 1 : 0);
}
