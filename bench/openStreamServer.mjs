// One of the servers of openStreams.mjs: `node openStreamServer.mjs <floor | ours>`. Asked for its costs, it answers with
// the CPU time of the process so far, in microseconds, and with its memory.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const [, , name] = process.argv;
const heartbeat = 8_000;
/** The company of each customer, as a host's own record has it. */
const companyOf = (customer) => `11111111-1111-4111-8111-${customer.padStart(12, "0")}`;
const company = (id) => ({
  id,
  redirect: `https://link.codat.io/company/${id}`,
  dataConnections: [
    {
      id: id.replace("1111", "2222"),
      platformName: "Xero",
      sourceType: "Accounting",
      integrationKey: "gbol",
      status: "PendingAuth",
      created: "2026-03-02T09:00:00.0000000Z",
    },
  ],
});

const kinds = {
  /** What a host would write by hand: the same first bytes, the same heartbeat. */
  floor() {
    const replies = new Set();
    setInterval(() => {
      for (const reply of replies) reply.write(":\n\n");
    }, heartbeat);
    return (request, reply) => {
      if (request.url.endsWith("/company")) return reply.end("{}");
      const id = companyOf(request.headers.cookie.split("=")[1]);
      reply.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store, no-transform",
      });
      reply.write(
        `id: 0.x\nevent: snapshot\ndata: ${JSON.stringify({ type: "snapshot", company: company(id) })}\n\n`,
      );
      replies.add(reply);
      reply.once("close", () => replies.delete(reply));
    };
  },

  async ours() {
    const { createOnboardingServer, memoryBackplane, toNodeHandler } = await import(
      "../dist/server/index.js"
    );
    return toNodeHandler(
      createOnboardingServer({
        apiKey: "a-key",
        webhookSecret: `whsec_${btoa("a secret of twenty-four bytes")}`,
        appName: "Acme Lending",
        authenticate: (request) => ({ id: request.headers.get("cookie").split("=")[1] }),
        companies: { get: companyOf, set() {} },
        backplane: memoryBackplane({ channels: 100_000 }),
        fetch: async (request) => Response.json(company(new URL(request.url).pathname.split("/").at(-1))),
        // As many as there are, and as fast as they come: it is measured what one costs.
        streams: { heartbeat, perProcess: 1_000_000, perSecond: 1_000_000 },
      }),
    );
  },
};

const server = createServer(await kinds[name]());
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", async () => {
  // What the question itself takes, to collect garbage, is in between: it is nobody's work.
  const worked = cpuTime();
  // An engine finalizes things, and gives memory back, only in the turns after a collection.
  for (let turn = 0; turn < 4; turn++) {
    globalThis.gc?.();
    await pause(50);
  }
  process.send({ worked, cpu: cpuTime(), rss: process.memoryUsage().rss });
});
process.on("disconnect", () => process.exit());

function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
