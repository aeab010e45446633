// What streams cost that are open, one for each company, and what it costs to open one: memory and CPU time of a server
// of its own, beside the same bytes and the same heartbeat written by hand to `node:http`. `--streams 10000` for more.
import { fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import { root } from "../scripts/setUp.mjs";
import { median, spread } from "./quartiles.mjs";

const bundle = `${root}.cache/bench/companion.mjs`; // esbuild makes the folder
const given = process.argv.indexOf("--streams");
const streams = given > 0 ? Number(process.argv[given + 1]) : 2_000;
/** Milliseconds: three heartbeats, and every session is asked for again a third of a time. */
const idle = 24_000;
const atOnce = 50;
/** The memory of a process is not the same twice. */
const rounds = given > 0 ? 1 : 3;
const limits = { memory: 1.3, open: 3, idle: 1.5 };

/** @returns a row for each cost, with ours over the hand-written floor */
export async function openStreams() {
  await build({
    entryPoints: [`${root}src/server/index.ts`],
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    tsconfigRaw: {},
  });
  const runs = { floor: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    // Side by side, so that a busy machine is unfair to both.
    const [floor, ours] = await Promise.all([measure("floor"), measure("ours")]);
    runs.floor.push(floor);
    runs.ours.push(ours);
  }
  const row = (what, cost) => {
    const [ours, floor] = [runs.ours, runs.floor].map((all) => all.map((one) => one[cost]));
    return {
      what: `${what}, ${streams} streams`,
      ours: median(ours),
      floor: median(floor),
      ratio: median(ours.map((one, n) => one / floor[n])),
      limit: limits[cost],
      spread: spread(floor),
    };
  };
  return [
    row("KiB of memory a stream", "memory"),
    row("µs of CPU to open one", "open"),
    row(`µs of CPU a stream in ${idle / 1000} s`, "idle"),
  ];
}

async function measure(name) {
  const child = fork(new URL("openStreamServer.mjs", import.meta.url), [name, bundle], {
    execArgv: ["--expose-gc"],
  });
  const [{ port }] = await once(child, "message");
  const costs = async () => {
    child.send({});
    return (await once(child, "message"))[0];
  };
  const sockets = [];
  const open = async (n) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    socket.write(request(n));
    await once(socket, "data");
    socket.resume();
    sockets.push(socket);
  };
  try {
    // What is made once.
    for (let n = 0; n < 200; n++) await open(n);
    await pause(500);
    const before = await costs();
    const each = async (act) => {
      let next = 200;
      const work = async () => {
        while (next < streams + 200) await act(next++);
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      await pause(500);
    };
    // A page reads its company before it opens its stream; what is kept of the company counts as memory.
    await each((n) => visit(port, n));
    const visited = await costs();
    await each(open);
    const opened = await costs();
    await pause(idle);
    const after = await costs();
    return {
      memory: (opened.rss - before.rss) / 1024 / streams,
      open: (opened.cpu - visited.cpu) / streams,
      idle: (after.cpu - opened.cpu) / streams,
    };
  } finally {
    for (const socket of sockets) socket.destroy();
    child.kill();
  }
}

async function visit(port, n) {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(request(n, "/api/codat/company").replace("keep-alive", "close"));
  await once(socket.resume(), "close");
}

/** As a browser asks. */
function request(n, path = "/api/codat/events") {
  return [
    `GET ${path} HTTP/1.1`,
    "host: app.lender.example",
    "connection: keep-alive",
    'sec-ch-ua: "Chromium";v="143", "Not A(Brand";v="24"',
    "sec-ch-ua-mobile: ?0",
    'sec-ch-ua-platform: "Windows"',
    "user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0",
    "accept: text/event-stream",
    "cache-control: no-cache",
    "sec-fetch-site: same-origin",
    "sec-fetch-mode: cors",
    "sec-fetch-dest: empty",
    "referer: https://app.lender.example/onboarding/accounting",
    "accept-encoding: gzip, deflate, br, zstd",
    "accept-language: en-GB,en;q=0.9",
    `cookie: customer=${n}`,
    "\r\n",
  ].join("\r\n");
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.table(await openStreams());
