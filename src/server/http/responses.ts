import type { OnboardingError } from "../../core/errors.js";
import { asOnboardingError } from "../errors/serverError.js";

/** Why a browser's request is denied, with its status. The body is the same for every denial of one kind. */
const deniedStatuses = {
  request: 400,
  session: 401,
  origin: 403,
  "not found": 404,
  method: 405,
  status: 409,
  "too many": 409,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof deniedStatuses;

const common = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export function jsonResponse(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers: { ...common, ...headers } });
}

export function deniedResponse(error: ErrorCode, headers?: Readonly<Record<string, string>>): Response {
  return jsonResponse({ error }, deniedStatuses[error], headers);
}

/** An error of the companion: its code, and nothing else. */
export function errorResponse({ code, recoverable }: OnboardingError): Response {
  return recoverable
    ? jsonResponse({ error: code }, 503, { "retry-after": "5" })
    : jsonResponse({ error: code }, 500);
}

/** A request that is refused for what it lacks; the report of the error says what. */
export function refusedResponse({ code }: OnboardingError): Response {
  return jsonResponse({ error: code }, 403);
}

/** The status of a page that shows an error: whether opening it again may help. */
export function pageStatus(error: unknown): 502 | 503 {
  return asOnboardingError(error).recoverable ? 503 : 502;
}

/** The same request may succeed later, or at another process. */
export function unavailableResponse(): Response {
  return deniedResponse("unavailable", { "retry-after": "5" });
}

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...common, ...headers } });
}

/** Redirects a browser, which then uses GET and sends no referrer. */
export function seeOtherResponse(location: string): Response {
  return emptyResponse(303, { location, "referrer-policy": "no-referrer" });
}
