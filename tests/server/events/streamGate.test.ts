import { describe, expect, it } from "vitest";
import { retryAfterOf } from "../../../src/server/errors/serverError.js";
import { createStreamGate, type StreamGateOptions } from "../../../src/server/events/streamGate.js";
import type { LogRecord } from "../../../src/server/operating/logRecord.js";
import { seeded } from "../../support/cutting.js";

/** A gate with a clock, in milliseconds, that stands still until it is set. */
function gateTest(options: Partial<StreamGateOptions> = {}) {
  const clock = { time: Date.parse("2026-03-02T09:00:00.437Z") };
  const told: LogRecord[] = [];
  const gate = createStreamGate({
    perProcess: 10_000,
    perSecond: 100,
    now: () => new Date(clock.time),
    random: seeded(3),
    log: (record) => told.push(record),
    ...options,
  });
  /** @returns how to leave again, or the seconds after which to come back */
  const knock = (open = 0): ((hasBegun: boolean) => void) | number => {
    try {
      return gate.enter(open);
    } catch (error) {
      expect(error).toMatchObject({ code: "ONB-524", recoverable: true });
      return (retryAfterOf(error) ?? Number.NaN) / 1_000;
    }
  };
  const knocks = (count: number, open = 0) => Array.from({ length: count }, () => knock(open));
  return { clock, gate, told, knock, knocks };
}

const waitsIn = (knocks: readonly (((hasBegun: boolean) => void) | number)[]) =>
  knocks.filter((one) => typeof one === "number");
const average = (waits: readonly number[]) => waits.reduce((sum, one) => sum + one, 0) / waits.length;

describe("a process's gate for streams", () => {
  it("lets in as many at once as in a second, and after that as many as time passes", () => {
    const { clock, knocks } = gateTest();
    const begun = (count: number) => {
      const all = knocks(count);
      for (const leave of all) if (typeof leave === "function") leave(true);
      return count - waitsIn(all).length;
    };
    expect(begun(1_000)).toBe(100);
    clock.time += 250;
    expect(begun(1_000)).toBe(25);
    clock.time += 60_000;
    expect(begun(1_000)).toBe(100);
    clock.time -= 60_000;
    expect(begun(1_000)).toBe(0);
    clock.time += 500;
    expect(begun(1_000)).toBe(50);
  });

  it("has no more beginning at once, however slow the session store is", () => {
    const { clock, knocks, knock } = gateTest();
    const inside = knocks(100);
    clock.time += 10_000;
    expect(knock()).toBeTypeOf("number");
    const [leave] = inside;
    if (typeof leave !== "function") return expect.fail("Nobody was let in.");
    leave(true);
    leave(true);
    expect(knock()).toBeTypeOf("function");
    expect(knock()).toBeTypeOf("number");
  });

  it("counts who gets no stream only while they are asked who they are", () => {
    const { knock, knocks } = gateTest();
    for (let one = 0; one < 1_000; one++) {
      const leave = knock();
      if (typeof leave !== "function") return expect.fail("Somebody without a session took a place.");
      leave(false);
      leave(false);
    }
    expect(waitsIn(knocks(110))).toHaveLength(10);
  });

  it("has room for as many as may be open", () => {
    const { gate, knock, told } = gateTest({ perProcess: 7 });
    expect(knock(6)).toBeTypeOf("function");
    expect(knock(7)).toBeGreaterThanOrEqual(5);
    expect(() => gate.checkRoom(6)).not.toThrow();
    expect(() => gate.checkRoom(7)).toThrow(/ONB-524/);
    expect(told).toMatchObject([
      { type: "streamRefused", reason: "full" },
      { type: "streamRefused", reason: "full" },
    ]);
  });

  it("tells the first soon and the last later, in whole seconds, and no crowd the same", () => {
    const { knocks, told } = gateTest();
    const waits = waitsIn(knocks(1_100));
    expect(waits).toHaveLength(1_000);
    for (const wait of waits) {
      expect(Number.isInteger(wait)).toBe(true);
      expect(wait).toBeGreaterThanOrEqual(1);
      expect(wait).toBeLessThanOrEqual(16);
    }
    expect(average(waits.slice(0, 100))).toBeLessThan(2.5);
    expect(average(waits.slice(900))).toBeGreaterThan(8);
    // Ten seconds' worth: in no second come twice as many as are let in, nor do those that were refused in a row.
    const counts = new Map<number, number>();
    for (const wait of waits) counts.set(wait, (counts.get(wait) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThan(200);
    expect(counts.size).toBeGreaterThan(10);
    expect(new Set(waits.slice(990)).size).toBeGreaterThan(3);
    expect(told.map((record) => record.type === "streamRefused" && record.wait / 1_000)).toEqual(waits);
  });

  it("does not send anybody away for longer than a browser waits, and still not all for as long", () => {
    for (const open of [0, 10_000]) {
      const waits = waitsIn(gateTest().knocks(10_000, open));
      expect(waits.reduce((most, one) => Math.max(most, one), 0)).toBeLessThan(29);
      expect(new Set(waits.slice(-1_000)).size).toBeGreaterThan(10);
    }
  });

  it("forgets the crowd as it comes back", () => {
    const { clock, knocks } = gateTest();
    knocks(1_100);
    clock.time += 10_000;
    expect(average(waitsIn(knocks(200)))).toBeLessThan(3);
  });
});
