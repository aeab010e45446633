import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OnboardingError } from "../../../src/core/errors.js";
import { asOnboardingError } from "../../../src/server/errors/serverError.js";
import { createWithTimeout } from "../../../src/server/http/withTimeout.js";
import { createFakeTimers, settled } from "../../support/fakeTimers.js";
import { companionTest } from "../companionTest.js";

let errors: OnboardingError[];

beforeEach(() => {
  errors = [];
});

function request() {
  const timers = createFakeTimers();
  const inTime = createWithTimeout((error) => errors.push(asOnboardingError(error)), timers);
  let resolve: (response: Response) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const answer = new Promise<Response>((...both) => {
    [resolve, reject] = both;
  });
  const answered = inTime(answer, () => new Response("late", { status: 503 }));
  return { timers, answered, resolve, reject };
}

describe("an answer", () => {
  it("is passed on in time, and nothing waits any longer", async () => {
    const { timers, answered, resolve } = request();
    await timers.pass(19_999);
    resolve(new Response("here"));
    expect(await (await answered).text()).toBe("here");
    expect(timers.waits()).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("fails as it fails", async () => {
    const { answered, reject } = request();
    reject(new Error("of its own"));
    await expect(answered).rejects.toThrow("of its own");
  });

  it("is another one after twenty seconds; what comes later is let go of", async () => {
    const { timers, answered, resolve } = request();
    await timers.pass(20_000);
    expect((await answered).status).toBe(503);
    expect(errors).toMatchObject([{ code: "ONB-516", recoverable: true }]);
    let isRead = true;
    resolve(
      new Response(
        new ReadableStream({
          cancel: () => {
            isRead = false;
          },
        }),
      ),
    );
    await settled();
    expect(isRead).toBe(false);
  });

  it("is reported where it fails too late to be told", async () => {
    const { timers, answered, reject } = request();
    await timers.pass(20_000);
    await answered;
    reject(new Error("later"));
    await settled();
    expect(errors.map(({ cause }) => cause)).toEqual([undefined, new Error("later")]);
  });
});

describe("while Codat is silent", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ["GET /company", 503, /"unavailable"|"ONB-508"/],
    ["POST /company", 503, /"unavailable"|"ONB-508"/],
    ["GET /events", 503, /"unavailable"|"ONB-508"/],
    ["GET /go?sourceType=accounting", 503, /open Codat right now/],
    ["GET /return?statuscode=200", 200, /Thank you/],
  ])("%s is answered after twenty seconds, however many calls it needs", async (route, status, body) => {
    const { ask, errors } = companionTest({
      fetch: async () => new Promise<Response>(() => {}),
      companies: {
        // Slow too, so that there is more to wait for than one call.
        get: () => new Promise((resolve) => setTimeout(() => resolve(null), 9_000)),
        set: () => {},
      },
    });
    const answer = ask(route);
    await vi.advanceTimersByTimeAsync(20_000);
    const response = await answer;
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(body);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(errors.every(({ code }) => code === "ONB-508" || code === "ONB-516")).toBe(true);
  });
});
