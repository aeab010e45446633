/** The end of a visit to Hosted Link, as Codat's redirect reports it. */
export interface LinkOutcome {
  statusCode: 200 | 201 | 403 | 500 | 501;
  /** Codat's text; empty without an error. */
  errorMessage: string;
  /** The platform's own text; here an error of OAuth. */
  statusText: string;
}

/** Every end that has a redirect: a person who closes the tab sends nothing. */
export const linkOutcomes = {
  connected: { statusCode: 200, errorMessage: "", statusText: "" },
  nothingNew: { statusCode: 201, errorMessage: "", statusText: "" },
  cancelled: { statusCode: 403, errorMessage: "User cancelled.", statusText: "access_denied" },
  failed: { statusCode: 500, errorMessage: "Unknown error occurred.", statusText: "server_error" },
  unsupported: { statusCode: 501, errorMessage: "Not supported.", statusText: "" },
} as const satisfies Record<string, LinkOutcome>;

/** The name of an outcome, which is also what the forms send. */
export type LinkOutcomeName = keyof typeof linkOutcomes;

export function isLinkOutcomeName(name: string): name is LinkOutcomeName {
  return Object.hasOwn(linkOutcomes, name);
}
