import type { FakeConnection } from "./fakeConnection.js";
import type { FakePlatform } from "./fakePlatforms.js";
import type { LinkOutcome } from "./linkOutcome.js";

/** A connection as it is kept: its link is made when it is read. */
export type ConnectionRecord = Omit<FakeConnection, "linkUrl">;

export interface CompanyRecord {
  readonly id: string;
  readonly name: string;
  readonly connections: ConnectionRecord[];
}

/** What the fake knows. Every change of state goes through here. */
export interface FakeCompanies {
  create(name: string): CompanyRecord;
  find(companyId: string): CompanyRecord | undefined;
  /** Adds a connection that waits for its authorisation. */
  connect(company: CompanyRecord, platform: FakePlatform): ConnectionRecord;
  /** Writes the end of an attempt into its connection. */
  settle(connection: ConnectionRecord, outcome: LinkOutcome): void;
}

export function createFakeCompanies(options: { now: () => Date; randomUUID: () => string }): FakeCompanies {
  const { now, randomUUID } = options;
  const companies = new Map<string, CompanyRecord>();

  return {
    create(name) {
      const company: CompanyRecord = { id: randomUUID().toLowerCase(), name, connections: [] };
      companies.set(company.id, company);
      return company;
    },

    find: (companyId) => companies.get(companyId.toLowerCase()),

    connect(company, platform) {
      const connection: ConnectionRecord = {
        id: randomUUID().toLowerCase(),
        integrationId: platform.integrationId,
        integrationKey: platform.key,
        sourceId: platform.sourceId,
        platformName: platform.name,
        sourceType: platform.sourceType,
        status: "PendingAuth",
        created: now().toISOString(),
        dataConnectionErrors: [],
      };
      company.connections.push(connection);
      return connection;
    },

    settle(connection, outcome) {
      const at = now().toISOString();
      if (outcome.statusCode === 200) {
        connection.status = "Linked";
        for (const error of connection.dataConnectionErrors) {
          if (error.status !== "Active") continue;
          error.status = "Resolved";
          error.resolvedOnUtc = at;
        }
      } else {
        connection.dataConnectionErrors.push({
          statusCode: String(outcome.statusCode),
          statusText: outcome.statusText,
          errorMessage: outcome.errorMessage,
          erroredOnUtc: at,
          status: "Active",
          resolvedOnUtc: null,
        });
      }
    },
  };
}
