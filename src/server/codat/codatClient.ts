import { OnboardingError } from "../../core/errors.js";
import { parseRetryAfter } from "../../core/retryAfter.js";
import type { Backplane } from "../backplane/backplane.js";
import { serverError } from "../errors/serverError.js";
import { type Log, since } from "../operating/log.js";
import type { LogRecord } from "../operating/logRecord.js";
import { type BudgetLimits, completeBudget } from "../options/budgetLimits.js";
import { createSemaphore } from "../utils/semaphore.js";
import type { Timers } from "../utils/timers.js";
import { abortable, wait, withTimeLimit } from "../utils/wait.js";
import { createCodatBudget } from "./codatBudget.js";
import { codatOperation } from "./codatOperation.js";
import { type CodatQuota, createCodatQuota } from "./codatQuota.js";
import { type CodatResponse, readCodatResponse } from "./codatResponse.js";
import type { Payer } from "./payer.js";
import { retryDelay } from "./retryDelay.js";

/** One call of Codat's API. */
export interface CodatCall {
  method?: "GET" | "POST" | "PATCH" | "DELETE" | undefined;
  /** Below the API's address, with its leading slash. */
  path: string;
  body?: unknown;
  /** A GUID. For ninety minutes Codat answers the same key with the same answer. */
  idempotencyKey?: string | undefined;
  /** Statuses that are returned as 2xx are, instead of thrown. */
  expected?: ((status: number) => boolean) | undefined;
  /** How often the call is tried at most, where it may be repeated. A 429 may always be. @default 3 */
  tries?: number | undefined;
  /** Whose account each try is taken from. @default none: a webhook's, which may use the day's reserve */
  payer?: Payer | undefined;
  /** Whether it is left out where less than half of the day's calls is left. @default false */
  isSpare?: boolean | undefined;
  /** When to give up. @default after 20 seconds */
  signal?: AbortSignal | undefined;
}

/**
 * Calls Codat. The shape of the answer's body is not checked.
 *
 * @throws OnboardingError `ONB-508` when Codat does not answer, or not as expected; `ONB-511` when the quota is used
 * up, or only its reserve is left; `ONB-517` when the call waited behind others of this process until its time was
 * over; `ONB-522` when the payer's account has not enough
 */
export type CodatClient = (call: CodatCall) => Promise<CodatResponse>;

export interface CodatClientOptions {
  apiKey: string;
  apiUrl: string;
  fetch: typeof globalThis.fetch;
  now: () => Date;
  /** Holds the accounts. Without it nobody pays. */
  backplane?: Backplane | undefined;
  budget?: BudgetLimits | undefined;
  /** What is known of the day's calls. @default one of its own */
  quota?: CodatQuota | undefined;
  random?: (() => number) | undefined;
  timers?: Timers | undefined;
  log?: Log | undefined;
  /** Milliseconds for one try, and for a call with all its tries. */
  limits?: { try: number; call: number } | undefined;
}

/** For `expected`: Codat does not know what the path names. */
export function isNotFound(status: number): boolean {
  return status === 404;
}

interface Attempt {
  answer?: CodatResponse | undefined;
  /** Why there is none. */
  failure?: OnboardingError | undefined;
  /** Milliseconds to wait before another try. */
  pause?: number | undefined;
}

/** Codat allows ten concurrent requests. */
const callsAtOnce = 10;
/** Of one account: with that of a customer's colleagues some are left to others, though Codat is slow. */
export const callsOfOne = 4;
/** Someone may be waiting at a page: a call that must pause for longer fails instead. */
const longestPause = 10_000;
/** Those who found our own line full come back spread, in milliseconds. */
const lineWait = { least: 2_000, spread: 8_000 };

