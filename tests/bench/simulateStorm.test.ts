import { describe, expect, it } from "vitest";
import { simulateStorm } from "../../bench/storm/simulateStorm.js";
import type { StormCosts, StormFault, StormSettings } from "../../bench/storm/stormSettings.js";
import { seeded } from "../support/cutting.js";

const nothing: StormCosts = {
  request: 0,
  open: 0,
  redisOpen: 0,
  read: 0,
  redisRead: 0,
  webhook: 0,
  redisWebhook: 0,
  hear: 0,
  idle: 0,
};
const letAllIn = () => ({ enter: () => () => {} });

const storm = (settings: Partial<StormSettings>) =>
  simulateStorm({
    costs: nothing,
    customers: 1,
    processes: 1,
    redisCores: 1,
    gate: letAllIn,
    webhooksPerSecond: 0,
    webhooksFor: 0,
    fault: { dead: 1, back: 0 },
    random: () => 0.5,
    ...settings,
  });

/** As many as these at once, and as many streams as those. */
function narrowGate(atOnce: number, most: number, seen: { entering: number; open: number }) {
  return () => {
    let entering = 0;
    return {
      enter(open: number) {
        if (open >= most || entering >= atOnce) return "3";
        entering += 1;
        seen.entering = Math.max(seen.entering, entering);
        seen.open = Math.max(seen.open, open + 1);
        return () => {
          entering -= 1;
        };
      },
    };
  };
}

describe("a storm of two pages at one process", () => {
  const costs = { ...nothing, request: 10, open: 90, redisOpen: 50 };

  it("comes back one after the other, by the client's own waits", () => {
    // Cut at 0, both wait for half of a second, meet nobody, wait for half of two, and ask together at 1,500. The
    // process reads both requests by 1,520 and opens by 1,610 and 1,700; Redis needs 50 for each.
    const { levelAt, unmet } = storm({ costs, customers: 2, fault: { dead: 1, back: 1_000 } });
    expect(levelAt).toEqual([1_660, 1_750]);
    expect(unmet).toBe(2);
  });

  it("waits as long as the process asks, and half of a second more", () => {
    const seen = { entering: 0, open: 0 };
    const gate = narrowGate(1, 10, seen);
    const { levelAt, refused } = storm({ costs, customers: 2, gate });
    // Both ask at 500. The second is refused at 520, and comes again at 520 + 3,000 + 500.
    expect(levelAt).toEqual([660, 4_020 + 10 + 90 + 50]);
    expect(refused).toBe(1);
  });

  it("shares the process with webhooks, which Codat repeats after five seconds and five minutes", () => {
    const webhook = {
      costs: { ...nothing, webhook: 4, redisWebhook: 2 },
      webhooksPerSecond: 2,
      webhooksFor: 1_000,
    };
    expect(storm({ ...webhook, fault: {} }).webhookWaits).toEqual([6, 6]);
    // Nobody is there at 0 and 500, but at 5,000 and 5,500.
    expect(storm({ ...webhook, fault: { dead: 1, back: 4_000 } }).webhookWaits).toEqual([5_006, 5_006]);
    expect(storm({ ...webhook, fault: { dead: 1, back: 60_000 } }).webhookWaits).toEqual([305_006, 305_006]);
  });

  it("is told what it missed once Redis is back, and keeps its streams", () => {
    const given = { ...nothing, read: 10, redisRead: 5, webhook: 4, redisWebhook: 2 };
    const away = {
      costs: given,
      customers: 2,
      webhooksPerSecond: 1,
      webhooksFor: 1_000,
      fault: { redisAway: 4_000 },
    };
    const { levelAt, open, refused, webhookWaits } = storm(away);
    expect(levelAt).toEqual([4_015, 4_025]);
    // It was not done within two seconds of the step, and came again five seconds later.
    expect(webhookWaits).toEqual([4 + 2_000 + 5_000 + 6]);
    expect([open, refused]).toEqual([[2], 0]);
  });

  it("does less in a second, the more of it goes to open streams", () => {
    const { levelAt } = storm({ costs: { ...nothing, open: 100, idle: 250 }, customers: 2 });
    // The first is opened by a process without streams; the second was begun then too.
    expect(levelAt).toEqual([600, 700]);
    const late = storm({
      costs: { ...nothing, request: 10, open: 100, idle: 250 },
      customers: 3,
      processes: 1,
    });
    expect(late.levelAt).toEqual([630, 730, 830]);
    const busy = storm({
      costs: { ...nothing, webhook: 100, idle: 250 },
      customers: 2,
      webhooksPerSecond: 1,
      webhooksFor: 1_000,
      fault: {},
    });
    expect(busy.webhookWaits).toEqual([200]);
  });
});

describe("a storm of any size", () => {
  const costs: StormCosts = {
    request: 0.3,
    open: 1,
    redisOpen: 0.1,
    read: 0.2,
    redisRead: 0.05,
    webhook: 1,
    redisWebhook: 0.2,
    hear: 0.05,
    idle: 0.03,
  };
  const faults: StormFault[] = [
    { dead: 1 },
    { dead: 1, back: 3_000 },
    { dead: 4, back: 10_000 },
    { redisAway: 60_000 },
  ];
  const cases = faults.flatMap((fault) =>
    [1, 2, 3].map((seed) => ({ fault, seed, customers: 997 * seed, processes: 4 })),
  );

  for (const { seed, ...given } of cases)
    it(`loses nothing and holds every limit: ${JSON.stringify(given.fault)}, seed ${seed}`, () => {
      const seen = { entering: 0, open: 0 };
      const most = Math.ceil(given.customers / 3) + 5;
      const run = (start: number) =>
        storm({
          ...given,
          costs,
          webhooksPerSecond: 20,
          webhooksFor: 20_000,
          gate: narrowGate(20, most, seen),
          random: seeded(start),
        });
      const outcome = run(seed);
      const { open, levelAt, webhookWaits, work, done, redisWork } = outcome;

      const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
      expect(sum(open)).toBe(given.customers);
      expect(webhookWaits).toHaveLength(400);
      const hurt = given.fault.dead ? (given.customers / 4) * given.fault.dead : given.customers;
      expect(Math.abs(levelAt.length - hurt)).toBeLessThan(4);

      expect(seen.entering).toBeLessThanOrEqual(20);
      expect(outcome.mostOpen).toBeLessThanOrEqual(most);

      // What was done was worked for, at full speed at best, and in the time in which somebody was there.
      const least =
        done.requests * costs.request +
        done.openings * costs.open +
        done.readings * costs.read +
        done.webhooks * costs.webhook;
      const busy = sum(work.map((one) => one.busy));
      expect(busy).toBeGreaterThanOrEqual(least - 0.001);
      for (const one of work) expect(one.busy).toBeLessThanOrEqual(one.up + 0.001);
      const redis = redisWork - done.webhooks * costs.redisWebhook - done.readings * costs.redisRead;
      expect(redis / costs.redisOpen).toBeLessThanOrEqual(done.openings + 0.001);

      expect(run(seed)).toEqual(outcome);
      if (given.fault.dead) expect(run(seed + 1).levelAt).not.toEqual(levelAt);
    });
});
