import type { FakeClock } from "../state/fakeClock.js";
import { type ApiAnswer, type ApiRequest, apiError } from "./apiAnswer.js";
import { type ApiRoute, answerByRoute } from "./apiRoutes.js";
import type { FakeFault, Faults } from "./faults.js";
import type { Idempotency } from "./idempotency.js";
import type { Quota, QuotaState } from "./quota.js";

/** A request to the API. */
export interface FakeRequest {
  method: string;
  /** Below the fake's own path, with its query. */
  path: string;
  /** Absent when it was not answered. */
  status?: number | undefined;
}

export interface CodatApiOptions {
  routes: readonly ApiRoute[];
  basePath: string;
  /** @default any */
  apiKey: string | undefined;
  clock: FakeClock;
  quota: Quota;
  idempotency: Idempotency;
  faults: Faults;
  randomUUID: () => string;
  onRequest: (request: FakeRequest) => void;
  onQuotaReached: (state: QuotaState) => void;
}

const apiPath = /^\/(?:companies|integrations|webhooks)(?:\/|$)/;
const companyPage = /^\/companies\/[^/]+\/?$/;
const linkStart = /\/start\/?$/;

/** Hosted Link has some of the same paths; its browsers send no key, and do not accept JSON. */
function isForApi({ method, headers }: Request, path: string): boolean {
  if (!apiPath.test(path) || linkStart.test(path)) return false;
  if (!companyPage.test(path) || (method !== "GET" && method !== "HEAD")) return true;
  return headers.has("authorization") || (headers.get("accept") ?? "").includes("json");
}

function bodyOf(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultAnswer({ status = 500, body, retryAfter }: FakeFault): ApiAnswer {
  const after = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter;
  const headers = after === undefined ? {} : { "retry-after": String(after) };
  const answer = apiError(status, "There is a problem with our server. Please try again later.");
  return body === undefined ? { ...answer, headers } : { status, body, headers };
}

/** Codat's API. Returns `undefined` for a request that is not to one of its paths. */
export function createCodatApi(
  options: CodatApiOptions,
): (request: Request) => Promise<Response | undefined> {
  const { routes, basePath, apiKey, clock, quota, idempotency, faults, randomUUID } = options;
  const expected = apiKey === undefined ? undefined : `Basic ${btoa(apiKey)}`;

  function isAllowed(authorization: string | null): boolean {
    if (authorization === null) return false;
    return expected === undefined ? /^Basic \S+$/.test(authorization) : authorization === expected;
  }

  /** Rejects, at once or when the request is aborted. */
  function cut(fault: FakeFault, signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      if (!fault.hang) return reject(new TypeError("Fake Codat has cut the connection."));
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  }

  /** Adds the correlation id that Codat's errors have. A repeated answer keeps its own. */
  function correlated(answer: ApiAnswer): ApiAnswer {
    const { body } = answer;
    const isError = typeof body === "object" && body !== null && "canBeRetried" in body;
    if (!isError || "correlationId" in body) return answer;
    return { ...answer, body: { ...body, correlationId: randomUUID().replaceAll("-", "") } };
  }

  async function answerOf(apiRequest: ApiRequest, request: Request, text: string): Promise<ApiAnswer> {
    const fault = faults.take(apiRequest.method, apiRequest.path);
    const isCut = fault?.drop || fault?.hang;
    const delay = async () => {
      if (fault?.delay) await Promise.race([clock.wait(fault.delay), cut({ hang: true }, request.signal)]);
    };
    if (fault && isCut && !fault.applied) {
      await delay();
      return cut(fault, request.signal);
    }

    /** Its key is in use for as long as it takes. */
    async function handle(): Promise<ApiAnswer> {
      await delay();
      const failing = fault?.status === undefined ? undefined : fault;
      if (failing && !failing.applied) return correlated(faultAnswer(failing));
      const answer = answerByRoute(routes, apiRequest);
      return correlated(failing ? faultAnswer(failing) : answer);
    }

    const key = request.headers.get("idempotency-key");
    const isIdempotent = key !== null && (apiRequest.method === "POST" || apiRequest.method === "PATCH");
    const content = `${apiRequest.method} ${apiRequest.path} ${text}`;
    const answer = isIdempotent ? await idempotency.run(key, content, handle) : await handle();
    return fault && isCut ? cut(fault, request.signal) : answer;
  }

  function write({ status, body, headers }: ApiAnswer, state: QuotaState | undefined): Response {
    const sent = new Headers(headers);
    sent.set("date", clock.now().toUTCString());
    if (state) {
      sent.set("x-rate-limit-limit", String(state.limit));
      sent.set("x-rate-limit-remaining", String(state.remaining));
      sent.set("x-rate-limit-reset", state.reset.toISOString());
    }
    if (body === undefined) return new Response(null, { status, headers: sent });
    const isHtml = typeof body === "string" && body.startsWith("<");
    sent.set("content-type", isHtml ? "text/html; charset=utf-8" : "application/json; charset=utf-8");
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers: sent });
  }

  function tooMany({ retryAfter = 1 }: QuotaState): ApiAnswer {
    const text = "You have made too many requests in a given amount of time; please retry later.";
    return apiError(429, text, "PublicApi", { "retry-after": String(retryAfter) });
  }

  return async (request) => {
    const { pathname, search, searchParams } = new URL(request.url);
    if (!pathname.startsWith(`${basePath}/`)) return undefined;
    const path = pathname.slice(basePath.length);
    if (!isForApi(request, path)) return undefined;
    const { method } = request;
    const logged: FakeRequest = { method, path: path + search };
    options.onRequest(logged);
    const respond = (answer: ApiAnswer, state?: QuotaState): Response => {
      logged.status = answer.status;
      return write(correlated(answer), state);
    };

    if (!isAllowed(request.headers.get("authorization"))) return respond(apiError(401, "Unauthorized"));
    const state = quota.count();
    if (state.isReached) options.onQuotaReached(state);
    if (state.retryAfter !== undefined) return respond(tooMany(state), state);
    const text = method === "GET" || method === "HEAD" ? "" : await request.text();
    const apiRequest: ApiRequest = {
      method,
      path: path.replace(/\/$/, ""),
      query: searchParams,
      body: bodyOf(text),
    };
    return respond(await answerOf(apiRequest, request, text), state);
  };
}
