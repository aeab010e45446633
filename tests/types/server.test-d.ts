import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type Customer,
  createOnboardingServer,
  memoryBackplane,
  type OnboardingServerOptions,
  toNodeHandler,
} from "codat-onboarding/server";
import { createFakeCodat } from "codat-onboarding/testing";
import { expectTypeOf } from "vitest";

const codat = createFakeCodat();
const options: OnboardingServerOptions = {
  apiKey: "key",
  webhookSecret: ["whsec_new", "whsec_old"],
  appName: "Acme Lending",
  authenticate: async (request) =>
    request.headers.has("cookie") ? { id: "business", user: { id: "person" } } : null,
  backplane: memoryBackplane(),
  fetch: codat.fetch,
  now: codat.now,
};

const onboarding = createOnboardingServer(options);
expectTypeOf(onboarding.fetch).parameter(0).toEqualTypeOf<Request>();
expectTypeOf(onboarding.fetch).returns.resolves.toEqualTypeOf<Response>();
expectTypeOf(toNodeHandler(onboarding)).toBeCallableWith({} as IncomingMessage, {} as ServerResponse);

createOnboardingServer({
  ...options,
  onDataReady: ({ id, companyId, customerId, connectionId, dataTypes }) => {
    expectTypeOf(id).toEqualTypeOf<string>();
    expectTypeOf(companyId).toEqualTypeOf<string>();
    expectTypeOf(customerId).toEqualTypeOf<string | undefined>();
    expectTypeOf(connectionId).toEqualTypeOf<string>();
    expectTypeOf(dataTypes).toEqualTypeOf<readonly string[]>();
  },
});

// @ts-expect-error a customer has an id
expectTypeOf<{ name: string }>().toExtend<Customer>();
// @ts-expect-error nobody could be told from anybody else
createOnboardingServer({ apiKey: "key", webhookSecret: "whsec_", appName: "Acme Lending" });
// @ts-expect-error a person is not a business
createOnboardingServer({ ...options, authenticate: () => "sam" });
