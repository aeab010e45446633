import type { CompanyRecord } from "./companyRecord.js";
import type { FakeChange } from "./fakeChange.js";
import type { ConnectionRecord } from "./fakeConnection.js";

/** What a company is made of. */
export interface CompanyFields {
  name: string;
  description?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  parent?: CompanyRecord | undefined;
}

/** The companies that the fake knows. */
export interface FakeCompanies {
  create(fields: CompanyFields): CompanyRecord;
  find(companyId: string): CompanyRecord | undefined;
  /** Oldest first. */
  all(): CompanyRecord[];
  subsidiaries(company: CompanyRecord): CompanyRecord[];
  /** Forgets it and its subsidiaries. */
  remove(company: CompanyRecord): void;
  /** The connection of that id, and whose it is. */
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
    for (const one of subsidiaries(company)) remove(one);
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
      const wanted = connectionId.toLowerCase();
      for (const company of companies.values()) {
        const connection = company.connections.find(({ id }) => id === wanted);
        if (connection) return { company, connection };
      }
      return undefined;
    },
  };
}
