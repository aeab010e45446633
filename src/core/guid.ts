/**
 * Reads a GUID, such as a Codat company's id. Surrounding white space and upper case are accepted; anything else
 * (braces, paths, query strings, other types) is `undefined`, never an exception.
 *
 * @returns the canonical lower-case GUID
 */
export function parseGuid(input: unknown): string | undefined {
  if (typeof input !== "string" || input.length > 64) return undefined;
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.exec(input.trim())?.[0].toLowerCase();
}
