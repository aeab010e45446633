import { createOnboardingServer } from "codat-onboarding/server";
import { afterAll, expect, it } from "vitest";

const url = "http://127.0.0.1:4300";
const account = {
  basePath: "/api/codat",
  invitePath: "/connect",
  apiUrl: "https://api.codat.io",
  apiKey: "a-key",
  webhookSecret: `whsec_${btoa("a secret of twenty-four bytes")}`,
  linkHosts: undefined,
  oneTime: false,
  fake: undefined,
};
const companion = createOnboardingServer({
  ...account,
  appName: "Acme Lending",
  authenticate: () => null,
  streams: { drain: 0 },
});
const { href } = new URL("../../examples/lender/server/lender.mjs", import.meta.url);
const { createLender }: { createLender(options: object): (request: Request) => Promise<Response> } =
  await import(href);
const lender = createLender({
  url,
  files: new Map(),
  customers: { of: () => undefined },
  companions: new Map([[account, companion]]),
});
// A balancer asks under a name of its own.
const statusOf = async (path: string) => (await lender(new Request(`http://10.0.0.7:4300${path}`))).status;

afterAll(() => companion.close());

it("the lender says that it lives and that it is ready, until it closes", async () => {
  expect([await statusOf("/healthz"), await statusOf("/readyz")]).toEqual([200, 200]);
  await companion.close();
  expect([await statusOf("/healthz"), await statusOf("/readyz")]).toEqual([200, 503]);
});
