// One of several companions behind one Redis: it takes webhooks, and follows the stream of their company.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { redisBackplane } from "../../src/redis/redisBackplane.js";
import { companyRoom } from "../../src/server/backplane/backplaneRooms.js";
import { createCompanyFeed } from "../../src/server/events/companyFeed.js";
import { createRooms } from "../../src/server/events/rooms.js";
import { toNodeHandler } from "../../src/server/node/nodeHandler.js";
import { parseWebhookSecrets } from "../../src/server/options/webhookSecret.js";
import { createWebhookReceiver } from "../../src/server/webhooks/webhookReceiver.js";
import { companyId } from "../server/webhooks/webhooks.js";
import { crashingBackplane } from "./crashingBackplane.js";

const { SECRET, CRASH_AT, REDIS_URL = "", HOOKS = "", STREAM = "" } = process.env;
const redis = redisBackplane({ url: REDIS_URL, ringSize: 10_000, patience: 9_000, onError: () => {} });
const { backplane, pass } = crashingBackplane(redis, CRASH_AT);

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
    appendFileSync(HOOKS, `${id}\n`);
    pass("in the hook");
    await new Promise((resolve) => setTimeout(resolve, 5));
    pass("after the hook");
  },
  report: () => {},
});

const room = companyRoom(companyId);
const write = (line: string) => appendFileSync(STREAM, `${line}\n`);
const place = async () => (await backplane.view(room, [], "now")).cursor;
await redis.ready();
const rooms = createRooms({ backplane, roomOf: companyRoom, load: place });
const seat = await rooms.enter(companyId, {
  onEntry: ({ cursor }) => write(cursor),
  async onLost(load) {
    write("resync");
    seat.level(await load());
  },
});
const from = await place();
write(from);
seat.level(from);

const handler = toNodeHandler({
  async fetch(request) {
    const response = await receive(request);
    pass("before the answer");
    return response;
  },
});
const server = createServer(handler);
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
