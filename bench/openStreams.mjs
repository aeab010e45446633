// What streams cost that are open, one for each company, and what it costs to open one: memory and CPU time of a server
// of its own, beside the same bytes and the same heartbeat written by hand to `node:http`. `--streams 2000` for fewer.
// Each server and each client is a process of its own; each holds a file descriptor a stream.
import { fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { setUp } from "../scripts/setUp.mjs";
import { ask, told } from "./children.mjs";
import { median, spread } from "./quartiles.mjs";

const given = process.argv.indexOf("--streams");
const streams = given > 0 ? Number(process.argv[given + 1]) : 10_000;
/** Milliseconds: seven heartbeats, and every session is asked for again. */
const idle = 60_000;
/** The memory of a process is not the same twice. */
const rounds = 3;
/** What is made once comes before. */
const warmUp = 200;
const limits = { memory: 1.3, open: 3, idle: 1.5 };

/** @returns a row for each cost, with ours over the hand-written floor */
export async function openStreams() {
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
  const server = fork(new URL("openStreamServer.mjs", import.meta.url), [name], {
    execArgv: ["--expose-gc"],
  });
  const { port } = await told(server);
  const client = fork(new URL("openStreamClient.mjs", import.meta.url), [String(port)]);
  const costs = () => ask(server, {});
  const each = async (act, from, to) => {
    await ask(client, { act, from, to });
    await pause(500);
  };
  const last = streams + warmUp;
  try {
    await each("open", 0, warmUp);
    const before = await costs();
    // A page reads its company before it opens its stream; what is kept of the company counts as memory.
    await each("visit", warmUp, last);
    const visited = await costs();
    await each("open", warmUp, last);
    const opened = await costs();
    await pause(idle);
    const after = await costs();
    return {
      memory: (opened.rss - before.rss) / 1024 / streams,
      open: (opened.worked - visited.cpu) / streams,
      idle: (after.worked - opened.cpu) / streams,
    };
  } finally {
    client.kill();
    server.kill();
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  setUp();
  console.table(await openStreams());
}
