import type { FakePlatform } from "./fakePlatforms.js";

/** A failed attempt, as Codat lists it. `statusCode` is a string there; dates are ISO 8601 in UTC. */
export interface FakeConnectionError {
  statusCode: string;
  statusText: string;
  errorMessage: string;
  erroredOnUtc: string;
  status: "Active" | "Resolved" | null;
  resolvedOnUtc: string | null;
}

/** A connection in the shape of Codat's API, with some fields of the fake. Dates are ISO 8601 in UTC. */
export interface FakeConnection {
  id: string;
  integrationId: string;
  integrationKey: string;
  sourceId: string;
  platformName: string;
  sourceType: FakePlatform["sourceType"];
  /** `PendingAuth`, `Linked`, `Unlinked`, `Deauthorized`, or one that a test has set. */
  status: string;
  created: string;
  /** The time of the last sync; absent before the first. */
  lastSync?: string | undefined;
  /** The connection's own link. With one-time links a new one each time it is read. */
  linkUrl: string;
  /** Oldest first. A later success resolves earlier errors, which stay in the list. */
  dataConnectionErrors: FakeConnectionError[];
  /** The organisation chosen at the platform; absent for the company's own name. Not in the API. */
  organisation?: string | undefined;
  /** Whether it is a desktop import that ends its access after the first data. Not in the API. */
  once?: true | undefined;
}

/** A connection as the fake stores it; its link is made when it is read. */
export type ConnectionRecord = Omit<FakeConnection, "linkUrl">;
