// A companion's webhook receiver that kills itself, as a machine does that loses its power, at a point it is told.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { memoryBackplane } from "../../src/server/backplane/memoryBackplane.js";
import { createCompanyFeed } from "../../src/server/events/companyFeed.js";
import { toNodeHandler } from "../../src/server/node/nodeHandler.js";
import { parseWebhookSecrets } from "../../src/server/options/webhookSecret.js";
import { createWebhookReceiver } from "../../src/server/webhooks/webhookReceiver.js";
import { fileBackplane } from "../support/fileBackplane.js";
import { crashingBackplane } from "./crashingBackplane.js";

const { SECRET, CRASH_AT, CRASH_AFTER = "0", EVENTS, HOOKS } = process.env;
const { backplane, pass } = crashingBackplane(
  EVENTS ? fileBackplane(EVENTS) : memoryBackplane(),
  CRASH_AT,
  Number(CRASH_AFTER),
);

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
      const [room = "", cursor] = searchParams.getAll("of");
      const { entries, ...view } = await backplane.view(room, [], cursor === undefined ? "now" : { cursor });
      return Response.json(entries ? { entries, cursor: view.cursor } : "unknown");
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
