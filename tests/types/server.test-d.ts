import type { IncomingMessage, ServerResponse } from "node:http";
import { openTelemetryLog } from "codat-onboarding/opentelemetry";
import {
  type Company,
  type CompanyInvite,
  type Customer,
  createOnboardingServer,
  type DurableInviteOptions,
  type Health,
  type LogRecord,
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

createOnboardingServer({
  ...options,
  onLog(record) {
    expectTypeOf(record).toEqualTypeOf<LogRecord>();
    if (record.type !== "webhook") return;
    expectTypeOf(record.outcome).toEqualTypeOf<LogRecord<"webhook">["outcome"]>();
    expectTypeOf(record.duration).toEqualTypeOf<number>();
    expectTypeOf(record.age).toEqualTypeOf<number | undefined>();
    // @ts-expect-error no record tells of whom it is
    record.companyId;
  },
});
expectTypeOf<LogRecord<"streamRefused">["reason"]>().toEqualTypeOf<"full" | "rate" | "closing">();
// @ts-expect-error a word that is in no list
expectTypeOf<"https://link.codat.io">().toExtend<LogRecord<"request">["route"]>();
expectTypeOf(openTelemetryLog).returns.toEqualTypeOf<(record: LogRecord) => void>();
expectTypeOf(onboarding.health).returns.resolves.toEqualTypeOf<Health>();

const invites: DurableInviteOptions = {
  secret: [process.env["INVITE_SECRET"], "the old one"],
  publicUrl: "https://apply.example",
  colors: { accent: "teal", dark: { accent: "#9cc3fb" } },
};
createOnboardingServer({ ...options, invites });
createOnboardingServer({ ...options, invites: undefined });
expectTypeOf<Company["invites"]>().toEqualTypeOf<readonly CompanyInvite[] | undefined>();
// @ts-expect-error the link stands in no invite that a browser is told of
expectTypeOf<CompanyInvite>().toHaveProperty("url");
// @ts-expect-error one that nothing came of is not told of
expectTypeOf<"none">().toExtend<CompanyInvite["state"]>();
// @ts-expect-error it must be said where colleagues reach it
createOnboardingServer({ ...options, invites: { secret: "a secret" } });

// @ts-expect-error a customer has an id
expectTypeOf<{ name: string }>().toExtend<Customer>();
// @ts-expect-error nobody could be told from anybody else
createOnboardingServer({ apiKey: "key", webhookSecret: "whsec_", appName: "Acme Lending" });
// @ts-expect-error a person is not a business
createOnboardingServer({ ...options, authenticate: () => "sam" });
