/** A request to the API, read. `path` is below the fake's own; `body` is `undefined` where there was none. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** Codat's services, as its error bodies name them. */
export type ApiService = "PublicApi" | "ClientsApi" | "PullApi" | "AccountingApi";

/** What the API answers, before it is written down. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export function apiOk(body: unknown): ApiAnswer {
  return { status: 200, body };
}

/** An error in Codat's shape. Its correlation id is added when it is sent. */
export function apiError(
  status: number,
  error: string,
  service: ApiService = "PublicApi",
  headers?: Readonly<Record<string, string>>,
): ApiAnswer {
  // A string, and "Unknown", in every example of Codat's.
  const body = { statusCode: status, service, error, canBeRetried: "Unknown", detailedErrorCode: 0 };
  return { status, body, headers };
}

/** What Codat says of fields that it cannot take. */
export function invalidFields(problems: Readonly<Record<string, string>>): ApiAnswer {
  const answer = apiError(400, "Error processing request - not valid.");
  const errors = Object.entries(problems).map(([itemId, message]) => ({
    itemId,
    message,
    validatorName: itemId,
  }));
  return { ...answer, body: { ...Object(answer.body), validation: { errors, warnings: [] } } };
}
