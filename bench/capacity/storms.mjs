// Reconnect storms: two for real and simulated with what they cost, then simulated at sizes that no one machine has, with
// the costs that were measured before.
import { realStorm } from "../storm/realStorm.mjs";
import { load } from "./load.mjs";

const webhooksFor = 20_000;

export async function measureStorms({ uses, events, streams }, { customers = 4_000, most = 1_000_000 } = {}) {
  const { hostFor, rowOf, stormOf } = await load("bench/storm/storms.ts");
  // Millions of refusals, of which nobody reads where they were made.
  Error.stackTraceLimit = 0;
  const checks = [];
  for (const { what, ...given } of [
    { what: "one process of two dies, for good", dead: 1 },
    { what: "both die, and are started again after 3 s", dead: 2, back: 3_000 },
  ]) {
    const host = { customers, processes: 2, redisCores: 1, webhooksPerSecond: 20 };
    const real = await realStorm({ ...host, ...given, webhooksFor });
    const costs = { read: 0, redisRead: 0, hear: 0, idle: 0, ...real.costs };
    const fault = { dead: given.dead, ...(real.back && { back: real.back }) };
    checks.push({
      what,
      customers,
      costs,
      back: real.back,
      codatCalls: real.codatCalls,
      real: rowOf(real),
      simulated: stormOf(host, costs, fault, webhooksFor),
    });
  }

  const costs = costsOf({ uses, events, streams });
  const rows = [];
  for (const size of [10_000, 100_000, 1_000_000].filter((one) => one <= most)) {
    const host = hostFor(size, costs);
    const faults = {
      "one process dies, and is back after 5 s": { dead: 1, back: 5_000 },
      "all die, and are back after 10 s": { dead: host.processes, back: 10_000 },
      "Redis is away for a minute": { redisAway: 60_000 },
    };
    for (const [what, fault] of Object.entries(faults)) {
      const row = stormOf(host, costs, fault, 60_000);
      rows.push({ host, what, ...row });
      console.log(`capacity: ${size}, ${what}: all level after ${row.all.toFixed(1)} s`);
    }
  }
  return { checks, costs, rows };
}

/** Milliseconds. What is read again after a gap is a view, as a known visit's second trip; half of what that costs. */
function costsOf({ uses, events, streams }) {
  const milliseconds = (microseconds) => microseconds / 1_000;
  const request = milliseconds(uses["a request that is refused"].redis.cpu);
  const known = uses["a known visit"].redis;
  return {
    request,
    open: Math.max(0, milliseconds(streams.redis.open) - request),
    redisOpen: milliseconds(streams.redis.redisCpu),
    read: milliseconds((known.cpu - uses["a request that is refused"].redis.cpu) / 2),
    redisRead: milliseconds(known.redisCpu / 2),
    webhook: milliseconds(uses["a webhook"].redis.cpu),
    redisWebhook: milliseconds(uses["a webhook"].redis.redisCpu),
    hear: milliseconds(Math.max(0, events.parts.heard - events.rooms.heard)),
    idle: milliseconds(streams.redis.idle),
  };
}
