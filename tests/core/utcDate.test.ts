import { expect, it } from "vitest";
import { parseUtcDate, utcDate } from "../../src/core/utcDate.js";

it.each([
  ["2026-03-02T09:00:00Z", "2026-03-02T09:00:00.000Z"],
  ["2026-03-02T09:00:00", "2026-03-02T09:00:00.000Z"],
  ["2026-03-02T09:00:00.1234567", "2026-03-02T09:00:00.123Z"],
  ["2026-03-02T11:00:00+02:00", "2026-03-02T09:00:00.000Z"],
  ["2026-03-02T11:00:00+0200", "2026-03-02T09:00:00.000Z"],
  ["Mon, 02 Mar 2026 09:00:00 GMT", "2026-03-02T09:00:00.000Z"],
  ["yesterday", undefined],
  ["", undefined],
  [`2026-03-02T09:00:00.${"0".repeat(40)}Z`, undefined],
  [1_772_442_000_000, undefined],
  [null, undefined],
])("%j is %j", (written, date) => {
  expect(utcDate(written)).toBe(date);
  expect(parseUtcDate(written)).toBe(date === undefined ? Number.NaN : Date.parse(date));
});