export function createCodatClient(options: CodatClientOptions): CodatClient {
  const { fetch, now, backplane, random = Math.random, timers, log } = options;
  const { limits = { try: 15_000, call: 20_000 } } = options;
  const base = options.apiUrl.replace(/\/+$/, "");
  const authorization = `Basic ${btoa(options.apiKey)}`;
  const semaphore = createSemaphore(callsAtOnce, callsOfOne);
  const { reserve } = completeBudget(options.budget);
  const quota = options.quota ?? createCodatQuota({ now, random, reserve });
  const budget =
    backplane && createCodatBudget({ backplane, now, limits: options.budget, quota: quota.limit });

  /** Before the line: who has no call left must not hold up the others in it. */
  async function admit({ payer, isSpare }: CodatCall): Promise<void> {
    quota.check();
    if (isSpare && quota.isHalfSpent()) throw serverError("quotaReserved");
    if (payer && !payer.isBegun && quota.isLow() && !(await mayUseReserve(payer))) throw quota.reserved();
    if (payer) await budget?.take(payer);
  }

  /** Why a call was not made, where that was for want of calls. */
  function refusalOf(
    { code }: OnboardingError,
    { payer, isSpare }: CodatCall,
  ): LogRecord<"budget">["refusal"] | undefined {
    if (code === "ONB-522") return payer?.account === "presses" ? "colleagues" : "customer";
    if (code !== "ONB-511") return undefined;
    if (quota.closedUntil() !== undefined) return "day";
    return isSpare ? "spare" : "reserve";
  }

  async function mayUseReserve(payer: Payer): Promise<boolean> {
    const isFirstVisit = (await payer.isFirstVisit?.()) ?? false;
    return isFirstVisit && ((await budget?.takeReserved(payer)) ?? true);
  }

  async function attempt(call: CodatCall, deadline: AbortSignal): Promise<Attempt> {
    if (deadline.aborted) return { failure: noAnswer(deadline.reason) };
    let release: (() => void) | undefined;
    try {
      await admit(call);
      release = await semaphore.take(deadline, call.payer && accountOf(call.payer));
      if (!release) return { failure: lineFull(deadline) };
      quota.check();
      return await sendInTime(call, deadline);
    } catch (error) {
      const refusal = error instanceof OnboardingError && refusalOf(error, call);
      if (refusal) log?.({ type: "budget", refusal });
      throw error;
    } finally {
      release?.();
    }
  }

  async function sendInTime(call: CodatCall, deadline: AbortSignal): Promise<Attempt> {
    const begun = log ? performance.now() : 0;
    let status: number | undefined;
    try {
      const sent = await withTimeLimit(limits.try, (limit) => send(call, limit), undefined, deadline);
      status = sent.answer?.status;
      return sent;
    } catch (error) {
      if (error instanceof OnboardingError) throw error;
      return { failure: noAnswer(error) };
    } finally {
      const { method = "GET", path } = call;
      log?.({
        type: "call",
        operation: codatOperation(method, path),
        status,
        duration: since(begun),
        left: quota.left(),
      });
    }
  }

  function lineFull({ reason }: AbortSignal): OnboardingError {
    log?.({ type: "budget", refusal: "line" });
    const retryAfter = lineWait.least + random() * lineWait.spread;
    return serverError("lineFull", { cause: nameOf(reason), retryAfter });
  }

  async function send(call: CodatCall, signal: AbortSignal): Promise<Attempt> {
    // A Request, because that is what a fake Codat's `fetch` takes. No store: frameworks cache GETs by default.
    const request = new Request(base + call.path, {
      method: call.method ?? "GET",
      headers: headersOf(call, authorization),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      redirect: "manual",
      cache: "no-store",
      signal,
    });
    const sentAt = now();
    const response = await abortable(fetch(request), signal);
    quota.note(response);
    const pause = parseRetryAfter(response.headers.get("retry-after"), now().getTime());
    return { answer: await abortable(readCodatResponse(response, sentAt), signal), pause };
  }

  async function tryUntil(deadline: AbortSignal, call: CodatCall): Promise<CodatResponse> {
    const { method = "GET", tries = 3 } = call;
    const repeatable = method === "GET" || method === "DELETE";
    for (let count = 1; ; count++) {
      const { answer, failure, pause } = await attempt(call, deadline);
      if (answer && isExpected(answer, call)) return answer;
      const mayRetry = answer
        ? answer.status === 429 || (repeatable && isTemporary(answer.status))
        : repeatable;
      const delay = retryDelay(count, pause, random);
      const isLast = !mayRetry || count >= tries || delay > longestPause;
      if (!isLast) await wait(delay, deadline, timers);
      if (isLast || deadline.aborted) throw failure ?? refused(answer, pause);
    }
  }

  return (call) =>
    call.signal
      ? tryUntil(call.signal, call)
      : withTimeLimit(limits.call, (deadline) => tryUntil(deadline, call));
}

function accountOf({ room, account = "calls" }: Payer): string {
  return [room, account].join(" ");
}

function headersOf({ body, idempotencyKey }: CodatCall, authorization: string): Record<string, string> {
  return {
    accept: "application/json",
    authorization,
    ...(body !== undefined && { "content-type": "application/json" }),
    ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
  };
}

function isExpected({ status, body }: CodatResponse, { method, expected }: CodatCall): boolean {
  if (expected?.(status)) return true;
  // A proxy may answer with a login page or an error page and a 200.
  const readable = typeof body === "object" && body !== null;
  return status >= 200 && status < 300 && (readable || method === "DELETE" || method === "PATCH");
}

/** Whether the same call may succeed later. */
function isTemporary(status: number): boolean {
  return status === 408 || status >= 500;
}

function noAnswer(cause: unknown): OnboardingError {
  return serverError("codatSilent", { cause: nameOf(cause) });
}

function refused(answer: CodatResponse | undefined, retryAfter: number | undefined): OnboardingError {
  const { status = 0, correlationId } = answer ?? {};
  if (status === 401) return serverError("codatKeyRefused", { correlationId });
  const values = { status: String(status) };
  if (status >= 200 && status < 300) return serverError("codatUnreadable", { values, correlationId });
  const recoverable = status === 429 || isTemporary(status);
  return serverError("codatRefused", { values, correlationId, recoverable, retryAfter });
}

/** The name of what was thrown: its message may hold an address. */
function nameOf(error: unknown): string | undefined {
  return error instanceof Error || error instanceof DOMException ? error.name : undefined;
}
