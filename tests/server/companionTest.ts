import { createFakeCodat, type FakeCodat, type FakeCodatOptions } from "codat-onboarding/testing";
import type { OnboardingError } from "../../src/core/errors.js";
import { createOnboardingServer, type OnboardingServer } from "../../src/server/createOnboardingServer.js";
import type { Customer, OnboardingServerOptions } from "../../src/server/options/options.js";
import { createMovingClock, type MovingClock } from "../support/movingClock.js";

export const origin = "https://lender.example";
export const codatUrl = "http://127.0.0.1:4310";
export const webhookSecret = `whsec_${Buffer.from("the tests of the companion use this").toString("base64")}`;
export const apiKey = "the-key-that-never-leaves-the-server";

/** A companion with a fake Codat behind it, one clock for both that moves by each request, spoken to as a browser does. */
export interface CompanionTest {
  server: OnboardingServer;
  fake: FakeCodat;
  /** What was reported, oldest first. */
  errors: OnboardingError[];
  /** Calls a route below the base path, signed in as `acme` from a page of the same origin. */
  ask(route: string, init?: AskInit): Promise<Response>;
  /** The same, and its body as JSON. */
  json<T = unknown>(route: string, init?: AskInit): Promise<T>;
}

export interface AskInit {
  /** The customer signed in; `null` for nobody. @default "acme" */
  as?: string | null | undefined;
  headers?: Record<string, string> | undefined;
  body?: unknown;
}

export interface CompanionTestOptions extends Partial<OnboardingServerOptions> {
  codat?: FakeCodatOptions | undefined;
  fake?: FakeCodat | undefined;
  /** The clock of a `fake` that is given, and of what is asked. */
  clock?: MovingClock | undefined;
}

/** The session is a cookie that says who one is. */
export function authenticate(request: Request): Customer | null {
  const id = /(?:^|; )customer=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
  return id ? { id: decodeURIComponent(id), name: "Oak & Elm Ltd", user: { id: `user of ${id}` } } : null;
}

export function companionTest({
  codat,
  fake: given,
  clock = createMovingClock(),
  ...options
}: CompanionTestOptions = {}): CompanionTest {
  const errors: OnboardingError[] = [];
  const server: { current?: OnboardingServer } = {};
  const fake =
    given ??
    createFakeCodat({
      baseUrl: codatUrl,
      apiKey,
      now: clock.now,
      webhooks: {
        url: `${origin}/api/codat/webhooks`,
        secret: webhookSecret,
        fetch: async (input: RequestInfo | URL, init?: RequestInit) =>
          server.current?.fetch(new Request(input, init)) ?? new Response(null, { status: 503 }),
      },
      ...codat,
    });
  const companion = createOnboardingServer({
    apiKey,
    webhookSecret,
    appName: "Acme Lending",
    authenticate,
    apiUrl: fake.baseUrl,
    linkHosts: [new URL(fake.baseUrl).host],
    fetch: clock.moving(fake.fetch),
    now: fake.now,
    onError: (error) => errors.push(error),
    ...options,
  });
  const moving = { ...companion, fetch: clock.moving(companion.fetch) };
  server.current = moving;

  const ask: CompanionTest["ask"] = (route, { as = "acme", headers = {}, body } = {}) => {
    const [method = "GET", path = "/"] = route.split(" ");
    const request = new Request(`${origin}/api/codat${path}`, {
      method,
      headers: {
        ...browserHeaders(path),
        ...(as !== null && { cookie: `theme=dark; customer=${encodeURIComponent(as)}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return moving.fetch(request);
  };

  return {
    server: moving,
    fake,
    errors,
    ask,
    json: async (route, init) => (await ask(route, init)).json(),
  };
}

/** What browsers say of a click on a link of our page, and of a call by its script. */
function browserHeaders(path: string): Record<string, string> {
  const isPage = /^\/(go|return)\b/.test(path);
  return {
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": isPage ? "navigate" : "cors",
    "sec-fetch-dest": isPage ? "document" : "empty",
  };
}

/** Waits for nothing: what is due later is due now. */
export const hastyTimers = {
  setTimeout: (run: () => void) => setImmediate(run),
  clearTimeout: (timer: unknown) => clearImmediate(timer as NodeJS.Immediate),
};
