import { parseGuid } from "../../core/guid.js";
import { fieldsOf, parseList, textOf } from "../../core/json.js";

/** What could be read of a company in Codat's answer. */
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

/** What could be read of a connection in Codat's answer. `raw` is all of it, and never leaves the server. */
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
    tags: parseTags(fields["tags"]),
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

/** The tags whose values are text. */
export function parseTags(input: unknown): ReadonlyMap<string, string> {
  const isTag = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === "string";
  return new Map(Object.entries(fieldsOf(input)).filter(isTag));
}

/** Sorts connections by their creation, the newest first. */
export function newestFirst(a: CodatConnection, b: CodatConnection): number {
  return (a.created ?? "") < (b.created ?? "") ? 1 : -1;
}

function idOf(reference: unknown): string | undefined {
  return parseGuid(fieldsOf(reference)["id"]);
}
