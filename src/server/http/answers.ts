import type { OnboardingError } from "../../core/errors.js";

/** What a browser is denied for. Every denial of one kind has the same body. */
export type Denial =
  | "session"
  | "origin"
  | "not found"
  | "method"
  | "request"
  | "prefetch"
  | "status"
  | "too many"
  | "unavailable";

const statuses: Readonly<Record<Denial, number>> = {
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

export function jsonAnswer(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers: { ...common, ...headers } });
}

export function deniedAnswer(error: Denial, headers?: Readonly<Record<string, string>>): Response {
  return jsonAnswer({ error }, statuses[error], headers);
}

/** Our own trouble: its number, and nothing else of it. */
export function troubleAnswer({ code, recoverable }: OnboardingError): Response {
  return recoverable
    ? jsonAnswer({ error: code }, 503, { "retry-after": "5" })
    : jsonAnswer({ error: code }, 500);
}

/** Another time, or another process, will answer. */
export function unavailableAnswer(): Response {
  return deniedAnswer("unavailable", { "retry-after": "5" });
}

export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...common, ...headers } });
}

/** Leads a browser on by GET. No address of ours goes with it. */
export function seeOtherAnswer(location: string): Response {
  return emptyAnswer(303, { location, "referrer-policy": "no-referrer" });
}
