// What a verified webhook costs over HTTP, in CPU time of a server of its own: beside the bare work by hand on
// `node:http`, and with `--before <commit>` beside the companion as it was then. `node bench/webhooks.mjs`.
import { fork, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { Agent, request } from "node:http";
import { root, setUp } from "../scripts/setUp.mjs";
import { ask, told } from "./children.mjs";
import { median, spread } from "./quartiles.mjs";

const given = process.argv.indexOf("--before");
const before = given > 0 ? process.argv[given + 1] : undefined;
const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const key = Buffer.from(secret.slice(6), "base64");
const companies = 200;
const warmUp = 4_000;
const each = 2_000;
const rounds = 9;
const atOnce = 20;

/** @returns a row for the companion, and one for it as it was */
export async function webhooks() {
  const built = { ours: `${root}dist`, ...(before && { before: buildOf(before) }) };
  const servers = { floor: await start("floor"), ...(await startAll(built)) };
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  try {
    for (const [name, server] of Object.entries(servers)) await send(server, agent, name, 0, warmUp);
    // Turn by turn, so that a busy machine is unfair to all.
    for (let round = 0; round < rounds; round++) {
      for (const [name, server] of Object.entries(servers)) {
        const from = warmUp + round * each;
        const begun = await ask(server.child, {});
        await send(server, agent, name, from, from + each);
        times[name].push(((await ask(server.child, {})).cpu - begun.cpu) / each);
      }
    }
  } finally {
    agent.destroy();
    for (const { child } of Object.values(servers)) child.kill();
  }
  const { floor, ...ours } = times;
  return Object.entries(ours).map(([name, all]) => ({
    what: `µs of CPU a webhook over HTTP, ${name === "ours" ? "now" : `at ${before}`}`,
    ours: median(all),
    floor: median(floor),
    ratio: median(all.map((one, n) => one / floor[n])),
    spread: spread(floor),
  }));
}

/** Builds a commit in a folder of its own, with the packages of this one. */
function buildOf(commit) {
  const folder = `${root}.cache/bench/${commit}`;
  const run = (cwd, command, ...args) => {
    const { status } = spawnSync(command, args, { cwd, stdio: "inherit" });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
  };
  if (!existsSync(`${folder}/dist`)) {
    mkdirSync(folder, { recursive: true });
    run(root, "git", "archive", "--output", `${folder}.tar`, commit);
    run(folder, "tar", "-xf", `${folder}.tar`);
    if (!existsSync(`${folder}/node_modules`)) symlinkSync(`${root}node_modules`, `${folder}/node_modules`);
    run(folder, process.execPath, "scripts/build.mjs");
  }
  return `${folder}/dist`;
}

async function startAll(built) {
  const started = Object.entries(built).map(async ([name, dist]) => [name, await start(dist)]);
  return Object.fromEntries(await Promise.all(started));
}

async function start(dist) {
  const child = fork(new URL("webhookServer.mjs", import.meta.url), [dist, secret]);
  return { child, port: (await told(child)).port };
}

async function send({ port }, agent, name, from, to) {
  let next = from;
  const work = async () => {
    while (next < to) {
      const status = await post(port, agent, next++);
      if (status !== 200) throw new Error(`${name} answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** As Codat sends one. */
function post(port, agent, n) {
  const body = JSON.stringify({
    id: guid(n, "4"),
    eventType: "connection.connected",
    generatedDate: new Date().toISOString(),
    payload: {
      connection: {
        id: guid(n % companies, "5"),
        status: "Linked",
        sourceType: "Accounting",
        platformName: "Xero",
        integrationId: guid(0, "6"),
        integrationKey: "gbol",
      },
      referenceCompany: { id: guid(n % companies, "1"), name: "Kettle and Oak", links: {} },
      padding: "x".repeat(600),
    },
  });
  const id = `msg_${n}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", agent, method: "POST", path: "/api/codat/webhooks", headers };
    request(options, (response) => response.resume().once("end", () => resolve(response.statusCode)))
      .once("error", reject)
      .end(body);
  });
}

function guid(n, kind) {
  return `${kind.repeat(8)}-1111-4111-8111-${String(n).padStart(12, "0")}`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  setUp();
  console.table(await webhooks());
}
