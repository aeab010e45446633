import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { languagesOf, readLocale } from "../scripts/locales.mjs";
import { dist, requireDist } from "./dist.js";
import { modulesIn, root } from "./modules.js";

interface Entry {
  types: { require: string; default: string };
  default: string;
}

beforeAll(requireDist);

const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, Entry | string | null>;
};

/** Every name that a module exports, by its declarations; those without a value are types. */
async function namesOf({ types, default: file }: Entry): Promise<string[]> {
  const values = Object.keys(await import(pathToFileURL(join(root, file)).href));
  const path = types.default.replace("./dist/", "");
  expect(types.require).toBe(`./dist/commonjs/${path}`);
  const declared = modulesIn(dist, /\.d\.ts$/).find((one) => one.path === path)?.exports ?? [];
  expect(declared).toEqual(expect.arrayContaining(values.filter((name) => name !== "default")));
  return declared.map((name) => (values.includes(name) ? name : `type ${name}`)).sort();
}

function entry(name: string): Entry {
  const found = exports[name];
  if (typeof found !== "object" || !found) throw new Error(`package.json exports no ${name} with types.`);
  return found;
}

describe("the public surface", () => {
  it("has these doors", () => {
    expect(Object.keys(exports)).toMatchInlineSnapshot(`
      [
        ".",
        "./live",
        "./core",
        "./server",
        "./redis",
        "./opentelemetry",
        "./testing",
        "./locales/*",
        "./locales/mail/*",
        "./locales/pages/*",
        "./tokens/*",
        "./styles.css",
        "./styles.layer.css",
        "./package.json",
      ]
    `);
  });

  it("exports from codat-onboarding", async () => {
    expect(await namesOf(entry("."))).toMatchInlineSnapshot(`
      [
        "AuthStep",
        "CantSignInFallback",
        "ConnectCTA",
        "ConnectHint",
        "ConsentNotice",
        "CopyLink",
        "CopyMessage",
        "DeviceNotice",
        "FallbackAnswers",
        "FallbackPanel",
        "FallbackTrigger",
        "InviteAfter",
        "InviteByMailto",
        "InviteLink",
        "InviteMessage",
        "InviteName",
        "InviteRecipient",
        "LinkQRCode",
        "OnboardingDefaults",
        "OnboardingError",
        "ShareLink",
        "SkipStep",
        "WebmailLinks",
        "type Arrangement",
        "type AuthStepOptions",
        "type AuthStepProps",
        "type CantSignInFallbackProps",
        "type CantSignInFallbackState",
        "type ConnectCTAProps",
        "type ConnectCTAState",
        "type ConnectHintProps",
        "type ConnectHintState",
        "type ConnectProps",
        "type ConnectionStatus",
        "type ConsentNoticeProps",
        "type CopyLinkProps",
        "type CopyMessageProps",
        "type CopyState",
        "type DeviceNoticeProps",
        "type DeviceNoticeState",
        "type FallbackAnswer",
        "type FallbackAnswersProps",
        "type FallbackPanelProps",
        "type FallbackPanelState",
        "type FallbackTriggerProps",
        "type FallbackTriggerState",
        "type FinishedInvite",
        "type InviteAfterProps",
        "type InviteAfterState",
        "type InviteByMailtoProps",
        "type InviteByMailtoState",
        "type InviteChannel",
        "type InviteLinkProps",
        "type InviteLinkState",
        "type InviteMailMessages",
        "type InviteMessageProps",
        "type InviteMessageState",
        "type InviteNameProps",
        "type InviteOptions",
        "type InviteRecipientProps",
        "type InviteRecipientState",
        "type InviteState",
        "type InviteWords",
        "type LinkOutcome",
        "type LinkQRCodeProps",
        "type LinkQRCodeState",
        "type LinkRedirect",
        "type LinkRedirectOptions",
        "type LinkResult",
        "type LinkReturnOptions",
        "type LinkUse",
        "type MessageText",
        "type MessageTextByPlatform",
        "type MessageTextBySource",
        "type Messages",
        "type MessagesOverride",
        "type NextStep",
        "type OnboardingDefaultsProps",
        "type OnboardingErrorCode",
        "type OnboardingErrorDetails",
        "type Part",
        "type PartOptions",
        "type PartProps",
        "type Platform",
        "type Platforms",
        "type ShareLinkProps",
        "type SkipStepProps",
        "type SkipStepState",
        "type SourceType",
        "type StepCallbacks",
        "type StepEvent",
        "type StepOptions",
        "type StepReason",
        "type StepSettings",
        "type StepState",
        "type StepStorage",
        "type StepView",
        "type UseAuthStepResult",
        "type UseCopyResult",
        "type UseInviteResult",
        "type WebmailLinksProps",
        "type WebmailLinksState",
        "type WebmailProvider",
        "useAuthStep",
        "useCopy",
        "useInvite",
        "useLinkReturn",
        "wholeArrangement",
      ]
    `);
  });

  it("exports from codat-onboarding/live", async () => {
    expect(await namesOf(entry("./live"))).toMatchInlineSnapshot(`
      [
        "ConnectionStatus",
        "DataStatus",
        "InviteStatus",
        "OnboardingProvider",
        "companyQueryOptions",
        "signOut",
        "type Company",
        "type CompanyConnection",
        "type CompanyEvent",
        "type CompanyInvite",
        "type CompanyInviteKind",
        "type CompanyQueryOptions",
        "type ConnectionStatusProps",
        "type ConnectionStatusState",
        "type DataArrival",
        "type DataStatusProps",
        "type DataStatusState",
        "type InviteStatusProps",
        "type InviteStatusState",
        "type OnboardingProviderProps",
        "type UseCompanyResult",
        "type UseConnectionStatusResult",
        "type UseInvitesResult",
        "useCompany",
        "useConnectionStatus",
        "useInvites",
      ]
    `);
  });

  it("exports from codat-onboarding/core", async () => {
    expect(await namesOf(entry("./core"))).toMatchInlineSnapshot(`
      [
        "OnboardingError",
        "connectionStatus",
        "hostedLinkUrl",
        "initialLocal",
        "inviteMessage",
        "isLinkUrl",
        "mailtoUrl",
        "nextLocal",
        "parseCompanyId",
        "parseLinkRedirect",
        "parseSourceType",
        "platformOf",
        "stepState",
        "type ComposedMessage",
        "type Connection",
        "type ConnectionError",
        "type ConnectionStatus",
        "type ConnectionStatusOptions",
        "type FallbackAnswer",
        "type HostedLinkOptions",
        "type InviteChannel",
        "type InviteInput",
        "type InviteMailMessages",
        "type InviteState",
        "type LinkOutcome",
        "type LinkRedirect",
        "type LinkRedirectOptions",
        "type LinkResult",
        "type LinkUrlOptions",
        "type LinkUse",
        "type Local",
        "type LocalEvent",
        "type MailMessage",
        "type MessageText",
        "type MessageTextByPlatform",
        "type MessageTextBySource",
        "type Messages",
        "type MessagesOverride",
        "type OnboardingErrorCode",
        "type OnboardingErrorDetails",
        "type Platform",
        "type Platforms",
        "type SourceType",
        "type StepCallbacks",
        "type StepEvent",
        "type StepFacts",
        "type StepReason",
        "type StepState",
        "type StepView",
        "type WebmailProvider",
        "webmailUrl",
      ]
    `);
  });

  it("exports from codat-onboarding/server", async () => {
    expect(await namesOf(entry("./server"))).toMatchInlineSnapshot(`
      [
        "OnboardingError",
        "createOnboardingServer",
        "memoryBackplane",
        "toNodeHandler",
        "type Backplane",
        "type BackplaneEntry",
        "type BackplaneListener",
        "type BackplaneValue",
        "type BucketTake",
        "type BudgetLimits",
        "type Company",
        "type CompanyConnection",
        "type CompanyInvite",
        "type CompanyInviteKind",
        "type CompanyStore",
        "type ConnectionChange",
        "type Customer",
        "type DataArrival",
        "type DataReady",
        "type DurableInviteOptions",
        "type Health",
        "type HealthOfCodat",
        "type HookEvent",
        "type InviteColors",
        "type Lifetime",
        "type LogRecord",
        "type LogRecordType",
        "type MemoryBackplaneOptions",
        "type NodeHandler",
        "type NodeHandlerOptions",
        "type OnboardingErrorCode",
        "type OnboardingErrorDetails",
        "type OnboardingServer",
        "type OnboardingServerOptions",
        "type ReadFrom",
        "type RoomAnswer",
        "type RoomChange",
        "type RoomEvent",
        "type RoomView",
        "type SessionScope",
        "type StreamLimits",
      ]
    `);
  });

  it("exports from codat-onboarding/redis", async () => {
    expect(await namesOf(entry("./redis"))).toMatchInlineSnapshot(`
      [
        "redisBackplane",
        "type RedisBackplane",
        "type RedisBackplaneOptions",
        "type RedisClient",
      ]
    `);
  });

  it("exports from codat-onboarding/opentelemetry", async () => {
    expect(await namesOf(entry("./opentelemetry"))).toMatchInlineSnapshot(`
      [
        "openTelemetryLog",
      ]
    `);
  });

  it("exports from codat-onboarding/testing", async () => {
    expect(await namesOf(entry("./testing"))).toMatchInlineSnapshot(`
      [
        "backplaneTests",
        "createFakeCodat",
        "type Authorization",
        "type BackplaneTest",
        "type BackplaneTestsOptions",
        "type DeauthorizationCause",
        "type FakeCodat",
        "type FakeCodatOptions",
        "type FakeCompany",
        "type FakeConnection",
        "type FakeConnectionError",
        "type FakeConnectionOptions",
        "type FakeFault",
        "type FakeLag",
        "type FakeQuirk",
        "type FakeQuota",
        "type FakeRequest",
        "type FakeWebhookDelivery",
        "type FakeWebhookEndpoint",
        "type FakeWebhookMessage",
        "type FakeWebhookTarget",
        "type FakeWebhooks",
      ]
    `);
  });

  const english = JSON.parse(readFileSync(join(root, "src/locales/en.json"), "utf8"));
  const ofMail = languagesOf("mail").filter((tag) => tag !== "en");

  it.each<[string, string, [tag: string, words: unknown][]]>([
    ["locale", "locales", [["en", english]]],
    ["mail", "locales/mail", ofMail.map((tag) => [tag, readLocale(tag, "mail")])],
  ])("has an entry with one default for every %s, whole", async (name, folder, all) => {
    const { default: pattern, types } = entry(`./${folder}/*`);
    expect(all).not.toEqual([]);
    for (const [tag, words] of all) {
      const module = await import(pathToFileURL(join(root, pattern.replace("*", tag))).href);
      expect(module.default).toEqual(words);
    }
    expect(readFileSync(join(root, types.default), "utf8")).toContain(`export default ${name}`);
  });

  it("keeps the words of the companion's pages to itself", () => {
    expect(exports["./locales/pages/*"]).toBeNull();
  });

  it("has the style sheet, the same in a layer, and the manifest", () => {
    for (const file of [
      entry("./styles.css").default,
      entry("./styles.layer.css").default,
      exports["./package.json"] as string,
    ]) {
      expect(readFileSync(join(root, file), "utf8")).not.toBe("");
    }
  });
});
