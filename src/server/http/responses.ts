import type { OnboardingError } from "../../core/errors.js";
import { asOnboardingError, retryAfterOf } from "../errors/serverError.js";

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

/** Milliseconds after which something that failed may work, where nothing else is known. */
export const usualWait = 5_000;

/** `Retry-After` for milliseconds. */
export function secondsOf(milliseconds: number): string {
  return String(Math.max(1, Math.ceil(milliseconds / 1000)));
}

/** How an error is answered, and the milliseconds after which trying again may help. */
export function problemOf(error: unknown): { status: 429 | 500 | 503; wait?: number | undefined } {
  const { code, recoverable } = asOnboardingError(error);
  if (!recoverable) return { status: 500 };
  return { status: code === "ONB-522" ? 429 : 503, wait: retryAfterOf(error) ?? usualWait };
}

/** An error of the companion: its code, and nothing else. */
export function errorResponse(error: OnboardingError): Response {
  const { status, wait } = problemOf(error);
  const headers = wait === undefined ? {} : { "retry-after": secondsOf(wait) };
  return jsonResponse({ error: error.code }, status, headers);
}

/** A request that is refused for what it lacks; the report of the error says what. */
export function refusedResponse({ code }: OnboardingError): Response {
  return jsonResponse({ error: code }, 403);
}

/** The same request may succeed later, or at another process. @param wait - milliseconds */
export function unavailableResponse(wait = usualWait): Response {
  return deniedResponse("unavailable", { "retry-after": secondsOf(wait) });
}

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...common, ...headers } });
}

/** Redirects a browser, which then uses GET and sends no referrer. */
export function seeOtherResponse(location: string): Response {
  return emptyResponse(303, { location, "referrer-policy": "no-referrer" });
}
