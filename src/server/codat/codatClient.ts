import { OnboardingError } from "../../core/errors.js";
import { parseRetryAfter } from "../../core/retryAfter.js";
import type { Timers } from "../utils/unrefTimers.js";
import { abortable, timeLimit, wait } from "../utils/wait.js";
import { createCodatQuota } from "./codatQuota.js";
import { type CodatResponse, readCodatResponse } from "./codatResponse.js";
import { retryDelay } from "./retryDelay.js";
import { createSemaphore } from "./semaphore.js";

/** One call of Codat's API. */
export interface CodatCall {
  method?: "GET" | "POST" | "PATCH" | "DELETE" | undefined;
  /** Below the API's address, from its `/` on. */
  path: string;
  body?: unknown;
  /** A GUID: Codat answers what it answered before to the same key, for ninety minutes. */
  idempotencyKey?: string | undefined;
  /** Statuses that are an answer too, beside 2xx. */
  expected?: ((status: number) => boolean) | undefined;
  /** @default 3 where a call may be repeated, and for 429 */
  tries?: number | undefined;
  /** When to give up. @default after 20 seconds */
  signal?: AbortSignal | undefined;
}

/**
 * Calls Codat. What was read is for the caller to doubt.
 *
 * @throws OnboardingError `ONB-508` when there is no answer, or none that was expected; `ONB-511` when the quota is
 * used up
 */
export type CodatClient = (call: CodatCall) => Promise<CodatResponse>;

export interface CodatClientOptions {
  apiKey: string;
  apiUrl: string;
  fetch: typeof globalThis.fetch;
  now: () => Date;
  random?: (() => number) | undefined;
  timers?: Timers | undefined;
  /** Milliseconds for one try, and for all of a call. */
  limits?: { try: number; call: number } | undefined;
}

/** Codat allows ten at once. */
const callsAtOnce = 10;
/** Nobody at a page waits longer for a call to be allowed again. */
const longestPause = 10_000;

export function createCodatClient(options: CodatClientOptions): CodatClient {
  const { fetch, now, random = Math.random, timers } = options;
  const { limits = { try: 15_000, call: 20_000 } } = options;
  const base = options.apiUrl.replace(/\/+$/, "");
  const authorization = `Basic ${btoa(options.apiKey)}`;
  const slots = createSemaphore(callsAtOnce);
  const quota = createCodatQuota(now);

  /** @returns what came back, or why nothing did, and how long to wait before another try */
  async function attempt(call: CodatCall, deadline: AbortSignal) {
    const release = await slots.take(deadline);
    if (!release) return { failure: noAnswer(deadline.reason) };
    try {
      quota.check();
      const signal = AbortSignal.any([deadline, timeLimit(limits.try)]);
      // A Request, so that a fake Codat's `fetch` can stand in; no store, since frameworks cache what they can.
      const request = new Request(base + call.path, {
        method: call.method ?? "GET",
        headers: headersOf(call, authorization),
        body: call.body === undefined ? null : JSON.stringify(call.body),
        redirect: "manual",
        cache: "no-store",
        signal,
      });
      const response = await abortable(fetch(request), signal);
      quota.note(response);
      const pause = parseRetryAfter(response.headers.get("retry-after"), now().getTime());
      return { answer: await abortable(readCodatResponse(response, now), signal), pause };
    } catch (error) {
      if (error instanceof OnboardingError) throw error;
      return { failure: noAnswer(error) };
    } finally {
      release();
    }
  }

  return async (call) => {
    const deadline = call.signal ?? timeLimit(limits.call);
    const { method = "GET", tries = 3 } = call;
    const repeatable = method === "GET" || method === "DELETE";
    for (let count = 1; ; count++) {
      const { answer, failure, pause } = await attempt(call, deadline);
      const fine = answer && isFine(answer, call);
      if (fine) return answer;
      const again = answer ? answer.status === 429 || (repeatable && isTrouble(answer.status)) : repeatable;
      const delay = retryDelay(count, pause, random);
      const last = !again || count >= tries || delay > longestPause;
      if (!last) await wait(delay, deadline, timers);
      if (last || deadline.aborted) throw failure ?? refused(answer);
    }
  };
}

function headersOf({ body, idempotencyKey }: CodatCall, authorization: string): Record<string, string> {
  return {
    accept: "application/json",
    authorization,
    ...(body !== undefined && { "content-type": "application/json" }),
    ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
  };
}

function isFine({ status, body }: CodatResponse, { method, expected }: CodatCall): boolean {
  if (expected?.(status)) return true;
  // A login page or a proxy's apology may come with a 200.
  const readable = typeof body === "object" && body !== null;
  return status >= 200 && status < 300 && (readable || method === "DELETE" || method === "PATCH");
}

/** Troubles that may pass. */
function isTrouble(status: number): boolean {
  return status === 408 || status >= 500;
}

function noAnswer(cause: unknown): OnboardingError {
  return new OnboardingError("ONB-508", "Codat’s API did not answer in time, or could not be reached.", {
    recoverable: true,
    cause: named(cause),
  });
}

function refused(answer: CodatResponse | undefined): OnboardingError {
  const { status = 0, correlationId } = answer ?? {};
  const sentence =
    status === 401
      ? "Codat does not accept the apiKey (401). Check it, and that it belongs to this instance."
      : status >= 200 && status < 300
        ? `Codat’s API answered something that is not its own (${status}). A proxy may stand between.`
        : `Codat’s API refused a call (${status}).`;
  const recoverable = status === 429 || isTrouble(status) || (status >= 200 && status < 300);
  return new OnboardingError("ONB-508", sentence, { recoverable, correlationId });
}

/** The name of what was thrown: its text may hold an address. */
function named(error: unknown): string | undefined {
  return error instanceof Error || error instanceof DOMException ? error.name : undefined;
}
