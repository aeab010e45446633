import * as fc from "fast-check";
import { expect, it, vi } from "vitest";
import { type DoubtfulCodat, doubtfulCodat, type Fate } from "../server/companies/doubtfulCodat.js";

const { FC_SEED, LAW_RUNS } = process.env;
/** The same each time, but for `npm run test:chaos`, which sets LAW_RUNS. */
const seed = Number(FC_SEED) || (LAW_RUNS ? Date.now() % 2 ** 31 : 20_261_127);
const numRuns = LAW_RUNS ? 2_000 : 120;
vi.setConfig({ testTimeout: 1_200_000 });
process.stdout.write(`second companies: seed ${seed} (FC_SEED=${seed} repeats this run)\n`);

const minute = 60_000;
const upTo = (most: number) => fc.oneof(fc.constant(0), fc.nat(300), fc.nat(most));

/** What stands in front of Codat, and tells who it is or not. A call that seems to be Codat's own is not held for long. */
const atGateway = fc.oneof(
  fc.record({
    gateway: fc.constantFrom<NonNullable<Fate["gateway"]>>(408, 500, 502, 503, 504, 403, 404, 413, "cut"),
    reaches: fc.option(upTo(minute)),
    takes: upTo(minute),
  }),
  fc.record({
    gateway: fc.constantFrom(408, 500, 502, 503, 504),
    isAlike: fc.constant(true),
    reaches: fc.option(upTo(2_500)),
    takes: upTo(2_500),
  }),
);
const atCodat = fc.record({
  takes: upTo(minute),
  error: fc.option(
    fc.oneof(
      fc.record({ status: fc.constantFrom(500, 503, 504), applied: fc.boolean() }),
      fc.record({ status: fc.constantFrom(400, 402, 403) }),
    ),
    { nil: undefined },
  ),
});

const step = fc.record({
  process: fc.nat(1),
  what: fc.constantFrom(
    "POST /company",
    "POST /company",
    "GET /company",
    "GET /go?sourceType=accounting",
    "rename",
    "delete",
    "delete, and one is told",
    "delete, and all are told",
  ),
  /** Milliseconds until the next; without them it is waited for. */
  after: fc.option(fc.oneof(upTo(20_000), fc.nat(5 * minute))),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const story = fc.record({
  lag: fc.record({ byId: upTo(25_000), inLists: upTo(9_000) }),
  fates: fc.array(fc.oneof(atGateway, atCodat, fc.constant({})), { maxLength: 14 }),
  steps: fc.array(step, { minLength: 1, maxLength: 9 }),
});

async function take({ remove, processes, names }: DoubtfulCodat, { process, what }: Step): Promise<void> {
  const one = processes[process];
  if (!one) return;
  if (what === "rename") names[process] = `Name ${names.length} ${process}`;
  else if (what === "delete") await remove();
  else if (what === "delete, and one is told") await remove(one);
  else if (what === "delete, and all are told") await remove(...processes);
  else await (await one.ask(what)).body?.cancel();
}

it(`a customer never has two companies, and has one in the end, in ${numRuns} stories`, async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ lag, fates, steps }) => {
      const codat = doubtfulCodat({ lag: { ...lag } });
      const { fake, processes, run, pass } = codat;
      codat.fates.push(...(fates as Fate[]));
      const isWell = () => expect(fake.companies().length).toBeLessThan(2);
      const begun: Promise<void>[] = [];
      for (const one of steps) {
        isWell();
        const taken = take(codat, one);
        begun.push(taken);
        if (one.after === null) await run(taken);
        else await pass(one.after);
      }
      await run(Promise.all(begun));
      isWell();

      // From now on nothing goes wrong; what was under way ends.
      codat.fates.length = 0;
      await pass(3 * minute);
      isWell();
      Object.assign(codat.lag, { byId: 0, inLists: 0 });
      const shown = new Set<string>();
      for (const { ask } of processes) {
        for (let tries = 0; tries < 40; tries++) {
          const response = await run(ask("GET /go?sourceType=accounting"));
          isWell();
          if (response.status === 303) {
            shown.add(response.headers.get("location") ?? "");
            break;
          }
          await pass(3 * minute);
        }
      }
      await pass(3 * minute);
      expect(fake.companies()).toHaveLength(1);
      expect(shown.size).toBe(1);
    }),
    { numRuns, seed },
  );
});
