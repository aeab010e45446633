import { describe, expect, it } from "vitest";
import { readCodatResponse } from "../../../src/server/codat/codatResponse.js";

describe("when Codat answered", () => {
  const sentAt = new Date("2026-11-23T08:00:00.437Z");

  it.each([
    ["Codat's own date", "Mon, 23 Nov 2026 07:59:58 GMT", new Date("2026-11-23T07:59:58Z")],
    ["a proxy's date five minutes ahead", "Mon, 23 Nov 2026 08:05:00 GMT", new Date("2026-11-23T08:05:00Z")],
    ["the time before the request, for a date further ahead", "Mon, 23 Nov 2026 08:05:01 GMT", sentAt],
    ["the time before the request, for no date", "yesterday", sentAt],
    ["the time before the request, without the header", undefined, sentAt],
  ])("is %s", async (_, date, at) => {
    const response = Response.json({}, { headers: date === undefined ? {} : { date } });
    expect((await readCodatResponse(response, sentAt)).at).toEqual(at);
  });
});
