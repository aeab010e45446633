import type { FakeRequest } from "./api/codatApi.js";
import type { FakeFault } from "./api/faults.js";
import type { Authorization, DeauthorizationCause } from "./state/connectionTransitions.js";
import type { FakeConnection } from "./state/fakeConnection.js";
import type { FakeWebhooks } from "./webhooks/fakeWebhooks.js";

/** A company as Codat's API returns it; `redirect` is its Hosted Link. */
export interface FakeCompany {
  id: string;
  name: string;
  redirect: string;
  /** Absent where it has none. */
  tags?: Readonly<Record<string, string>> | undefined;
}

/** What a connection is made with. */
export interface FakeConnectionOptions extends Authorization {
  /** The platform's key. @default "gbol", Xero */
  platform?: string | undefined;
}

/** A Codat to try things out with, all in memory. Methods that name what is not there throw a `RangeError`. */
export interface FakeCodat {
  /** Where it says it is served, without a slash at its end. */
  readonly baseUrl: string;
  readonly webhooks: FakeWebhooks;
  /**
   * Answers a request, under any host: only the path counts. `GET` and `HEAD` of a link both open it, and spend
   * its one-time password: what the real Codat does on `HEAD` is not known, so the worst is assumed.
   */
  fetch(this: void, input: Request | URL | string, init?: RequestInit | undefined): Promise<Response>;

  /** A new company. @param name - @default "Example Bakery Ltd" */
  createCompany(
    name?: string | undefined,
    details?: { description?: string | undefined; tags?: Readonly<Record<string, string>> | undefined },
  ): FakeCompany;
  /** A company of its own that is part of another, as linking several entities at once makes them. */
  createSubsidiary(parentId: string, name: string): FakeCompany;
  /** Every company, oldest first. */
  companies(): FakeCompany[];
  /** With its connections and subsidiaries. */
  deleteCompany(companyId: string): void;
  /**
   * The company's link, as the API's `redirect`: with one-time links on, a fresh one each time, and earlier ones
   * stay good. `params` are added to its query.
   */
  hostedLink(companyId: string, params?: Readonly<Record<string, string>> | undefined): string;

  /** The company's connections, oldest first: a copy, so changing it changes nothing. */
  connections(companyId: string): FakeConnection[];
  /** A connection that waits for its authorisation. @param platform - @default "gbol", Xero */
  startConnection(companyId: string, platform?: string | undefined): FakeConnection;
  /** A connection that is made and linked at once. */
  connect(companyId: string, options?: FakeConnectionOptions | undefined): FakeConnection;
  /** A pending or ended connection becomes linked. */
  authorize(connectionId: string, authorization?: Authorization | undefined): FakeConnection;
  /** An ended connection becomes linked again. */
  reconnect(connectionId: string, authorization?: Authorization | undefined): FakeConnection;
  /** An attempt goes wrong at the platform. */
  fail(connectionId: string): FakeConnection;
  /** An attempt is given up by the person. */
  cancel(connectionId: string): FakeConnection;
  /** The platform ends a linked connection. @param cause - @default "customer" */
  deauthorize(connectionId: string, cause?: DeauthorizationCause | undefined): FakeConnection;
  /** The host ends a linked connection. */
  unlink(connectionId: string): FakeConnection;
  deleteConnection(connectionId: string): void;
  /** A linked connection's data is read, for the first time or again. A one-time import ends with that. */
  completeRead(connectionId: string, dataTypes?: readonly string[] | undefined): FakeConnection;
  /** Any status, such as one that Codat does not have yet. Tells nobody. */
  setStatus(connectionId: string, status: string): void;

  /** Lets something go wrong with the next requests to the API that fit. */
  fault(fault: FakeFault): void;
  /** Nothing goes wrong any more. */
  clearFaults(): void;
  /** The requests that the API has had, oldest first; the last 10,000. */
  requests(): FakeRequest[];

  /** The fake's clock, which `advance` moves. Give it to the companion too. */
  now(this: void): Date;
  /** Moves the clock on: retries, expiries and what else comes due happen, each at its time. */
  advance(milliseconds: number): Promise<void>;
}
