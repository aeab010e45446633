import type { CompanyRecord } from "./companyRecord.js";
import type { ConnectionEventType, FakeChange } from "./fakeChange.js";
import type { FakeClock } from "./fakeClock.js";
import type { ConnectionRecord } from "./fakeConnection.js";
import type { FakePlatform } from "./fakePlatforms.js";
import { type LinkOutcome, linkOutcomes } from "./linkOutcome.js";

/** Why the platform ended the access. */
export type DeauthorizationCause = "customer" | "expiry";

/** What a person decides at the platform. */
export interface Authorization {
  /** The organisation that was authorization. @default the company's own name */
  organisation?: string | undefined;
  /** Whether the access ends after one import. */
  once?: boolean | undefined;
}

/** The changes of a connection. Each causes its webhook; the caller checks that the status allows it. */
export interface ConnectionTransitions {
  /** Creates a pending connection. */
  start(company: CompanyRecord, platform: FakePlatform): ConnectionRecord;
  /** Ends an attempt: the connection is linked, for the first time or again, or gets an error. */
  settle(
    company: CompanyRecord,
    connection: ConnectionRecord,
    outcome: LinkOutcome,
    authorization?: Authorization | undefined,
  ): void;
  /** Ends it as the host does. */
  unlink(company: CompanyRecord, connection: ConnectionRecord): void;
  /** Ends it as the platform or its customer does. */
  deauthorize(company: CompanyRecord, connection: ConnectionRecord, cause: DeauthorizationCause): void;
  remove(company: CompanyRecord, connection: ConnectionRecord): void;
  /** Completes a sync; a one-time import ends with it. */
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
  /** Milliseconds from linking to the first data. `undefined`: only by `read`. */
  firstDataAfter: number | undefined;
}): ConnectionTransitions {
  const { clock, randomUUID, onChange, firstDataAfter } = options;
  const at = () => clock.now().toISOString();

  function emit(eventType: ConnectionEventType, company: CompanyRecord, connection: ConnectionRecord): void {
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

  function link(company: CompanyRecord, connection: ConnectionRecord, authorization: Authorization): void {
    const isFirst = connection.status === "PendingAuth";
    connection.status = "Linked";
    if (authorization.organisation !== undefined) connection.organisation = authorization.organisation;
    if (authorization.once) connection.once = true;
    else delete connection.once;
    resolveErrors(connection);
    emit(isFirst ? "connection.connected" : "connection.reconnected", company, connection);
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
    emit("connection.disconnected", company, connection);
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
      emit("connection.created", company, connection);
      return connection;
    },

    settle(company, connection, outcome, authorization = {}) {
      // It may have been deleted while the person was at the platform.
      if (!company.connections.includes(connection)) return;
      if (outcome.statusCode === linkOutcomes.connected.statusCode) {
        if (connection.status !== "Linked") link(company, connection, authorization);
        return;
      }
      addError(connection, String(outcome.statusCode), outcome.statusText, outcome.errorMessage);
      emit("connection.failed", company, connection);
    },

    unlink(company, connection) {
      connection.status = "Unlinked";
      emit("connection.disconnected", company, connection);
    },

    deauthorize(company, connection, cause) {
      connection.status = "Deauthorized";
      addError(connection, "401", causes[cause]);
      emit("connection.disconnected", company, connection);
    },

    remove(company, connection) {
      company.connections.splice(company.connections.indexOf(connection), 1);
      // Its status stays: Codat's own example of a deleted connection says "Linked".
      emit("connection.deleted", company, connection);
    },

    read,
  };
}
