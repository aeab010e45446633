// One of the servers of stream.mjs: `node streamServer.mjs <floor | ours | better-sse> <bundle> <peers>`. Told how many
// events to tell, it answers with the CPU time that took, in microseconds.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , name, bundle, peers] = process.argv;
const companyId = "11111111-1111-4111-8111-111111111111";
const connection = (count) => ({
  id: "aaaaaaaa-2222-4333-8444-555555555555",
  platformName: "Xero",
  sourceType: "Accounting",
  integrationKey: "gbol",
  status: "Linked",
  version: `2026-03-02T09:00:00.${String(count).padStart(7, "0")}Z/`,
});
let count = 0;

/** All three write the same bytes to the same sockets. */
const kinds = {
  floor() {
    const replies = new Set();
    return {
      listener(_, reply) {
        reply.writeHead(200, {
          "content-type": "text/event-stream",
          "cache-control": "no-store, no-transform",
        });
        reply.write(":\n\n");
        replies.add(reply);
        reply.once("close", () => replies.delete(reply));
      },
      tell() {
        count++;
        const data = JSON.stringify({ type: "connection", connection: connection(count) });
        const frame = Buffer.from(`id: 0123456789abcdef.${count}\nevent: connection\ndata: ${data}\n\n`);
        for (const reply of replies) reply.write(frame);
      },
    };
  },

  async ours() {
    const { companyRoom, createCompanyFeed, createStreams, memoryBackplane, toNodeHandler } = await import(
      pathToFileURL(bundle).href
    );
    const backplane = memoryBackplane();
    const now = () => new Date();
    const read = async () => ({ id: companyId, linkHost: "link.codat.io", connections: [], arrivals: {} });
    const customer = { id: "bakery" };
    const streams = createStreams({
      backplane,
      feed: createCompanyFeed({ backplane, read, now }),
      recheck: async () => ({ customer, companyId }),
      now,
      limits: { perCustomer: 10_000 },
    });
    return {
      listener: toNodeHandler({ fetch: (request) => streams.open(request, customer, companyId) }),
      async tell() {
        count++;
        const event = JSON.stringify({ type: "connection", connection: connection(count) });
        await backplane.commit(companyRoom(companyId), { append: [{ event }] });
      },
    };
  },

  async "better-sse"() {
    const { createChannel, createSession } = await importPeer("better-sse");
    const channel = createChannel();
    return {
      async listener(request, reply) {
        const session = await createSession(request, reply, { keepAlive: null });
        reply.write(":\n\n");
        channel.register(session);
      },
      tell() {
        count++;
        const event = { type: "connection", connection: connection(count) };
        channel.broadcast(event, "connection", { eventId: `0123456789abcdef.${count}` });
      },
    };
  },
};

function importPeer(peer) {
  const path = createRequire(`${peers}/package.json`).resolve(peer);
  return import(pathToFileURL(path).href);
}

const { listener, tell } = await kinds[name]();
const server = createServer(listener);
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", async ({ events }) => {
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (let one = 0; one < events; one++) {
    await tell();
    // Sockets are written to between events, as they would be.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { user, system } = process.cpuUsage(before);
  process.send({ cpu: user + system });
});
process.on("disconnect", () => process.exit());
