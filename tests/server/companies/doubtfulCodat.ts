import { memoryBackplane } from "codat-onboarding/server";
import { createFakeCodat, type FakeCodat, type FakeFault, type FakeLag } from "codat-onboarding/testing";
import { expect, onTestFinished, vi } from "vitest";
import { settled } from "../../support/virtualTime.js";
import {
  apiKey,
  type CompanionTest,
  codatUrl,
  companionTest,
  origin,
  webhookSecret,
} from "../companionTest.js";
import { signedRequest } from "../webhooks/webhooks.js";

/** What becomes of one call that makes a company. */
export interface Fate {
  /** What stands in front of Codat answers with this status, or cuts the connection. @default Codat's own answer */
  gateway?: number | "cut" | undefined;
  /** Whether the gateway's answer looks like Codat's, with an id of its own. @default a page */
  isAlike?: boolean | undefined;
  /** Milliseconds until Codat gets the call; `null` for never. @default 0 */
  reaches?: number | null | undefined;
  /** Milliseconds that Codat takes: the key is in use for so long. @default 0 */
  takes?: number | undefined;
  /** What Codat answers, and stores for the key. @default the company */
  error?: Pick<FakeFault, "status" | "applied"> | undefined;
}

/** A Codat behind a gateway, and processes that share nothing, on a clock that only `run` and `pass` move. */
export interface DoubtfulCodat {
  fake: FakeCodat;
  lag: FakeLag;
  processes: readonly CompanionTest[];
  /** What becomes of the calls that make companies, in their order; of later ones, nothing. */
  fates: Fate[];
  /** Deletes the company, and tells it to some of the processes. */
  remove(...told: readonly CompanionTest[]): Promise<void>;
  /** The business's name, as each process knows it. */
  names: string[];
  /** The number of calls that make companies. */
  made(): number;
  /** Lets time pass until something is done. */
  run<T>(work: Promise<T>): Promise<T>;
  pass(milliseconds: number): Promise<void>;
}

/** Lies between two seconds, where none of Codat's dates does. */
const begin = new Date("2026-11-23T08:00:00.437Z");

/** Milliseconds that each call takes on its way. */
const perCall = 20;
/** Far more than a request takes. */
const mostTurns = 5_000;
/** No process is short of calls: what they cost is tried elsewhere. */
const plenty = { burst: 1_000_000, hourly: 1_000_000, daily: 1_000_000, reserve: 0 };

export function doubtfulCodat({
  count = 2,
  lag = {},
}: {
  count?: number;
  lag?: FakeLag;
} = {}): DoubtfulCodat {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: begin });
  onTestFinished(() => void vi.useRealTimers());
  const fates: Fate[] = [];
  const names: string[] = [];
  const running = new Map<string, string>();
  let calls = 0;
  let line: Promise<unknown> = Promise.resolve();
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

  const fake = createFakeCodat({
    baseUrl: codatUrl,
    apiKey,
    now: () => new Date(),
    lag,
    quota: { perDay: 1_000_000, perMinute: 1_000_000 },
  });

  /** What Codat does with a call. */
  async function act(send: () => Request, text: string, { takes = 0, error }: Fate): Promise<Response> {
    const request = send();
    const key = request.headers.get("idempotency-key") ?? "";
    const other = running.get(key);
    if (other !== undefined) return problem(other === text ? 409 : 422);
    running.set(key, text);
    try {
      if (takes > 0) await sleep(takes);
      // One at a time, so that nobody else meets the fault.
      const answer = line.then(() => {
        fake.clearFaults();
        if (error) fake.fault({ ...error, method: "POST", path: "/companies" });
        return fake.fetch(request);
      });
      line = answer.catch(() => undefined);
      return await answer;
    } finally {
      running.delete(key);
    }
  }

  async function front(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    await sleep(perCall);
    if (request.method !== "POST" || new URL(request.url).pathname !== "/companies")
      return fake.fetch(request);
    calls++;
    const fate = fates.shift() ?? {};
    const { gateway, reaches = 0, isAlike = false } = fate;
    const text = await request.text();
    const { url, method, headers } = request;
    const send = () => new Request(url, { method, headers, body: text });
    if (gateway === undefined) return act(send, text, fate);
    if (reaches === 0) await act(send, text, fate);
    else if (reaches !== null) void sleep(reaches).then(() => act(send, text, fate));
    if (gateway === "cut") throw new TypeError("The connection was cut.");
    return isAlike ? problem(gateway) : new Response("<!doctype html>", { status: gateway });
  }

  const processes = Array.from({ length: count }, (_, n) =>
    companionTest({
      fake,
      fetch: front,
      backplane: memoryBackplane({ now: () => new Date() }),
      budget: plenty,
      authenticate: () => ({ id: "acme", name: names[n] ?? "Oak & Elm Ltd" }),
    }),
  );

  async function run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const over = () => {
      isDone = true;
    };
    work.then(over, over);
    for (let turns = 0; turns < mostTurns; turns++) {
      await settled();
      if (isDone) return work;
      vi.advanceTimersToNextTimer();
    }
    throw new Error("It does not end.");
  }

  return {
    fake,
    lag,
    processes,
    fates,
    async remove(...told) {
      const [company] = fake.companies();
      if (!company) return;
      fake.deleteCompany(company.id);
      const signed = {
        secret: webhookSecret,
        at: Math.floor(Date.now() / 1000),
        id: `msg_${company.id}`,
        body: { id: company.id, eventType: "company.deleted", payload: { id: company.id } },
      };
      const url = `${origin}/api/codat/webhooks`;
      const answers = told.map(({ server }) => server.fetch(new Request(url, signedRequest(signed))));
      for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
    },
    names,
    made: () => calls,
    run,
    pass: (milliseconds) => run(sleep(milliseconds)),
  };
}

function problem(status: number): Response {
  const correlationId = crypto.randomUUID().replaceAll("-", "");
  return Response.json({ statusCode: status, error: "A problem.", correlationId }, { status });
}
