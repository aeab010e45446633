import { describe, expect, it } from "vitest";
import { backoff } from "../../src/client/backoff.js";

describe("backoff", () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [4, 16_000],
    [5, 30_000],
    [60, 30_000],
    [2_000, 30_000],
  ])("after %i failures is anything up to %i milliseconds", (attempt, ceiling) => {
    expect(backoff(attempt, undefined, () => 0)).toBe(0);
    expect(backoff(attempt, undefined, () => 0.5)).toBe(ceiling / 2);
    expect(backoff(attempt, undefined, () => 0.999)).toBeCloseTo(ceiling * 0.999);
  });

  it("is what the server asks for and up to a second, but no more than half a minute", () => {
    expect(backoff(0, 7_000, () => 0)).toBe(7_000);
    expect(backoff(9, 7_000, () => 0.5)).toBe(7_500);
    expect(backoff(0, 86_400_000, () => 0)).toBe(29_000);
    expect(backoff(0, 86_400_000, () => 0.999)).toBeCloseTo(29_999);
    expect(backoff(0, 29_700, () => 0.999)).toBeLessThan(30_000);
  });
});
