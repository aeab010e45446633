import type { FakeLag } from "./api/laggingCompanies.js";
import type { FakeQuota } from "./api/quota.js";
import type { FakeQuirk } from "./apiViews.js";
import type { FakeWebhookTarget } from "./webhooks/webhookEndpoints.js";

/** Options of `createFakeCodat`. */
export interface FakeCodatOptions {
  /** The address that it is served at, with a path if it has one. @default "http://127.0.0.1:4310" */
  baseUrl?: string | undefined;
  /** The API key that it accepts. @default any */
  apiKey?: string | undefined;
  /** The consumers of its webhooks. @default none, until `POST /webhooks` */
  webhooks?: FakeWebhookTarget | readonly FakeWebhookTarget[] | undefined;
  /**
   * The redirect template, as set in Codat's portal: an http(s) address with `{statusCode}`, `{errorMessage}`,
   * `{companyId}`, `{connectionId}`, `{platform}`, `{platformName}`, `{sourceType}`, `{integrationId}`, `{sourceId}`,
   * `{statusText}`, `{clientId}`, and `{x}` for the link's own parameter `x`; every value is percent-encoded, a missing
   * one is empty. The host has no placeholder. @default none: a visit ends on the fake's page
   */
  redirectUrl?: string | undefined;
  /** Codat's "One-time Link URLs": each link works once, within one day. @default false */
  oneTimeLinks?: boolean | undefined;
  /**
   * Whether each reading of a company or connection returns a new one-time link, or the same one until it is used.
   * Which of them Codat does is not known. @default "new"
   */
  oneTimeLinkOnRead?: "new" | "same" | undefined;
  /** The lender's name on the pages. @default "Example Lender" */
  appName?: string | undefined;
  /** The person's organisations at the platform. One of several is chosen on a page. @default the company's name */
  organisations?: readonly string[] | undefined;
  /** Milliseconds from linking to the first data. @default only by `completeRead` */
  firstDataAfter?: number | undefined;
  /**
   * How long its API does not find a company that it has just made; the object may be changed at any time. Whether
   * Codat's does so is not known. @default not at all
   */
  lag?: FakeLag | undefined;
  /** Requests that it answers before it refuses with 429. @default 1,000 × (1 + companies with a linked connection) a day, 1,000 a minute */
  quota?: FakeQuota | undefined;
  /** Variations that Codat may send and a client must handle. @default none */
  quirks?: readonly FakeQuirk[] | undefined;
  /** The clock. With one of your own, later tasks run only by `advance`. @default the system's */
  now?: (() => Date) | undefined;
  /** Makes ids and passwords; must never return the same twice. @default crypto.randomUUID */
  randomUUID?: (() => string) | undefined;
}
