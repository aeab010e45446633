import { expect, it } from "vitest";
import { inTime, within } from "../../../src/server/utils/wait.js";
import { createFakeTimers } from "../../support/fakeTimers.js";

const never = new Promise<string>(() => {});

it.each([
  ["within", within],
  ["inTime", inTime],
])("%s passes on what comes in time, and leaves no timer behind", async (_, wait) => {
  const timers = createFakeTimers();
  expect(await wait(Promise.resolve("here"), 1_000, timers)).toBe("here");
  await expect(wait(Promise.reject(new Error("away")), 1_000, timers)).rejects.toThrow("away");
  expect(timers.waits()).toEqual([]);
});

it("within gives nothing for what is late", async () => {
  const timers = createFakeTimers();
  const waited = within(never, 1_000, timers);
  await timers.pass(1_000);
  expect(await waited).toBeUndefined();
});

it("inTime rejects for what is late", async () => {
  const timers = createFakeTimers();
  const refused = expect(inTime(never, 1_000, timers)).rejects.toMatchObject({ name: "TimeoutError" });
  await timers.pass(1_000);
  await refused;
});
