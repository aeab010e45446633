// Companions in a process of their own, one for each Codat and each life, with nothing but the API key in common with
// those of another process.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createOnboardingServer, type OnboardingServer, toNodeHandler } from "../../../src/server/index.js";

const companions = new Map<string, OnboardingServer>();

function companionOf(codat: string, life: string): OnboardingServer {
  const key = `${codat} ${life}`;
  const known = companions.get(key);
  if (known) return known;
  const made = createOnboardingServer({
    apiKey: "a-key",
    webhookSecret: `whsec_${btoa("a secret of twenty-four bytes")}`,
    appName: "Acme Lending",
    apiUrl: codat,
    linkHosts: [new URL(codat).host],
    authenticate: ({ headers }) => ({
      id: headers.get("x-customer") ?? "",
      name: headers.get("x-name") ?? undefined,
    }),
    onError: () => {},
  });
  companions.set(key, made);
  return made;
}

const handler = toNodeHandler({
  fetch: (request) =>
    companionOf(request.headers.get("x-codat") ?? "", request.headers.get("x-life") ?? "").fetch(request),
});
const server = createServer(handler);
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
