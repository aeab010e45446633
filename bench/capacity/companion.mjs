// One of the servers that are measured: `fork("companion.mjs", { env: { SETTINGS } })`. The floor is what a host would
// write by hand for the same answers; with a Redis by one bare command each. Asked, it answers with its CPU time in
// microseconds, its memory, and the longest time since it was asked last for which nothing else had its turn, in
// milliseconds.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { companyAt, companyOf } from "./codat.mjs";

/** @type {{ kind: "floor" | "ours"; redis?: string; codat: string; secret: string; store: boolean; port: number }} */
const settings = JSON.parse(process.env.SETTINGS);
const { kind, redis, channels, codat, secret, store, port = 0, streams } = settings;
const heartbeat = 8_000;
/** Each once: a storm on a busy machine has hundreds of the same. */
const reported = new Set();

const customerOf = (cookie) => cookie?.split("=")[1];

const kinds = {
  async floor() {
    const { publish, get } = redis ? await bareRedis(redis, deliver) : { publish: deliver, get() {} };
    const key = Buffer.from(secret.slice(6), "base64");
    const seen = new Set();
    const streamsOf = new Map();
    const all = new Set();
    setInterval(() => {
      for (const reply of all) reply.write(":\n\n");
    }, heartbeat);

    function deliver(company, data) {
      for (const reply of streamsOf.get(company) ?? [])
        reply.write(`id: 1.x\nevent: connection\ndata: ${data}\n\n`);
    }

    async function webhook(request, reply) {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const { headers } = request;
      const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`;
      const expected = createHmac("sha256", key).update(signed).update(body).digest();
      const isValid = timingSafeEqual(Buffer.from(headers["webhook-signature"].slice(3), "base64"), expected);
      const isTimely = Math.abs(Date.now() / 1000 - Number(headers["webhook-timestamp"])) <= 300;
      const event = JSON.parse(body.toString());
      if (!isValid || !isTimely) return reply.writeHead(400).end();
      if (!seen.has(event.id)) {
        seen.add(event.id);
        const { connection, referenceCompany } = event.payload;
        const told = { type: "connection", connection: { id: connection.id, status: connection.status } };
        await publish(referenceCompany.id, JSON.stringify(told));
      }
      reply.writeHead(200, { "cache-control": "no-store" }).end();
    }

    function stream(request, reply) {
      const company = companyOf(customerOf(request.headers.cookie));
      reply.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store, no-transform",
      });
      reply.write(
        `id: 0.x\nevent: snapshot\ndata: ${JSON.stringify({ type: "snapshot", company: companyAt(company) })}\n\n`,
      );
      const held = streamsOf.get(company) ?? new Set();
      streamsOf.set(company, held.add(reply));
      all.add(reply);
      reply.once("close", () => {
        all.delete(reply);
        held.delete(reply);
      });
    }

    return async (request, reply) => {
      if (request.url.endsWith("/webhooks")) return webhook(request, reply);
      if (request.url.endsWith("/events")) return stream(request, reply);
      const id = companyOf(customerOf(request.headers.cookie) ?? request.url);
      await get(id);
      request.resume();
      const isPress = request.method === "POST" && request.url.startsWith("/connect/");
      reply.writeHead(isPress ? 303 : 200, {
        "content-type": "application/json",
        "cache-control": "no-store",
        ...(isPress && { location: "https://link.codat.io/" }),
      });
      reply.end(JSON.stringify({ id, url: `/connect/${id}`, connections: [] }));
    };
  },

  async ours() {
    const { createOnboardingServer, memoryBackplane, toNodeHandler } = await import(
      "../../dist/server/index.js"
    );
    const { redisBackplane } = await import("../../dist/redis/index.js");
    const backplane = redis
      ? redisBackplane({ url: redis, channels, onError: report })
      : memoryBackplane({ channels: 100_000 });
    await backplane.ready?.();
    const onboarding = createOnboardingServer({
      apiKey: "a-key",
      webhookSecret: secret,
      appName: "Acme Lending",
      apiUrl: codat,
      authenticate({ headers }) {
        const id = customerOf(headers.get("cookie"));
        return id ? { id, name: "Kettle and Oak" } : null;
      },
      ...(store && { companies: { get: companyOf, set() {} } }),
      backplane,
      invites: {
        secret: "what invites are signed with, at length",
        publicUrl: "http://127.0.0.1",
        allowMemory: true,
      },
      // Where nothing is said of them, they are opened faster than customers come.
      streams: { heartbeat, ...(streams ?? { perProcess: 1_000_000, perSecond: 1_000_000 }) },
      onConnectionChange() {},
      onError: report,
    });
    return toNodeHandler(onboarding);
  },
};

/** By one connection for commands and one to listen, as in node-redis's own examples. */
async function bareRedis(url, deliver) {
  const { createClient } = await import("redis");
  const client = await createClient({ url }).connect();
  const listener = await createClient({ url }).connect();
  await listener.subscribe("events", (message) => {
    const at = message.indexOf(" ");
    deliver(message.slice(0, at), message.slice(at + 1));
  });
  return {
    publish: (company, data) => client.publish("events", `${company} ${data}`),
    get: (key) => client.get(key),
  };
}

function report({ message }) {
  if (!reported.has(message)) console.error(`${kind}: ${message}`);
  reported.add(message);
}

const server = createServer(await kinds[kind]());
// The sender's connections outlast the turns of the others.
server.keepAliveTimeout = 600_000;
server.listen(port, "127.0.0.1", 8_192, () => process.send({ port: server.address().port }));
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on("message", async () => {
  const stall = delay.max / 1_000_000;
  // What the question itself takes, to collect garbage, is in between: it is nobody's work.
  const worked = cpuTime();
  // An engine finalizes things, and gives memory back, only in the turns after a collection.
  for (let turn = 0; globalThis.gc && turn < 4; turn++) {
    globalThis.gc();
    await pause(50);
  }
  process.send({ worked, cpu: cpuTime(), rss: process.memoryUsage.rss(), stall });
  delay.reset();
});
process.on("disconnect", () => process.exit());

function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
