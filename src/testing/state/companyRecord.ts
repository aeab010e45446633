import type { ConnectionRecord } from "./fakeConnection.js";

/** A company as it is kept. */
export interface CompanyRecord {
  readonly id: string;
  name: string;
  description: string | undefined;
  tags: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly created: string;
  /** Of several entities linked at once: the company they are part of. */
  readonly parent: CompanyRecord | undefined;
  readonly connections: ConnectionRecord[];
}
