import type { OnboardingError } from "../../core/errors.js";

/** What a browser is denied for. Every denial of one kind has the same body. */
export type ErrorCode =
  | "session"
  | "origin"
  | "not found"
  | "method"
  | "request"
  | "prefetch"
  | "status"
  | "too many"
  | "unavailable";

const statuses: Readonly<Record<ErrorCode, number>> = {
  request: 400,
  session: 401,
  origin: 403,
  prefetch: 403,
  "not found": 404,
  method: 405,
  status: 409,
  "too many": 409,
  unavailable: 503,
};

const common = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export function jsonResponse(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers: { ...common, ...headers } });
}

export function deniedResponse(error: ErrorCode, headers?: Readonly<Record<string, string>>): Response {
  return jsonResponse({ error }, statuses[error], headers);
}

/** Our own trouble: its number, and nothing else of it. */
export function errorResponse({ code, recoverable }: OnboardingError): Response {
  return recoverable
    ? jsonResponse({ error: code }, 503, { "retry-after": "5" })
    : jsonResponse({ error: code }, 500);
}

/** Another time, or another process, will answer. */
export function unavailableResponse(): Response {
  return deniedResponse("unavailable", { "retry-after": "5" });
}

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...common, ...headers } });
}

/** Leads a browser on by GET. No address of ours goes with it. */
export function seeOtherResponse(location: string): Response {
  return emptyResponse(303, { location, "referrer-policy": "no-referrer" });
}
