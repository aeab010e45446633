// What one event costs the process that tells it to a thousand streams: CPU time of a server of its own, beside the
// same bytes written by hand to `node:http`, and better-sse. Turn by turn, medians.
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { build } from "esbuild";
import { root } from "../scripts/setUp.mjs";
import { median, spread } from "./quartiles.mjs";

const peer = `${root}.cache/bench`;
const clients = 1_000;
const events = 100;
const rounds = 11;
const limit = 1.1;

/** @returns microseconds of CPU for each delivery, and ours over the hand-written floor */
export async function stream() {
  const bundle = `${peer}/stream.mjs`;
  await build({
    stdin: {
      contents:
        'export { createCompanyFeed } from "./events/companyFeed.js";\n' +
        'export { memoryBackplane } from "./backplane/memoryBackplane.js";\n' +
        'export { companyRoom } from "./backplane/backplaneRooms.js";\n' +
        'export { toNodeHandler } from "./node/nodeHandler.js";\n' +
        'export { createStreams } from "./events/streams.js";\n',
      resolveDir: `${root}src/server`,
      loader: "ts",
    },
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    tsconfigRaw: {},
  });
  const names = ["floor", "ours", ...(installPeer() ? ["better-sse"] : [])];
  const servers = [];
  try {
    for (const name of names) servers.push(await start(name, bundle));
    const runs = Object.fromEntries(names.map((name) => [name, []]));
    for (let round = -3; round < rounds; round++) {
      const order = round % 2 ? servers : [...servers].reverse();
      for (const server of order) {
        const cpu = await server.tell();
        if (round >= 0) runs[server.name].push(cpu / (clients * events));
      }
    }
    const floor = median(runs.floor);
    return names.map((name) => ({
      what: `CPU for one delivery: ${name}`,
      ours: median(runs[name]),
      ratio: median(runs[name].map((one, round) => one / runs.floor[round])),
      limit: name === "ours" ? limit : undefined,
      spread: spread(runs.floor),
      floor,
    }));
  } finally {
    for (const { stop } of servers) stop();
  }
}

function installPeer() {
  if (existsSync(`${peer}/node_modules/better-sse`)) return true;
  mkdirSync(peer, { recursive: true });
  if (!existsSync(`${peer}/package.json`)) writeFileSync(`${peer}/package.json`, '{ "private": true }');
  const args = [
    "install",
    "better-sse@0.16.1",
    "--legacy-peer-deps",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
  ];
  return spawnSync("npm", args, { cwd: peer, stdio: "ignore", timeout: 120_000 }).status === 0;
}

/** A server in a process of its own, with its readers here: plain sockets that only count bytes. */
async function start(name, bundle) {
  const child = fork(new URL("streamServer.mjs", import.meta.url), [name, bundle, peer], {
    serialization: "json",
  });
  const [{ port }] = await once(child, "message");
  let received = 0;
  const sockets = await Promise.all(
    Array.from({ length: clients }, async () => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      await once(socket, "connect");
      socket.write("GET /events HTTP/1.1\r\nhost: bench.test\r\naccept: text/event-stream\r\n\r\n");
      await once(socket, "data");
      socket.on("data", ({ length }) => {
        received += length;
      });
      return socket;
    }),
  );
  return {
    name,
    /** Every stream is told of so many events; the answer comes when all bytes have arrived. */
    async tell() {
      received = 0;
      child.send({ events });
      const [{ cpu }] = await once(child, "message");
      const least = clients * events * 250;
      while (received < least) await new Promise((resolve) => setTimeout(resolve, 5));
      return cpu;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      child.kill();
    },
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.table(await stream());
