import type { CompanyConnection } from "../../core/company/company.js";
import type { ConnectionError } from "../../core/company/connection.js";
import { parseGuid } from "../../core/guid.js";
import { fieldsOf, parseList, textOf } from "../../core/json.js";
import { plainName } from "../../core/plainName.js";
import { utcDate } from "../../core/utcDate.js";

/** Codat keeps old errors; only the newest count. */
const mostErrors = 10;

/**
 * A connection as a browser may see it, from whatever Codat says of it: what is not named here stays on the server.
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
  // A text at Codat, though a number would be no surprise.
  const code = typeof statusCode === "number" ? String(statusCode) : statusCode;
  return { statusCode: word(code), erroredOnUtc: utcDate(erroredOnUtc), status: word(status) };
}

/** A status, a key, a code: never a text. */
function word(input: unknown): string | undefined {
  return typeof input === "string" && /^\w{1,40}$/.test(input) ? input : undefined;
}
