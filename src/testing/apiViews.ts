import type { FakeLinks } from "./hostedLink/fakeLinks.js";
import type { CompanyRecord } from "./state/companyRecord.js";
import type { FakeCompanies } from "./state/fakeCompanies.js";
import type { ConnectionRecord, FakeConnectionError } from "./state/fakeConnection.js";

/**
 * Variations that Codat may send and a client must handle: `nulls` where its API allows them, `unknownFields`, times
 * with seven fractional digits or without a time zone.
 */
export type FakeQuirk = "nulls" | "unknownFields" | "sevenDigitTimes" | "timesWithoutZone";

type Json = Record<string, unknown>;

/** Renders stored records in the shapes of Codat's API and webhooks. */
export interface ApiViews {
  company(company: CompanyRecord): Json;
  /** As in webhooks: without its connections. */
  companyDetails(company: CompanyRecord): Json;
  /** As other objects refer to it. */
  reference(company: CompanyRecord): Json;
  connection(company: CompanyRecord, connection: ConnectionRecord): Json;
}

export function createApiViews(options: {
  companies: FakeCompanies;
  links: FakeLinks;
  quirks: readonly FakeQuirk[];
}): ApiViews {
  const { companies, links, quirks } = options;
  const has = (quirk: FakeQuirk) => quirks.includes(quirk);
  const unknown: Json = has("unknownFields")
    ? { fieldOfTomorrow: { nested: [1, "two", null] }, platform: "" }
    : {};

  function time(iso: string): string {
    const digits = has("sevenDigitTimes") ? iso.replace(/\.(\d{3})Z$/, ".$11234Z") : iso;
    return has("timesWithoutZone") ? digits.replace(/Z$/, "") : digits;
  }

  /** A field that is left out, or null, when it has no value. */
  function maybe(name: string, value: unknown): Json {
    if (value !== undefined) return { [name]: value };
    return has("nulls") ? { [name]: null } : {};
  }

  const portal = (id: string) => ({ links: { portal: `https://app.codat.io/companies/${id}/summary` } });

  function error({ erroredOnUtc, resolvedOnUtc, ...rest }: FakeConnectionError): Json {
    const resolved = resolvedOnUtc === null ? undefined : time(resolvedOnUtc);
    return { ...rest, erroredOnUtc: time(erroredOnUtc), ...maybe("resolvedOnUtc", resolved) };
  }

  function reference({ id, name, description, tags }: CompanyRecord): Json {
    const hasTags = Object.keys(tags).length > 0;
    return { id, name, ...maybe("description", description), ...portal(id), ...(hasTags && { tags }) };
  }

  const short = ({ id, name }: CompanyRecord) => ({ id, name, ...portal(id) });

  function companyDetails(company: CompanyRecord): Json {
    const reads = company.connections.map(({ lastSync }) => lastSync ?? "").sort();
    const lastSync = reads.at(-1) || undefined;
    return {
      id: company.id,
      name: company.name,
      ...(has("nulls")
        ? maybe("description", company.description)
        : { description: company.description ?? "" }),
      redirect: links.company(company),
      ...maybe("lastSync", lastSync && time(lastSync)),
      created: time(company.created),
      ...maybe("createdByUserName", undefined),
      products: [],
      tags: company.tags,
      ...maybe("referenceParentCompany", company.parent && short(company.parent)),
      referenceSubsidiaryCompanies: companies.subsidiaries(company).map(short),
      ...unknown,
    };
  }

  function connection(company: CompanyRecord, record: ConnectionRecord): Json {
    const errors = record.dataConnectionErrors.map(error);
    return {
      id: record.id,
      integrationId: record.integrationId,
      integrationKey: record.integrationKey,
      sourceId: record.sourceId,
      platformName: record.platformName,
      linkUrl: links.connection(company, record),
      status: record.status,
      ...maybe("lastSync", record.lastSync && time(record.lastSync)),
      created: time(record.created),
      sourceType: record.sourceType,
      ...maybe("dataConnectionErrors", errors.length > 0 ? errors : undefined),
      ...maybe("connectionInfo", undefined),
      ...unknown,
    };
  }

  return {
    company: (company) => ({
      ...companyDetails(company),
      dataConnections: company.connections.map((record) => connection(company, record)),
    }),
    companyDetails,
    reference,
    connection,
  };
}
