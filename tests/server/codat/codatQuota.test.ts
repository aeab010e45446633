import { expect, it } from "vitest";
import { createCodatQuota } from "../../../src/server/codat/codatQuota.js";

const clock = { at: 0 };
const now = () => new Date(clock.at);
const answer = (remaining: number, reset: string) =>
  new Response(null, {
    headers: {
      "x-rate-limit-limit": "1000",
      "x-rate-limit-remaining": `${remaining}`,
      "x-rate-limit-reset": reset,
    },
  });

it("keeps the last quarter of the day that the answer is of", () => {
  clock.at = Date.parse("2026-11-26T23:59:00Z");
  const quota = createCodatQuota({ now, random: () => 0, reserve: 0.25 });
  quota.note(answer(240, "2026-11-27T00:00:00Z"));
  expect(quota.isLow()).toBe(true);
  clock.at = Date.parse("2026-11-27T00:00:01Z");
  expect(quota.isLow()).toBe(false);
});

it("does not take what was left of yesterday for today's, by whichever clock midnight came first", () => {
  clock.at = Date.parse("2026-11-27T00:00:02Z");
  const quota = createCodatQuota({ now, random: () => 0, reserve: 0.25 });
  quota.note(answer(3, "2026-11-27T00:00:00Z"));
  expect([quota.isLow(), quota.isHalfSpent()]).toEqual([false, false]);
  quota.note(answer(240, "2026-11-28T00:00:00Z"));
  expect(quota.isLow()).toBe(true);
});
