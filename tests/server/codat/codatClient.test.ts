import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { OnboardingError } from "codat-onboarding/core";
import { beforeEach, describe, expect, it } from "vitest";
import { createCodatClient } from "../../../src/server/codat/codatClient.js";
import { retryAfterOf } from "../../../src/server/errors/serverError.js";
import { apiKey, hastyTimers } from "../companionTest.js";

type Answer = Response | Error | "nothing";

let clock: Date;
let asked: Request[];
let waits: number[];
/** Milliseconds for a try: few where Codat is silent. */
let patience: number;

beforeEach(() => {
  clock = new Date("2026-11-23T08:00:00Z");
  asked = [];
  waits = [];
  patience = 5_000;
});

/** A client whose Codat answers so, one after the other; the last for ever. */
function client(...answers: (Answer | ((request: Request) => Answer | Promise<Answer>))[]) {
  return createCodatClient({
    apiKey,
    apiUrl: "https://api.codat.example/v1/",
    now: () => clock,
    random: () => 0.5,
    limits: { try: patience, call: 5_000 },
    timers: {
      ...hastyTimers,
      setTimeout(run, milliseconds) {
        waits.push(milliseconds);
        return hastyTimers.setTimeout(run);
      },
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const next = answers[Math.min(asked.length, answers.length - 1)] ?? ok();
      asked.push(request);
      const answer = typeof next === "function" ? await next(request) : next;
      if (answer === "nothing") return new Promise<Response>(() => {});
      if (answer instanceof Error) throw answer;
      return answer.clone();
    },
  });
}

function ok(body: unknown = { fine: true }, headers: HeadersInit = {}): Response {
  return Response.json(body, { headers });
}

function failing(
  status: number,
  headers: Record<string, string> = {},
  body: unknown = { error: "secret text" },
): Response {
  return Response.json(body, { status, headers });
}

async function failureOf(call: Promise<unknown>): Promise<OnboardingError> {
  return call.then(
    () => expect.fail("The call did not fail."),
    (error: OnboardingError) => error,
  );
}

