import type { CompanyRecord } from "./companyRecord.js";
import type { ConnectionEventType, FakeChange } from "./fakeChange.js";
import type { FakeClock } from "./fakeClock.js";
import type { ConnectionRecord } from "./fakeConnection.js";
import type { FakePlatform } from "./fakePlatforms.js";
import { type LinkOutcome, linkOutcomes } from "./linkOutcome.js";

/** Why a platform ended its access by itself. */
export type DeauthorizationCause = "customer" | "expiry";

/** What a person decides at the platform. */
export interface Authorization {
  /** Which of several organisations. @default the company's own name */
  organisation?: string | undefined;
  /** Import once, then end the access. */
  once?: boolean | undefined;
}

/** What can happen to a connection. Each tells of itself; whether it may happen now is the caller's to know. */
export interface ConnectionTransitions {
  /** A connection that waits for its authorisation. */
  start(company: CompanyRecord, platform: FakePlatform): ConnectionRecord;
  /** The end of an attempt: linked, for the first time or again, or an error in its list. */
  settle(
    company: CompanyRecord,
    connection: ConnectionRecord,
    outcome: LinkOutcome,
    authorization?: Authorization | undefined,
  ): void;
  /** The host ends it. */
  unlink(company: CompanyRecord, connection: ConnectionRecord): void;
  /** The platform or its customer ends it. */
  deauthorize(company: CompanyRecord, connection: ConnectionRecord, cause: DeauthorizationCause): void;
  remove(company: CompanyRecord, connection: ConnectionRecord): void;
  /** Its data is read; a one-time import ends with that. */
  read(company: CompanyRecord, connection: ConnectionRecord, dataTypes?: readonly string[]): void;
}

const causes: Readonly<Record<DeauthorizationCause, string>> = {
  customer: "The integration de-authorized access to the connection.",
  expiry: "The consent to access the connection has expired.",
};

const firstDataTypes: Readonly<Record<FakePlatform["sourceType"], readonly string[]>> = {
  Accounting: ["company", "invoices", "chartOfAccounts"],
  Banking: ["banking-accounts", "banking-transactions"],
  Commerce: ["commerce-companyInfo", "commerce-orders"],
};

export function createConnectionTransitions(options: {
  clock: FakeClock;
  randomUUID: () => string;
  onChange: (change: FakeChange) => void;
  /** Milliseconds from linking to the first data; `undefined`: only when asked for. */
  firstDataAfter: number | undefined;
}): ConnectionTransitions {
  const { clock, randomUUID, onChange, firstDataAfter } = options;
  const at = () => clock.now().toISOString();

  function tell(eventType: ConnectionEventType, company: CompanyRecord, connection: ConnectionRecord): void {
    onChange({ eventType, company, connection });
  }

  function addError(connection: ConnectionRecord, statusCode: string, text: string, message = text): void {
    connection.dataConnectionErrors.push({
      statusCode,
      statusText: text,
      errorMessage: message,
      erroredOnUtc: at(),
      status: "Active",
      resolvedOnUtc: null,
    });
  }

  function resolveErrors(connection: ConnectionRecord): void {
    for (const error of connection.dataConnectionErrors) {
      if (error.status !== "Active") continue;
      error.status = "Resolved";
      error.resolvedOnUtc = at();
    }
  }

  function link(company: CompanyRecord, connection: ConnectionRecord, chosen: Authorization): void {
    const isFirst = connection.status === "PendingAuth";
    connection.status = "Linked";
    if (chosen.organisation !== undefined) connection.organisation = chosen.organisation;
    if (chosen.once) connection.once = true;
    else delete connection.once;
    resolveErrors(connection);
    tell(isFirst ? "connection.connected" : "connection.reconnected", company, connection);
    if (firstDataAfter === undefined || connection.lastSync !== undefined) return;
    clock.after(firstDataAfter, () => {
      if (connection.status === "Linked" && company.connections.includes(connection))
        read(company, connection);
    });
  }

  function read(
    company: CompanyRecord,
    connection: ConnectionRecord,
    dataTypes = firstDataTypes[connection.sourceType],
  ): void {
    const isFirst = connection.lastSync === undefined;
    connection.lastSync = at();
    const eventType = isFirst ? "read.completed.initial" : "read.completed";
    onChange({ eventType, company, connection, dataTypes });
    if (!connection.once) return;
    connection.status = "Deauthorized";
    tell("connection.disconnected", company, connection);
  }

  return {
    start(company, platform) {
      const connection: ConnectionRecord = {
        id: randomUUID().toLowerCase(),
        integrationId: platform.integrationId,
        integrationKey: platform.key,
        sourceId: platform.sourceId,
        platformName: platform.name,
        sourceType: platform.sourceType,
        status: "PendingAuth",
        created: at(),
        dataConnectionErrors: [],
      };
      company.connections.push(connection);
      tell("connection.created", company, connection);
      return connection;
    },

    settle(company, connection, outcome, authorization = {}) {
      // Deleted while somebody was at the platform.
      if (!company.connections.includes(connection)) return;
      if (outcome.statusCode === linkOutcomes.connected.statusCode) {
        if (connection.status !== "Linked") link(company, connection, authorization);
        return;
      }
      addError(connection, String(outcome.statusCode), outcome.statusText, outcome.errorMessage);
      tell("connection.failed", company, connection);
    },

    unlink(company, connection) {
      connection.status = "Unlinked";
      tell("connection.disconnected", company, connection);
    },

    deauthorize(company, connection, cause) {
      connection.status = "Deauthorized";
      addError(connection, "401", causes[cause]);
      tell("connection.disconnected", company, connection);
    },

    remove(company, connection) {
      company.connections.splice(company.connections.indexOf(connection), 1);
      // With the status it had: Codat's own example of a deleted connection says "Linked".
      tell("connection.deleted", company, connection);
    },

    read,
  };
}
