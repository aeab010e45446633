import { type BackplaneCase, type CaseBackplane, same, valueIn } from "./caseBackplane.js";

const day = 24 * 3_600_000;

function take({ backplane }: CaseBackplane, bucket: string, floor = 0) {
  return backplane.commit("a", { take: [{ bucket, capacity: 3, every: 1_000, floor }] });
}

async function taken(given: CaseBackplane, times: number, floor = 0): Promise<number> {
  let count = 0;
  for (let n = 0; n < times; n++) if ((await take(given, "x", floor)).outcome === "done") count++;
  return count;
}

export const bucketCases: readonly BackplaneCase[] = [
  {
    name: "gives as much as a bucket holds, down to a floor, and says when there is more",
    needsClock: true,
    async run(given) {
      same(await taken(given, 5, 1), 2);
      same(await taken(given, 5), 1);
      const spent = await take(given, "x");
      same([spent.outcome, spent.wait], ["spent", 1_000]);
      given.pass(600);
      same((await take(given, "x")).wait, 400);
      given.pass(400);
      same((await take(given, "x")).outcome, "done");
      given.pass(day);
      same(await taken(given, 5), 3);
      // A clock that is set back gives nothing and takes nothing.
      given.pass(-3_600_000);
      same((await take(given, "x")).outcome, "spent");
    },
  },
  {
    name: "says what a bucket lacks, and takes nothing, where nothing is to be taken",
    needsClock: true,
    async run(given) {
      const ask = async (floor: number) => {
        const one = { bucket: "x", amount: 0, capacity: 3, every: 1_000, floor };
        return (await given.backplane.commit("a", { take: [one] })).wait;
      };
      same(await ask(1), 0);
      same(await taken(given, 3), 3);
      same([await ask(1), await ask(2)], [1_000, 2_000]);
      given.pass(1_000);
      same([await ask(1), await taken(given, 2)], [0, 1]);
    },
  },
  {
    name: "takes from all of several buckets or from none, and does nothing else then",
    needsClock: false,
    async run(given) {
      const wide = { bucket: "wide", capacity: 5, every: 1e6 };
      const narrow = { bucket: "narrow", capacity: 1, every: 1e6 };
      const both = { take: [wide, narrow], put: { key: { value: "1", lifetime: 1_000 } } };
      same((await given.backplane.commit("a", both)).outcome, "done");
      await given.backplane.commit("a", { put: { key: null } });
      same((await given.backplane.commit("a", both)).outcome, "spent");
      same(await valueIn(given, "a", "key"), undefined);
      for (let n = 0; n < 4; n++) same((await given.backplane.commit("a", { take: [wide] })).outcome, "done");
      same((await given.backplane.commit("a", { take: [{ ...wide, amount: 1 }] })).outcome, "spent");
    },
  },
  {
    name: "gives a budget that a hundred race for once",
    needsClock: false,
    async run({ backplane }) {
      const one = { bucket: "day", capacity: 30, every: day };
      const all = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          backplane.commit("a", { take: [{ ...one, floor: n % 2 ? 10 : 0 }] }),
        ),
      );
      same(all.filter(({ outcome }) => outcome === "done").length, 30);
    },
  },
  {
    name: "takes nothing where another condition does not hold",
    needsClock: false,
    async run({ backplane }) {
      const one = { bucket: "x", capacity: 1, every: day };
      same((await backplane.commit("a", { if: { none: "1" }, take: [one] })).outcome, "changed");
      same((await backplane.commit("a", { take: [one] })).outcome, "done");
    },
  },
];
