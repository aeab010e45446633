import { expect, it } from "vitest";
import { parseRetryAfter } from "../../src/core/retryAfter.js";

const now = Date.parse("2026-03-02T09:00:00.437Z");

it.each([
  ["5", 5_000],
  [" 5 ", 5_000],
  ["1.5", 1_500],
  ["0", 0],
  ["9999999999", 9_999_999_999_000],
  ["Mon, 02 Mar 2026 09:00:20 GMT", 19_563],
  ["Mon, 02 Mar 2026 08:00:00 GMT", 0],
  ["-5", undefined],
  ["1,5", undefined],
  ["5s", undefined],
  ["soon", undefined],
  ["", undefined],
  [null, undefined],
])("a Retry-After of %j asks for %j milliseconds", (header, wait) => {
  expect(parseRetryAfter(header, now)).toBe(wait);
});
