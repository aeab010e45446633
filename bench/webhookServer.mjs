// One of the servers of webhooks.mjs: `node webhookServer.mjs <floor | a built dist> <secret>`. Asked, it answers with the
// CPU time of the process so far, in microseconds.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [, , dist, secret] = process.argv;

/** What the webhooks say, so that no reading of Codat contradicts them. */
const webhookConnection = {
  status: "Linked",
  sourceType: "Accounting",
  platformName: "Xero",
  integrationKey: "gbol",
  created: "2026-03-02T09:00:00.0000000Z",
};

/** What a host would write by hand: verified, read, and each told once. */
function floor() {
  const key = Buffer.from(secret.slice(6), "base64");
  const seen = new Set();
  return async (request, reply) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signature,
    } = request.headers;
    const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
    const isValid = timingSafeEqual(Buffer.from(signature.slice(3), "base64"), expected);
    const isTimely = Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300;
    const event = JSON.parse(body.toString());
    if (isValid && isTimely && !seen.has(id)) seen.add(id);
    reply.writeHead(isValid && event.eventType ? 200 : 400, { "cache-control": "no-store" }).end();
  };
}

async function companion() {
  const { createOnboardingServer, memoryBackplane, toNodeHandler } = await import(
    pathToFileURL(`${dist}/server/index.js`).href
  );
  return toNodeHandler(
    createOnboardingServer({
      apiKey: "a-key",
      webhookSecret: secret,
      appName: "Acme Lending",
      authenticate: () => null,
      backplane: memoryBackplane(),
      onConnectionChange() {},
      fetch: async (request) => {
        const id = new URL(request.url).pathname.split("/")[2];
        const connection = { ...webhookConnection, id: id.replace(/^1+/, "55555555") };
        return Response.json({
          id,
          redirect: `https://link.codat.io/company/${id}`,
          dataConnections: [connection],
        });
      },
    }),
  );
}

const server = createServer(dist === "floor" ? floor() : await companion());
// The sender's connections outlast the turns of the others.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system });
});
process.on("disconnect", () => process.exit());
