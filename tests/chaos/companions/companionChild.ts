// One of several whole companions behind one Redis, as a host runs it: `companionProcesses.ts` starts them.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { redisBackplane } from "../../../src/redis/redisBackplane.js";
import { createOnboardingServer, toNodeHandler } from "../../../src/server/index.js";
import { crashingBackplane } from "../crashingBackplane.js";
import type { CompanionSettings } from "./companionProcesses.js";
import { type Stop, stoppingBackplane } from "./stoppingBackplane.js";

const settings = JSON.parse(process.env["SETTINGS"] ?? "") as CompanionSettings;
const { port, redis, codat, crashAt, hooks, errors, publicUrl, streams, budget } = settings;
const kept = redisBackplane({ patience: 9_000, onError: tellError, ...redis });
const stopping = stoppingBackplane(kept, () => process.send?.("stopped"));
const { backplane, pass } = crashingBackplane(stopping.backplane, crashAt);

const onboarding = createOnboardingServer({
  apiKey: "a-key",
  webhookSecret: settings.secret,
  appName: "Acme Lending",
  apiUrl: codat,
  linkHosts: [new URL(codat).host],
  backplane,
  invites: { secret: "what the processes sign their invites with", publicUrl },
  authenticate({ headers }) {
    const [, id] = /(?:^|; )customer=([^;]+)/.exec(headers.get("cookie") ?? "") ?? [];
    return id ? { id, name: `Bakery ${id}` } : null;
  },
  async onConnectionChange({ id }) {
    pass("before the hook");
    appendFileSync(hooks, `${id}\n`);
    pass("in the hook");
    await new Promise((resolve) => setTimeout(resolve, 5));
    pass("after the hook");
  },
  onError: tellError,
  streams,
  budget,
});

function tellError({ message }: Error): void {
  appendFileSync(errors, `${message}\n`);
}

const handler = toNodeHandler({
  async fetch(request) {
    const response = await onboarding.fetch(request);
    if (new URL(request.url).pathname.endsWith("/webhooks")) pass("before the answer");
    return response;
  },
});
const server = createServer(handler);
// As a host does: see "Ending a process" in docs/internet.md.
process.once("SIGTERM", () => onboarding.close(server).then(() => process.disconnect()));
process.on("message", (asked: "costs" | "go on" | Stop) => {
  if (asked === "costs") {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() });
  } else if (asked === "go on") stopping.goOn();
  else {
    stopping.stopAt(asked);
    process.send?.("will stop");
  }
});
server.listen(port, "127.0.0.1", 8_192, () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
