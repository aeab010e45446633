import { createFakeCodat } from "codat-onboarding/testing";
import { expect, it } from "vitest";
import { createMovingClock } from "../support/movingClock.js";
import { apiKey, codatUrl, companionTest } from "./companionTest.js";

it("what is being answered when the companion is closed is answered, and what comes later is not", async () => {
  const clock = createMovingClock();
  const fake = createFakeCodat({ baseUrl: codatUrl, apiKey, now: clock.now });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let onAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  const { ask, server, errors } = companionTest({
    fake,
    clock,
    fetch: async (input, init) => {
      onAsked();
      await held;
      return fake.fetch(input as Request, init);
    },
  });
  const answer = ask("POST /company");
  await asked;
  const closing = server.close();
  // The drain of no streams is over at once.
  await new Promise((resolve) => setImmediate(resolve));
  expect((await ask("POST /company", { as: "other" })).status).toBe(503);
  release();
  expect((await answer).status).toBe(200);
  await closing;
  expect(errors).toEqual([]);
});

it("what comes until the server has ended is answered, and told that its connection ends", async () => {
  const { ask, server, errors } = companionTest({ streams: { drain: 0 } });
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const look = async () => {
    const { status, headers } = await ask("POST /company");
    return [status, headers.get("connection")];
  };
  expect(await look()).toEqual([200, null]);
  const closing = server.close(ended);
  // After the timer of a drain that takes no time.
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(await look()).toEqual([200, "close"]);
  expect((await ask("GET /events")).status).toBe(503);
  end();
  await closing;
  expect(await look()).toEqual([503, "close"]);
  expect(errors).toEqual([]);
});
