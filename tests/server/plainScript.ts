import { createOnboardingServer, memoryBackplane } from "codat-onboarding/server";
import { createFakeCodat } from "codat-onboarding/testing";

// A plain script, run in a process of its own: nothing here keeps that process alive but what an answer waits on.
const fake = createFakeCodat({ baseUrl: "http://127.0.0.1:4310" });
const memory = memoryBackplane();
let refusals = 1;
const refusal = { outcome: "changed", wait: 0, version: "", appended: [], cursor: "", entries: [] } as const;
const onboarding = createOnboardingServer({
  apiKey: "a-key",
  webhookSecret: `whsec_${btoa("a secret of twenty-four bytes")}`,
  appName: "Acme Lending",
  authenticate: () => ({ id: "acme" }),
  apiUrl: fake.baseUrl,
  linkHosts: [new URL(fake.baseUrl).host],
  fetch: fake.fetch,
  backplane: {
    ...memory,
    // Another process holds the first lease for a moment.
    commit: (room, change) =>
      change.put?.["making"] && refusals-- > 0
        ? Promise.resolve({ ...refusal, values: { making: { value: "1", version: "another's" } } })
        : memory.commit(room, change),
  },
  streams: { drain: 50 },
});
const ask = (method: string, path: string) =>
  onboarding.fetch(
    new Request(`https://lender.example/api/codat${path}`, {
      method,
      headers: { "sec-fetch-site": "same-origin" },
    }),
  );

// Codat is away for a moment: the companion waits, and tries again.
fake.fault({ path: /companies/, status: 503, times: 1 });
console.log("company", (await ask("POST", "/company")).status);
console.log("timers", process.getActiveResourcesInfo().filter((name) => name === "Timeout").length);
const streams = [await ask("GET", "/events"), await ask("GET", "/events")];
await onboarding.close();
console.log("closed", streams.map(({ status }) => status).join());
