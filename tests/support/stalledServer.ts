// A companion in a process of its own, so that its memory is its own. Told how many events to tell, it tells them and
// answers with its memory before and after.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { memoryBackplane } from "../../src/server/backplane/memoryBackplane.js";
import { createCompanyFeed } from "../../src/server/events/companyFeed.js";
import { createStreams } from "../../src/server/events/streams.js";
import { toNodeHandler } from "../../src/server/node/nodeHandler.js";
import { tellRoom } from "./rooms.js";

const companyId = "11111111-1111-4111-8111-111111111111";
const customer = { id: "bakery" };
const now = () => new Date();
let told = 0;
// A minute passes with each event: what is remembered of their ids is bounded by time, and is not what is measured.
const backplane = memoryBackplane({
  ringSize: 64,
  remembered: 10,
  now: () => new Date(Date.UTC(2026, 2, 2) + told * 60_000),
});
const feed = createCompanyFeed({
  backplane,
  read: async () => ({ id: companyId, linkHost: "link.codat.io", connections: [], arrivals: {} }),
  now,
});
const streams = createStreams({ backplane, feed, recheck: async () => ({ customer, companyId }), now });
const server = createServer(
  toNodeHandler({ fetch: (request) => streams.open(request, customer, companyId) }),
);

async function tell(events: number): Promise<void> {
  for (let one = 0; one < events; one++) {
    told++;
    const connection = {
      id: "a",
      status: "Linked",
      sourceType: "Accounting",
      platformName: "x".repeat(1_000),
      version: String(told).padStart(9, "0"),
    };
    const event = JSON.stringify({ type: "connection", connection });
    await tellRoom(backplane, companyId, event, `event-${told}`);
    if (one % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function settledMemory(): Promise<{ rss: number; heap: number }> {
  for (let turn = 0; turn < 4; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { rss, heap: heapUsed + external + arrayBuffers };
}

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", async ({ events }: { events: number }) => {
  const before = await settledMemory();
  await tell(events);
  const after = await settledMemory();
  const connections = await new Promise<number>((resolve) =>
    server.getConnections((_, count) => resolve(count)),
  );
  process.send?.({ rss: after.rss - before.rss, heap: after.heap - before.heap, connections });
});
process.on("disconnect", () => process.exit());
