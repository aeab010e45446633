// A measure counts when the machine was idle: where the floor itself varied, it is taken again after a rest.
import { setTimeout as rest } from "node:timers/promises";

/** Interquartile range of the floor over its median, above which nothing can be said. */
const noisy = 0.25;
const attempts = 4;
const restFor = 30_000;

/**
 * @param measure gives rows of `{ what, ratio, limit, spread }`, those without a `limit` to look at only
 * @returns the rows of the last attempt, each with `verdict`: `held`, `over the limit` or `not judged`
 */
export async function judged(measure) {
  for (let attempt = 1; ; attempt++) {
    const rows = await measure();
    const isNoisy = rows.some(({ limit, spread }) => limit && spread > noisy);
    if (!isNoisy || attempt === attempts) return rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
    console.log(`The machine is busy: “${rows[0].what}” is measured again in ${restFor / 1000} s.`);
    await rest(restFor);
  }
}

function verdictOf({ ratio, limit, spread }) {
  if (!limit) return "";
  if (spread > noisy) return "not judged";
  return ratio > limit ? "over the limit" : "held";
}
