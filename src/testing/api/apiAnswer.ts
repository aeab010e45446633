/** A parsed request to the API. `path` is below the fake's own; `body` is `undefined` when there was none. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** The names of Codat's services in its error bodies. */
export type ApiService = "PublicApi" | "ClientsApi" | "PullApi" | "AccountingApi";

/** The API's answer, before it is serialised. */
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
  // In all of Codat's examples this is the string "Unknown".
  const body = { statusCode: status, service, error, canBeRetried: "Unknown", detailedErrorCode: 0 };
  return { status, body, headers };
}

/** Codat's answer to invalid fields. */
export function invalidFields(problems: Readonly<Record<string, string>>): ApiAnswer {
  const answer = apiError(400, "Error processing request - not valid.");
  const errors = Object.entries(problems).map(([itemId, message]) => ({
    itemId,
    message,
    validatorName: itemId,
  }));
  return { ...answer, body: { ...Object(answer.body), validation: { errors, warnings: [] } } };
}
