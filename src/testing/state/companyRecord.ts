import type { ConnectionRecord } from "./fakeConnection.js";

/** A company as the fake stores it. */
export interface CompanyRecord {
  readonly id: string;
  name: string;
  description: string | undefined;
  tags: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly created: string;
  /** The company that it is part of, if several entities were linked at once. */
  readonly parent: CompanyRecord | undefined;
  readonly connections: ConnectionRecord[];
}
