import { parseGuid } from "../../core/guid.js";
import { fieldsOf, parseList, textOf } from "../../core/json.js";

/** A company as far as Codat's answer could be read. */
export interface CodatCompany {
  id: string;
  /** Its Hosted Link. */
  redirect?: string | undefined;
  created?: string | undefined;
  tags: ReadonlyMap<string, string>;
  parentId?: string | undefined;
  subsidiaryIds: readonly string[];
  connections: readonly CodatConnection[];
}

/** A connection as far as Codat's answer could be read. `raw` is all of it, and never leaves the server. */
export interface CodatConnection {
  id: string;
  companyId: string;
  status: string;
  sourceType: string;
  created?: string | undefined;
  linkUrl?: string | undefined;
  raw: unknown;
}

/** Reads a company; `undefined` without an id. */
export function parseCodatCompany(input: unknown): CodatCompany | undefined {
  const fields = fieldsOf(input);
  const id = parseGuid(fields["id"]);
  if (!id) return undefined;
  return {
    id,
    redirect: textOf(fields["redirect"]),
    created: textOf(fields["created"]),
    tags: new Map(
      Object.entries(fieldsOf(fields["tags"])).filter(
        (pair): pair is [string, string] => typeof pair[1] === "string",
      ),
    ),
    parentId: idOf(fields["referenceParentCompany"]),
    subsidiaryIds: parseList(fields["referenceSubsidiaryCompanies"], idOf) ?? [],
    connections:
      parseList(fields["dataConnections"], (connection) => parseCodatConnection(connection, id)) ?? [],
  };
}

/** Reads a connection; `undefined` without an id. */
export function parseCodatConnection(input: unknown, companyId: string): CodatConnection | undefined {
  const fields = fieldsOf(input);
  const id = parseGuid(fields["id"]);
  if (!id) return undefined;
  return {
    id,
    companyId,
    status: textOf(fields["status"]) ?? "",
    sourceType: textOf(fields["sourceType"]) ?? "",
    created: textOf(fields["created"]),
    linkUrl: textOf(fields["linkUrl"]),
    raw: input,
  };
}

/** Those made last come first. */
export function newestFirst(a: CodatConnection, b: CodatConnection): number {
  return (a.created ?? "") < (b.created ?? "") ? 1 : -1;
}

function idOf(reference: unknown): string | undefined {
  return parseGuid(fieldsOf(reference)["id"]);
}
