import type { CompanyRecord } from "./companyRecord.js";
import type { FakeChange } from "./fakeChange.js";
import type { ConnectionRecord } from "./fakeConnection.js";

/** The fields of a new company. */
export interface CompanyFields {
  name: string;
  description?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  parent?: CompanyRecord | undefined;
}

/** The fake's companies. */
export interface FakeCompanies {
  create(fields: CompanyFields): CompanyRecord;
  find(companyId: string): CompanyRecord | undefined;
  /** Oldest first. */
  all(): CompanyRecord[];
  subsidiaries(company: CompanyRecord): CompanyRecord[];
  /** Deletes a company and its subsidiaries. */
  remove(company: CompanyRecord): void;
  /** A connection and the company that it belongs to. */
  findConnection(connectionId: string): { company: CompanyRecord; connection: ConnectionRecord } | undefined;
}

export function createFakeCompanies(options: {
  now: () => Date;
  randomUUID: () => string;
  onChange: (change: FakeChange) => void;
}): FakeCompanies {
  const { now, randomUUID, onChange } = options;
  const companies = new Map<string, CompanyRecord>();

  const subsidiaries = (company: CompanyRecord) =>
    [...companies.values()].filter(({ parent }) => parent === company);

  function remove(company: CompanyRecord): void {
    for (const subsidiary of subsidiaries(company)) remove(subsidiary);
    companies.delete(company.id);
    onChange({ eventType: "company.deleted", company });
  }

  return {
    create({ name, description, tags = {}, parent }) {
      const company: CompanyRecord = {
        id: randomUUID().toLowerCase(),
        name,
        description,
        tags: { ...tags },
        created: now().toISOString(),
        parent,
        connections: [],
      };
      companies.set(company.id, company);
      onChange({ eventType: "company.created", company });
      return company;
    },

    find: (companyId) => companies.get(companyId.toLowerCase()),
    all: () => [...companies.values()],
    subsidiaries,
    remove,

    findConnection(connectionId) {
      const lowerCaseId = connectionId.toLowerCase();
      for (const company of companies.values()) {
        const connection = company.connections.find(({ id }) => id === lowerCaseId);
        if (connection) return { company, connection };
      }
      return undefined;
    },
  };
}
