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

/** A connection in the shape of Codat's API. `created` is ISO 8601 in UTC. */
export interface FakeConnection {
  id: string;
  integrationId: string;
  integrationKey: string;
  sourceId: string;
  platformName: string;
  sourceType: FakePlatform["sourceType"];
  status: "PendingAuth" | "Linked" | "Unlinked" | "Deauthorized";
  created: string;
  /** The connection's own link; with one-time links on, a fresh one each time it is read. */
  linkUrl: string;
  /** Oldest first; a later success resolves earlier errors and keeps them in the list. */
  dataConnectionErrors: FakeConnectionError[];
}
