import type { FakeQuota } from "./api/quota.js";
import type { FakeQuirk } from "./apiViews.js";
import type { FakeWebhookTarget } from "./webhooks/webhookEndpoints.js";

/** What `createFakeCodat` can be told. */
export interface FakeCodatOptions {
  /** Where it is served, path and all. @default "http://127.0.0.1:4310" */
  baseUrl?: string | undefined;
  /** The API key it takes. @default any */
  apiKey?: string | undefined;
  /** Where its webhooks go. @default nowhere, until `POST /webhooks` */
  webhooks?: FakeWebhookTarget | readonly FakeWebhookTarget[] | undefined;
  /**
   * The redirect as set in Codat's portal: an http(s) address with `{statusCode}`, `{errorMessage}`,
   * `{companyId}`, `{connectionId}`, `{platform}`, `{platformName}`, `{sourceType}`, `{integrationId}`,
   * `{sourceId}`, `{statusText}`, `{clientId}`, and `{x}` for the link's own parameter `x`; every value is
   * percent-encoded, a missing one empty. Its host is fixed. @default none: a visit ends on the fake's own page
   */
  redirectUrl?: string | undefined;
  /** Codat's "One-time Link URLs": each link works once, for one day. @default false */
  oneTimeLinks?: boolean | undefined;
  /**
   * Each reading of a company or connection makes a one-time link anew, or gives the same one until it is spent.
   * Which of them Codat does is not known. @default "new"
   */
  oneTimeLinkOnRead?: "new" | "same" | undefined;
  /** Whom the pages say they are for. @default "Example Lender" */
  appName?: string | undefined;
  /** The organisations that a person has at the platform: of several, one is chosen on a page. @default the company */
  organisations?: readonly string[] | undefined;
  /** Milliseconds from linking to the first data. @default never by itself */
  firstDataAfter?: number | undefined;
  /** @default 1,000 requests × (1 + companies with a linked connection) a day, 1,000 a minute */
  quota?: FakeQuota | undefined;
  /** What Codat may send and a client must survive. @default none of it */
  quirks?: readonly FakeQuirk[] | undefined;
  /** The clock. With one of your own, what is due later waits for `advance`. @default the system's */
  now?: (() => Date) | undefined;
  /** Ids and passwords; must never repeat itself. @default crypto.randomUUID */
  randomUUID?: (() => string) | undefined;
}
