import type { CompanyRecord } from "./companyRecord.js";
import type { ConnectionRecord } from "./fakeConnection.js";

/** A change that Codat sends a webhook about. */
export type FakeChange =
  | { eventType: "company.created" | "company.deleted"; company: CompanyRecord }
  | { eventType: ConnectionEventType; company: CompanyRecord; connection: ConnectionRecord }
  | {
      eventType: "read.completed" | "read.completed.initial";
      company: CompanyRecord;
      connection: ConnectionRecord;
      dataTypes: readonly string[];
    }
  | {
      eventType: "client.rateLimit.reached" | "client.rateLimit.reset";
      dailyQuota: number;
      quotaRemaining: number;
      expiryDate: string;
    };

export type ConnectionEventType = `connection.${
  | "created"
  | "connected"
  | "failed"
  | "disconnected"
  | "reconnected"
  | "deleted"}`;
