import type { CompanyConnection } from "../../core/company/company.js";
import type { ConnectionError } from "../../core/company/connection.js";
import { parseGuid } from "../../core/guid.js";
import { fieldsOf, parseList, textOf } from "../../core/json.js";
import { plainName } from "../../core/plainName.js";
import { utcDate } from "../../core/utcDate.js";

/** Codat keeps all errors; only the newest matter. */
const mostErrors = 10;

/**
 * The part of a connection that a browser may see: an allow-list, so that fields Codat adds stay on the server.
 * `undefined` without an id.
 */
export function toCompanyConnection(input: unknown, version: string): CompanyConnection | undefined {
  const fields = fieldsOf(input);
  const id = parseGuid(fields["id"]);
  if (!id) return undefined;
  return {
    id,
    platformName: plainName(textOf(fields["platformName"])) ?? "",
    status: word(fields["status"]) ?? "Unknown",
    sourceType: word(fields["sourceType"]) ?? "Unknown",
    integrationKey: word(fields["integrationKey"]),
    lastSync: utcDate(fields["lastSync"]),
    dataConnectionErrors: (parseList(fields["dataConnectionErrors"], connectionError) ?? [])
      .sort((a, b) => ((a.erroredOnUtc ?? "") < (b.erroredOnUtc ?? "") ? 1 : -1))
      .slice(0, mostErrors),
    version,
  };
}

function connectionError(input: unknown): ConnectionError {
  const { statusCode, erroredOnUtc, status } = fieldsOf(input);
  // Codat documents a string; a number is accepted too.
  const code = typeof statusCode === "number" ? String(statusCode) : statusCode;
  return { statusCode: word(code), erroredOnUtc: utcDate(erroredOnUtc), status: word(status) };
}

/** A status, a key or a code, and never free text. */
function word(input: unknown): string | undefined {
  return typeof input === "string" && /^\w{1,40}$/.test(input) ? input : undefined;
}
