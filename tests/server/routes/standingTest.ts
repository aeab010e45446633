import { memoryBackplane } from "codat-onboarding/server";
import { apiKey } from "../companionTest.js";
import { type ColleagueTest, type ColleagueTestOptions, colleagueTest } from "./colleagueTest.js";

export const begin = new Date("2026-11-23T08:00:00.437Z");
export const go = "GET /go?sourceType=accounting";

export interface StandingTest extends ColleagueTest {
  /** How many calls Codat has got. */
  calls(): number;
  /** A customer presses the button so often. @returns how each was answered */
  goes(times: number, as?: string): Promise<number[]>;
  /** Others who use the key have made so many calls. */
  spendDay(calls: number): Promise<void>;
}

/** A companion whose clock stands until it is moved, so that budgets can be counted. */
export function standing(options: ColleagueTestOptions = {}): StandingTest {
  const made: { current?: ColleagueTest } = {};
  const backplane = memoryBackplane({ now: () => made.current?.fake.now() ?? begin });
  const test = colleagueTest({ backplane, ...options, codat: { now: () => begin, ...options.codat } });
  made.current = test;
  const { fake, ask } = test;
  const calls = () => fake.requests().length;

  return {
    ...test,
    calls,
    async goes(times, as) {
      const statuses: number[] = [];
      for (let n = 0; n < times; n++) statuses.push((await ask(go, { as })).status);
      return statuses;
    },
    async spendDay(most) {
      const headers = { authorization: `Basic ${btoa(apiKey)}` };
      while (calls() < most) await fake.fetch(`${fake.baseUrl}/companies/x`, { headers });
    },
  };
}
