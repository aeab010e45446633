import { describe, expect, it } from "vitest";
import { type Beating, createHeartbeats } from "../../../src/server/events/heartbeats.js";
import { createFakeTimers } from "../../support/fakeTimers.js";

const every = 8_000;

function heartbeatsOf() {
  const timers = createFakeTimers(0);
  const turns: { at: number; visited: Beating[] }[] = [];
  const heartbeats = createHeartbeats({
    members: new Set<Beating>(),
    every,
    visit: (visited) => turns.push({ at: timers.now(), visited: [...visited] }),
    timers,
    clock: timers.now,
  });
  const add = () => {
    const member = { beatAt: 0 };
    heartbeats.add(member);
    return member;
  };
  const visitsOf = (member: Beating) =>
    turns.filter(({ visited }) => visited.includes(member)).map(({ at }) => at);
  return { timers, heartbeats, turns, add, visitsOf };
}

describe("the heartbeats of many streams", () => {
  it("come at a time of each stream's own, by one timer, and never later than they are due", async () => {
    const { timers, add, turns, visitsOf } = heartbeatsOf();
    const members: Beating[] = [];
    for (let n = 0; n < 400; n++) {
      members.push(add());
      expect(timers.waits()).toHaveLength(1);
      await timers.pass(20);
    }
    await timers.pass(5 * every);
    for (const [n, member] of members.entries()) {
      const visits = [n * 20, ...visitsOf(member)];
      expect(visits.length).toBeGreaterThanOrEqual(6);
      for (const [place, at] of visits.slice(1).entries()) {
        const gap = at - (visits[place] ?? 0);
        expect(gap).toBeLessThanOrEqual(every + 100);
        expect(gap).toBeGreaterThanOrEqual(every - 100);
      }
    }
    // A hundredth of a round's time, and what is due within it.
    expect(Math.max(...turns.map(({ visited }) => visited.length))).toBeLessThanOrEqual(6);
  });

  it("stay apart after all were held up together", async () => {
    const { timers, add, turns } = heartbeatsOf();
    for (let n = 0; n < 80; n++) {
      add();
      await timers.pass(100);
    }
    let held = 0;
    const { setTimeout } = timers;
    timers.setTimeout = ((run: () => void, wait: number) =>
      setTimeout(run, wait + held)) as typeof setTimeout;
    held = 2_000;
    await timers.pass(200);
    held = 0;
    await timers.pass(every);
    expect(Math.max(...turns.map(({ visited }) => visited.length))).toBeGreaterThan(10);
    turns.splice(0);
    await timers.pass(2 * every);
    expect(Math.max(...turns.map(({ visited }) => visited.length))).toBeLessThanOrEqual(2);
  });

  it("do not go to one that has left, and end with the last", async () => {
    const { timers, heartbeats, add, visitsOf } = heartbeatsOf();
    const [first, second] = [add(), add()];
    await timers.pass(every);
    expect(heartbeats.remove(first)).toBe(true);
    expect(heartbeats.remove(first)).toBe(false);
    await timers.pass(every);
    expect([visitsOf(first), visitsOf(second)]).toEqual([[every], [every, 2 * every]]);
    heartbeats.remove(second);
    expect(timers.waits()).toEqual([]);
    const third = add();
    await timers.pass(every);
    expect(visitsOf(third)).toEqual([3 * every]);
  });
});
