import type { Backplane } from "../../server/backplane/backplane.js";
import { bucketCases } from "./bucketCases.js";
import { eventCases } from "./eventCases.js";
import { valueCases } from "./valueCases.js";

/** One thing that every backplane keeps to. */
export interface BackplaneTest {
  /** Goes on after "a backplane". */
  name: string;
  /** Rejects with an error that says what is otherwise. */
  run(): Promise<void>;
}

/** Options of {@link backplaneTests}. */
export interface BackplaneTestsOptions {
  /**
   * Makes an empty backplane, whose lifetimes go by the clock that is given. Several are open at once if the tests run
   * so; each is closed after its test.
   */
  create(clock: { now(): Date }): Backplane | Promise<Backplane>;
  /** Whether it goes by that clock. If not, tests in which time passes are left out. @default true */
  hasClock?: boolean | undefined;
}

/**
 * Tests for a backplane of one's own, for any test runner:
 *
 * ```js
 * for (const { name, run } of backplaneTests({ create })) test(name, run);
 * ```
 */
export function backplaneTests(options: BackplaneTestsOptions): readonly BackplaneTest[] {
  const { create, hasClock = true } = options;
  return [...eventCases, ...valueCases, ...bucketCases]
    .filter(({ needsClock }) => hasClock || !needsClock)
    .map(({ name, run }) => ({
      name,
      async run() {
        let time = Date.parse("2026-11-23T09:00:00Z");
        const backplane = await create({ now: () => new Date(time) });
        try {
          await run({
            backplane,
            pass(milliseconds) {
              time += milliseconds;
            },
          });
        } finally {
          await backplane.close();
        }
      },
    }));
}
