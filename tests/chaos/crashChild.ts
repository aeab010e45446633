// A companion's webhook receiver that kills itself, as a machine does that loses its power, at a point it is told.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Backplane } from "../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../src/server/backplane/memoryBackplane.js";
import { createCompanyFeed } from "../../src/server/events/companyFeed.js";
import { toNodeHandler } from "../../src/server/node/nodeHandler.js";
import { parseWebhookSecrets } from "../../src/server/options/webhookSecret.js";
import { createWebhookReceiver } from "../../src/server/webhooks/webhookReceiver.js";
import { fileBackplane } from "../support/fileBackplane.js";
import type { CrashPoint } from "./crashPoints.js";

const { SECRET, CRASH_AT, CRASH_AFTER = "0", EVENTS, HOOKS } = process.env;
let left = Number(CRASH_AFTER);

function pass(point: CrashPoint): void {
  if (point === CRASH_AT && left-- === 0) process.kill(process.pid, "SIGKILL");
}

const kept = EVENTS ? fileBackplane(EVENTS) : memoryBackplane();
const backplane: Backplane = {
  ...kept,
  async get(key) {
    if (key.startsWith("hooked:")) pass("verified");
    return kept.get(key);
  },
  async acquire(key, lifetime) {
    // A hundredth of the time: nobody waits for the lease of one who was killed.
    const lease = await kept.acquire(key, lifetime / 100);
    pass("claimed");
    return lease;
  },
  async append(channel, event, dedupeId) {
    const isNew = await kept.append(channel, event, dedupeId);
    pass("appended");
    return isNew;
  },
  async set(key, value, lifetime) {
    await kept.set(key, value, lifetime);
    pass("marked");
  },
};

const { receive } = createWebhookReceiver({
  secrets: parseWebhookSecrets(SECRET),
  backplane,
  append: createCompanyFeed({
    backplane,
    read: () => Promise.reject(new Error("No Codat.")),
    now: () => new Date(),
  }).append,
  now: () => new Date(),
  rootOf: async (id) => id,
  customerOf: async () => undefined,
  async onConnectionChange({ id }) {
    pass("before the hook");
    await new Promise((resolve) => setTimeout(resolve, 5));
    appendFileSync(HOOKS ?? "", `${id}\n`);
    pass("in the hook");
    await new Promise((resolve) => setTimeout(resolve, 5));
    pass("after the hook");
  },
  report: () => {},
});

const handler = toNodeHandler({
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/stream") {
      const [channel = "", after] = searchParams.getAll("of");
      return Response.json((await backplane.read(channel, after)) ?? "unknown");
    }
    const response = await receive(request);
    pass("before the answer");
    return response;
  },
});

const server = createServer(handler);
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
