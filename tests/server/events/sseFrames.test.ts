import { describe, expect, it } from "vitest";
import { entryFrame } from "../../../src/server/events/sseFrames.js";

const event = '{"type":"data","connectionId":"a","at":"2026-03-02T09:00:00.000Z"}';

describe("an entry's frame", () => {
  it("is made once for all streams", () => {
    const entry = { before: "x.0", cursor: "x.1", event };
    expect(new TextDecoder().decode(entryFrame(entry))).toBe(`id: x.1\nevent: data\ndata: ${event}\n\n`);
    expect(entryFrame(entry)).toBe(entryFrame(entry));
  });

  it.each(["", "a b", "a\nevent: x", "a\r", "a\0", "é", "x".repeat(65)])(
    "is none with the id %j",
    (cursor) => {
      expect(entryFrame({ before: "x.0", cursor, event })).toBeUndefined();
    },
  );
});