describe("a call of Codat's API", () => {
  it("carries the key to Codat's address, and follows no redirect with it", async () => {
    await client()({ path: "/companies" });
    const [request] = asked;
    expect(request).toMatchObject({
      url: "https://api.codat.example/v1/companies",
      redirect: "manual",
      cache: "no-store",
    });
    expect(request?.headers.get("authorization")).toBe(`Basic ${Buffer.from(apiKey).toString("base64")}`);

    const elsewhere = client(
      new Response(null, { status: 307, headers: { location: "https://evil.example/" } }),
    );
    expect(await failureOf(elsewhere({ path: "/" }))).toMatchObject({ code: "ONB-508" });
    expect(asked.map(({ url }) => new URL(url).host)).toEqual(["api.codat.example", "api.codat.example"]);
  });

  it("says when Codat answered", async () => {
    const dated = client(
      ok({}, { date: "Mon, 23 Nov 2026 07:59:58 GMT" }),
      ok({}, { date: "yesterday" }),
      ok(),
    );
    expect((await dated({ path: "/" })).at).toEqual(new Date("2026-11-23T07:59:58Z"));
    expect((await dated({ path: "/" })).at).toEqual(clock);
    expect((await dated({ path: "/" })).at).toEqual(clock);
  });

  it.each([
    ["GET", 500, 3],
    ["GET", 503, 3],
    ["GET", 429, 3],
    ["GET", 408, 3],
    ["GET", 404, 1],
    ["GET", 401, 1],
    ["GET", 402, 1],
    ["DELETE", 500, 3],
    ["POST", 500, 1],
    ["POST", 429, 3],
    ["PATCH", 500, 1],
    ["PATCH", 429, 3],
  ] as const)("by %s that is answered %i is tried %i times", async (method, status, tries) => {
    const error = await failureOf(
      client(failing(status))({ method, path: "/", body: method === "GET" ? undefined : {} }),
    );
    expect(error).toMatchObject({ code: "ONB-508", recoverable: ![401, 402, 404].includes(status) });
    expect(asked).toHaveLength(tries);
  });

  it("by GET outlives a cut connection and a silent Codat, by POST it does not", async () => {
    patience = 20;
    const cut = new TypeError("fetch failed: https://api.codat.example/v1/secret");
    expect((await client(cut, "nothing", ok())({ path: "/" })).status).toBe(200);
    expect(asked).toHaveLength(3);
    asked = [];
    const error = await failureOf(client("nothing", ok())({ method: "POST", path: "/", body: {} }));
    expect(error).toMatchObject({ code: "ONB-508", recoverable: true });
    expect(asked).toHaveLength(1);
  });

  it("keeps the idempotency key over 429", async () => {
    const call = { method: "POST", path: "/companies", body: {}, idempotencyKey: "the-guid" } as const;
    await client(failing(429), failing(429), ok())(call);
    expect(asked.map(({ headers }) => headers.get("idempotency-key"))).toEqual(Array(3).fill("the-guid"));
  });

  it.each([
    ["2", 2050],
    ["0", 50],
    ["Mon, 23 Nov 2026 08:00:04 GMT", 4050],
    ["Mon, 23 Nov 2026 07:00:00 GMT", 50],
    ["soon", 750],
    ["-5", 750],
  ])("waits as long as Retry-After: %s says, within reason", async (value, wait) => {
    await client(failing(429, { "retry-after": value }), ok())({ path: "/" });
    expect(waits).toEqual([wait]);
  });

  it("backs off further each time where nothing is said", async () => {
    await client(failing(503), failing(503), ok())({ path: "/" });
    expect(waits).toEqual([750, 1500]);
  });

  it("says until when, where the quota is used up: spread over a minute", async () => {
    const reset = "2026-11-23T09:00:00Z";
    const call = client(ok({}, { "x-rate-limit-remaining": "0", "x-rate-limit-reset": reset }));
    await call({ path: "/" });
    expect(retryAfterOf(await failureOf(call({ path: "/" })))).toBe(3_600_000 + 30_000);
    const refused = client(failing(429, { "retry-after": "3600" }));
    expect(retryAfterOf(await failureOf(refused({ path: "/" })))).toBe(3_600_000);
  });

  it("is not kept from Codat for longer than a day by a clock that was wrong", async () => {
    clock = new Date("2027-01-23T08:00:00Z");
    const reset = "2027-01-24T00:00:00Z";
    const usedUp = {
      "x-rate-limit-limit": "1000",
      "x-rate-limit-remaining": "0",
      "x-rate-limit-reset": reset,
    };
    const call = client(ok({}, usedUp), ok());
    await call({ path: "/" });
    expect(await failureOf(call({ path: "/" }))).toMatchObject({ code: "ONB-511" });
    clock = new Date("2026-11-23T08:00:00Z");
    await call({ path: "/", isSpare: true });
    expect(asked).toHaveLength(2);
  });

  it("that can be done without is left out once half of the day is spent", async () => {
    const told = (remaining: string) =>
      ok({}, { "x-rate-limit-limit": "1000", "x-rate-limit-remaining": remaining });
    const call = client(told("500"), told("499"), ok());
    const spare = { path: "/", isSpare: true };
    await call(spare);
    await call(spare);
    expect(await failureOf(call(spare))).toMatchObject({ code: "ONB-511" });
    await call({ path: "/" });
    clock = new Date("2026-11-24T00:00:00Z");
    await call(spare);
    expect(asked).toHaveLength(4);
  });

  it("does not wait for what a person would not wait for", async () => {
    const call = client(failing(429, { "retry-after": "3600" }), ok());
    expect(await failureOf(call({ path: "/" }))).toMatchObject({ code: "ONB-508" });
    expect(waits).toEqual([]);
    expect(await failureOf(call({ path: "/" }))).toMatchObject({ code: "ONB-511" });
    expect(asked).toHaveLength(1);
    clock = new Date("2026-11-23T09:00:00Z");
    expect((await call({ path: "/" })).status).toBe(200);
  });

  it.each([
    ["2026-11-24T00:00:00Z", "2026-11-24T00:00:00Z"],
    ["2026-11-23T08:05:00.1234567Z", "2026-11-23T08:05:00.123Z"],
    ["2036-01-01T00:00:00Z", "2026-11-24T00:00:00Z"],
  ])("asks nothing more once the quota is used up, until %s", async (reset, opens) => {
    const usedUp = ok({}, { "x-rate-limit-remaining": "0", "x-rate-limit-reset": reset });
    const call = client(usedUp, ok());
    await call({ path: "/" });
    clock = new Date(+new Date(opens) - 1);
    expect(await failureOf(call({ path: "/" }))).toMatchObject({ code: "ONB-511", recoverable: true });
    expect(asked).toHaveLength(1);
    clock = new Date(opens);
    await call({ path: "/" });
  });

  it.each([
    ["an HTML page", () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } })],
    ["nothing", () => new Response(null)],
    ["a number", () => ok(1)],
    ["half of its JSON", () => new Response('{"results": [')],
    ["five megabytes", () => ok({ text: "x".repeat(5 * 1024 * 1024) })],
  ])("fails when %s comes back", async (_, answer) => {
    expect(await failureOf(client(answer())({ path: "/" }))).toMatchObject({
      code: "ONB-508",
      recoverable: true,
    });
  });

  it("fails with Codat's id for the call, and nothing else that was sent or received", async () => {
    const inBody = client(failing(400, {}, { error: "secret text", correlationId: "a1b2-c3" }));
    const inHeader = client(failing(400, { "x-correlation-id": "d4e5" }));
    const absurd = client(failing(400, {}, { correlationId: "<script>secret text</script>" }));
    const errors = [
      await failureOf(inBody({ path: "/companies/secret" })),
      await failureOf(inHeader({ path: "/companies/secret" })),
      await failureOf(absurd({ path: "/companies/secret" })),
      await failureOf(client(new TypeError(`secret ${apiKey}`))({ path: "/companies/secret", tries: 1 })),
    ];
    expect(errors.map(({ correlationId }) => correlationId)).toEqual([
      "a1b2-c3",
      "d4e5",
      undefined,
      undefined,
    ]);
    for (const { message, cause } of errors) {
      expect(`${message} ${String(cause)}`).not.toMatch(/secret|api\.codat\.example|the-key/);
    }
  });

  it("ends each try in time, also where memory is cleaned up meanwhile", async () => {
    setFlagsFromString("--expose-gc");
    const clean: () => void = runInNewContext("gc");
    patience = 100;
    const cleaning = setInterval(clean, 10);
    await failureOf(client("nothing")({ path: "/" })).finally(() => clearInterval(cleaning));
    expect(asked).toHaveLength(3);
  });

  it("has at most nine others beside it", async () => {
    let running = 0;
    let most = 0;
    const call = client(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return ok();
    });
    await Promise.all(Array.from({ length: 50 }, () => call({ path: "/" })));
    expect(most).toBe(10);
    expect(asked).toHaveLength(50);
  });

  it("gives up its place when it fails, and waits in line no longer than it may", async () => {
    patience = 100;
    const call = client(...Array<Answer>(10).fill("nothing"), ok());
    const stuck = Array.from({ length: 10 }, () => failureOf(call({ path: "/", tries: 1 })));
    const late = call({ path: "/", signal: AbortSignal.timeout(1) });
    const error = await failureOf(late);
    expect(error).toMatchObject({ code: "ONB-517" });
    // Between two and ten seconds; the dice say half.
    expect(retryAfterOf(error)).toBe(6_000);
    await Promise.all(stuck);
    expect((await call({ path: "/" })).status).toBe(200);
  });

  it("that begins after its time is over waits in no line", async () => {
    const stuck = AbortSignal.abort(new DOMException("It took too long.", "TimeoutError"));
    expect(await failureOf(client(ok())({ path: "/", signal: stuck }))).toMatchObject({ code: "ONB-508" });
    expect(asked).toHaveLength(0);
  });
});
