import type { RoomChange } from "../../server/backplane/backplane.js";
import { append, type BackplaneCase, hour, place, put, same, since, valueIn } from "./caseBackplane.js";

export const valueCases: readonly BackplaneCase[] = [
  {
    name: "keeps a value for its lifetime, in place of what it held",
    needsClock: true,
    async run(given) {
      await put(given, "a", "key", "old", { lifetime: 5_000 });
      await put(given, "a", "key", "new", { lifetime: 1_000 });
      await put(given, "a", "other", "stays\nhere  too", { lifetime: 5_000 });
      given.pass(999);
      same(await valueIn(given, "a", "key"), "new");
      given.pass(1);
      same(
        [
          await valueIn(given, "a", "key"),
          await valueIn(given, "a", "other"),
          await valueIn(given, "b", "other"),
        ],
        [undefined, "stays\nhere  too", undefined],
      );
      await given.backplane.commit("a", { put: { other: null, "never there": null } });
      same(await valueIn(given, "a", "other"), undefined);
    },
  },
  {
    name: "keeps what it promised, and nothing beyond what there may be room for",
    needsClock: true,
    async run(given) {
      const lifetimes = { lifetime: 1_000, ifRoom: 5_000 };
      await given.backplane.commit("a", {
        put: { both: { value: "1", ...lifetimes }, cached: { value: "2", lifetime: 0, ifRoom: 5_000 } },
        mark: { id: lifetimes },
      });
      given.pass(999);
      same(await valueIn(given, "a", "both"), "1");
      same((await given.backplane.commit("a", { unless: ["id"] })).outcome, "marked");
      given.pass(4_001);
      same([await valueIn(given, "a", "both"), await valueIn(given, "a", "cached")], [undefined, undefined]);
      same((await given.backplane.commit("a", { unless: ["id"] })).outcome, "done");
    },
  },
  {
    name: "has no value for names that every object has, until one is put",
    needsClock: false,
    async run(given) {
      for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
        same(await valueIn(given, "a", name), undefined, name);
        await put(given, "a", name, "mine");
        same(await valueIn(given, "a", name), "mine", name);
      }
    },
  },
  {
    name: "puts only over the versions that were seen, and tells what is there instead",
    needsClock: false,
    async run(given) {
      const { backplane } = given;
      const first = await put(given, "a", "key", "1", { if: { key: "" } });
      same(first.outcome, "done");
      const late = await put(given, "a", "key", "2", {
        if: { key: "" },
        append: [{ event: "never" }],
        mark: { never: { lifetime: 1_000 } },
      });
      same([late.outcome, late.values["key"]], ["changed", { value: "1", version: first.version }]);
      same((await put(given, "a", "key", "3", { if: { key: first.version } })).outcome, "done");
      same((await put(given, "a", "key", "4", { if: { key: first.version } })).outcome, "changed");
      same(await valueIn(given, "a", "key"), "3");
      same((await backplane.commit("a", { unless: ["never"] })).outcome, "done");
      same((await backplane.commit("a", { if: { key: "", other: "" } })).outcome, "changed");
    },
  },
  {
    name: "gives no version twice, also for a value that was removed and is put again",
    needsClock: false,
    async run(given) {
      const versions = new Set<string>();
      for (let n = 0; n < 20; n++) {
        versions.add((await put(given, "a", "key", "same")).version);
        await given.backplane.commit("a", { put: { key: null } });
      }
      same(versions.size, 20);
    },
  },
  {
    name: "loses none of forty changes made at once, each to what it has seen",
    needsClock: false,
    async run(given) {
      const begin = await place(given, "a");
      const addOne = async () => {
        let known: { value: string; version: string } | undefined;
        for (;;) {
          const value = String(Number(known?.value ?? 0) + 1);
          const change: RoomChange = { if: { count: known?.version ?? "" }, append: [{ event: value }] };
          const { outcome, values } = await put(given, "a", "count", value, change);
          if (outcome === "done") return;
          known = values["count"];
        }
      };
      await Promise.all(Array.from({ length: 40 }, addOne));
      same(await valueIn(given, "a", "count"), "40");
      same((await since(given, "a", begin))?.length, 40);
    },
  },
  {
    name: "changes a room only where it stands as it was seen",
    needsClock: false,
    async run(given) {
      const at = await place(given, "a");
      await append(given, "a", "meanwhile");
      const late = await put(given, "a", "key", "late", {
        at,
        append: [{ event: "late" }],
        from: { cursor: at },
      });
      same([late.outcome, late.entries?.map(({ event }) => event)], ["changed", ["meanwhile"]]);
      const again = await put(given, "a", "key", "again", { at: late.cursor, append: [{ event: "again" }] });
      same(again.outcome, "done");
      same(await since(given, "a", at), ["meanwhile", "again"]);
      same(await valueIn(given, "a", "key"), "again");
      same((await put(given, "never used", "key", "1", { at })).outcome, "changed");
    },
  },
  {
    name: "answers a step with the room after it, of the same moment",
    needsClock: false,
    async run(given) {
      const at = await place(given, "a");
      await put(given, "a", "old", "1");
      const answer = await put(given, "a", "new", `${at} 2`, {
        if: { gone: "" },
        append: [{ event: "own" }],
        tell: ["old", "new", "none"],
        from: { value: "new" },
      });
      const told = Object.entries(answer.values).flatMap(([name, one]) => (one ? [[name, one.value]] : []));
      same(Object.fromEntries(told.sort()), { new: `${at} 2`, old: "1" });
      same(answer.values["new"]?.version, answer.version);
      same([answer.entries?.map(({ event }) => event), answer.cursor], [["own"], await place(given, "a")]);
      same([answer.outcome, answer.wait, answer.appended], ["done", 0, [true]]);
    },
  },
  {
    name: "does nothing where an id is marked, says which, and forgets one that it is told to",
    needsClock: true,
    async run(given) {
      const { backplane } = given;
      await backplane.commit("a", { mark: { second: { lifetime: 1_000 }, third: { lifetime: 1_000 } } });
      const blocked = await put(given, "a", "x", "1", { unless: ["first", "second", "third"] });
      same([blocked.outcome, blocked.marked], ["marked", "second"]);
      same(await valueIn(given, "a", "x"), undefined);
      await backplane.commit("a", { mark: { second: null } });
      same((await backplane.commit("a", { unless: ["second"] })).outcome, "done");
      same((await backplane.commit("b", { unless: ["third"] })).outcome, "done");
      given.pass(1_000);
      same((await backplane.commit("a", { unless: ["third"] })).outcome, "done");
    },
  },
  {
    name: "gives a lease, a value put where there is none, to one at a time until its time is over",
    needsClock: true,
    async run(given) {
      const lease = { lifetime: 1_000 };
      const acquire = () => put(given, "a", "lease", "held", { ...lease, if: { lease: "" } });
      const first = await acquire();
      const racing = await Promise.all(Array.from({ length: 20 }, acquire));
      same([first.outcome, racing.filter(({ outcome }) => outcome === "done").length], ["done", 0]);
      given.pass(900);
      const renewed = await put(given, "a", "lease", "held", { ...lease, if: { lease: first.version } });
      same(renewed.outcome, "done");
      given.pass(999);
      same((await acquire()).outcome, "changed");
      given.pass(1);
      // Its time is over, so it cannot be renewed although nobody else has taken it.
      const over = await put(given, "a", "lease", "held", { ...lease, if: { lease: renewed.version } });
      same(over.outcome, "changed");
      same((await acquire()).outcome, "done");
    },
  },
  {
    name: "keeps a large value and a long list of names whole",
    needsClock: false,
    async run(given) {
      const value = `${"ü€😀\\\u0000\n".repeat(5_000)}`;
      await given.backplane.commit("a", {
        put: Object.fromEntries(
          Array.from({ length: 100 }, (_, n) => [`v${n}`, { value: `${n}`, lifetime: hour }]),
        ),
      });
      await put(given, "a", "large", value);
      same(await valueIn(given, "a", "large"), value);
      const names = Array.from({ length: 100 }, (_, n) => `v${n}`);
      const { values } = await given.backplane.view("a", names);
      same(
        names.map((name) => values[name]?.value),
        names.map((_, n) => `${n}`),
      );
    },
  },
];
