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

/** A connection in the shape of Codat's API, and what only the fake knows of it. Dates are ISO 8601 in UTC. */
export interface FakeConnection {
  id: string;
  integrationId: string;
  integrationKey: string;
  sourceId: string;
  platformName: string;
  sourceType: FakePlatform["sourceType"];
  /** `PendingAuth`, `Linked`, `Unlinked`, `Deauthorized`, or what a test has set. */
  status: string;
  created: string;
  /** When its data was last read; absent before the first time. */
  lastSync?: string | undefined;
  /** The connection's own link; with one-time links on, a fresh one each time it is read. */
  linkUrl: string;
  /** Oldest first; a later success resolves earlier errors and keeps them in the list. */
  dataConnectionErrors: FakeConnectionError[];
  /** The organisation that was chosen at the platform; absent for the company's own name. Not told by the API. */
  organisation?: string | undefined;
  /** A desktop import that ends its own access after the first data. Not told by the API. */
  once?: true | undefined;
}

/** A connection as it is kept: its link is made when it is read. */
export type ConnectionRecord = Omit<FakeConnection, "linkUrl">;
