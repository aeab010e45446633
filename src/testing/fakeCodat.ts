import type { FakeRequest } from "./api/codatApi.js";
import type { FakeFault } from "./api/faults.js";
import type { Authorization, DeauthorizationCause } from "./state/connectionTransitions.js";
import type { FakeConnection } from "./state/fakeConnection.js";
import type { FakeWebhooks } from "./webhooks/fakeWebhooks.js";

/** A company as Codat's API returns it. `redirect` is its Hosted Link. */
export interface FakeCompany {
  id: string;
  name: string;
  redirect: string;
  /** Absent when it has none. */
  tags?: Readonly<Record<string, string>> | undefined;
}

/** Options of a new connection. */
export interface FakeConnectionOptions extends Authorization {
  /** The platform's key. @default "gbol", Xero */
  platform?: string | undefined;
}

/** A fake Codat in memory. Methods throw a `RangeError` for an id that does not exist. */
export interface FakeCodat {
  /** The address that it gives in links, without a slash at its end. */
  readonly baseUrl: string;
  readonly webhooks: FakeWebhooks;
  /**
   * Answers a request. Its host is ignored. `GET` and `HEAD` of a link both open it, and use up its one-time password:
   * what the real Codat does on `HEAD` is not known, so the worst is assumed.
   */
  fetch(this: void, input: Request | URL | string, init?: RequestInit | undefined): Promise<Response>;

  /** Creates a company. @param name - @default "Example Bakery Ltd" */
  createCompany(
    name?: string | undefined,
    details?: { description?: string | undefined; tags?: Readonly<Record<string, string>> | undefined },
  ): FakeCompany;
  /** Creates a company that is part of another, as Codat does when several entities are linked at once. */
  createSubsidiary(parentId: string, name: string): FakeCompany;
  /** Every company, oldest first. */
  companies(): FakeCompany[];
  /** Deletes a company with its connections and subsidiaries. */
  deleteCompany(companyId: string): void;
  /**
   * The company's link, as the API's `redirect`. With one-time links each call returns a new one, and earlier ones stay
   * valid. `params` are added to its query.
   */
  hostedLink(companyId: string, params?: Readonly<Record<string, string>> | undefined): string;

  /** Copies of the company's connections, oldest first. */
  connections(companyId: string): FakeConnection[];
  /** Creates a connection that is pending. @param platform - its key. @default "gbol", Xero */
  startConnection(companyId: string, platform?: string | undefined): FakeConnection;
  /** Creates a connection that is linked at once. */
  connect(companyId: string, options?: FakeConnectionOptions | undefined): FakeConnection;
  /** Links a pending or ended connection. */
  authorize(connectionId: string, authorization?: Authorization | undefined): FakeConnection;
  /** Links an ended connection again. */
  reconnect(connectionId: string, authorization?: Authorization | undefined): FakeConnection;
  /** Lets an attempt fail at the platform. */
  fail(connectionId: string): FakeConnection;
  /** Lets the person cancel an attempt. */
  cancel(connectionId: string): FakeConnection;
  /** Ends a linked connection as the platform does. @param cause - @default "customer" */
  deauthorize(connectionId: string, cause?: DeauthorizationCause | undefined): FakeConnection;
  /** Ends a linked connection as the host does by Codat's API. */
  unlink(connectionId: string): FakeConnection;
  deleteConnection(connectionId: string): void;
  /** Completes a sync of a linked connection, the first or a later one. A one-time import ends with it. */
  completeRead(connectionId: string, dataTypes?: readonly string[] | undefined): FakeConnection;
  /** Sets any status, even one that Codat does not have. Sends no webhook. */
  setStatus(connectionId: string, status: string): void;

  /** Makes the next matching requests to the API go wrong. */
  fault(fault: FakeFault): void;
  /** Removes all faults. */
  clearFaults(): void;
  /** The last 10,000 requests to the API, oldest first. */
  requests(): FakeRequest[];

  /** The fake's clock, which `advance` moves. Pass it to the companion too. */
  now(this: void): Date;
  /** Moves the clock forward. Retries, expiries and other tasks that become due run, each at its time. */
  advance(milliseconds: number): Promise<void>;
}
