import type { BackplaneEntry } from "../../server/backplane/backplane.js";
import { append, type BackplaneCase, hour, listen, place, put, same, since, soon } from "./caseBackplane.js";

/** How many events a room keeps at least. */
const ring = 128;

export const eventCases: readonly BackplaneCase[] = [
  {
    name: "gives what was appended after a cursor, oldest first, and the cursor to go on from",
    needsClock: false,
    async run(given) {
      const begin = await place(given, "a");
      same(await since(given, "a", begin), []);
      for (const event of ["1", "2", "3"]) same(await append(given, "a", event), true);
      const { entries = [], cursor } = await given.backplane.view("a", [], { cursor: begin });
      same(
        entries.map(({ event }) => event),
        ["1", "2", "3"],
      );
      same(await since(given, "a", entries[0]?.cursor ?? ""), ["2", "3"]);
      same(await since(given, "a", cursor), []);
      await append(given, "a", "4");
      same(await since(given, "a", cursor), ["4"]);
    },
  },
  {
    name: "chains its entries: each names the cursor before it",
    needsClock: false,
    async run(given) {
      const begin = await place(given, "a");
      for (const event of ["1", "2", "3"]) await append(given, "a", event);
      const { entries = [], cursor } = await given.backplane.view("a", [], { cursor: begin });
      same(
        entries.map(({ before }) => before),
        [begin, entries[0]?.cursor, entries[1]?.cursor],
      );
      same(entries.at(-1)?.cursor, cursor);
    },
  },
  {
    name: "knows every cursor of the last 128 events, and reads on from it",
    needsClock: false,
    async run(given) {
      const cursors = [await place(given, "a")];
      for (let n = 0; n < ring + 20; n++) {
        await append(given, "a", String(n));
        cursors.push(await place(given, "a"));
      }
      for (const [n, cursor] of cursors.entries()) {
        const events = await since(given, "a", cursor);
        // It may keep more.
        if (events || n >= 20) same(events?.length, cursors.length - 1 - n, `What follows cursor ${n}`);
      }
    },
  },
  {
    name: "has opaque cursors of printable ASCII without spaces, at most 64 characters, none of them twice",
    needsClock: false,
    async run(given) {
      const begin = await place(given, "a");
      for (let n = 0; n < 50; n++) await append(given, "a", "{}", String(n));
      const { entries = [] } = await given.backplane.view("a", [], { cursor: begin });
      const cursors = [begin, ...entries.map(({ cursor }) => cursor)];
      for (const cursor of cursors) same(/^[\x21-\x7e]{1,64}$/.test(cursor), true, `“${cursor}”`);
      same(new Set(cursors).size, 51);
    },
  },
  {
    name: "knows no cursor of another room, of the future, or made up",
    needsClock: false,
    async run(given) {
      await append(given, "a", "1");
      await append(given, "b", "1");
      const known = await place(given, "a");
      const own = known.replace(/^\d+/, "");
      const numbered = ["0", "2", "-1", "1e0", "99999999999999999999", ""].map((number) => number + own);
      const made = ["", "x", "0", "-1", "NaN", `${known}0`, `${known} `, "a".repeat(1_000_000), "\u0000"];
      for (const cursor of [...made, ...numbered, await place(given, "b")])
        same(await since(given, "a", cursor), undefined, `What follows “${cursor.slice(0, 40)}”`);
      same(await since(given, "a", known), []);
    },
  },
  {
    name: "appends an id once in a room, and again in another",
    needsClock: false,
    async run(given) {
      const begin = await place(given, "a");
      same(await append(given, "a", "first", "id"), true);
      same(await append(given, "a", "second", "id"), false);
      same(await append(given, "b", "third", "id"), true);
      // What would be one text if the two were put together.
      same(await append(given, "a:id", "fourth", "x"), true);
      same(await append(given, "a", "fifth", "id:x"), true);
      same(await since(given, "a", begin), ["first", "fifth"]);
    },
  },
  {
    name: "leaves out the one of several events whose id is marked, and says which were new",
    needsClock: false,
    async run(given) {
      const begin = await place(given, "a");
      await append(given, "a", "1");
      const once = (id: string) => ({ id, lifetime: hour });
      const { appended, outcome } = await given.backplane.commit("a", {
        append: [{ event: "again", once: once("1") }, { event: "plain" }, { event: "2", once: once("2") }],
      });
      same([outcome, appended], ["done", [false, true, true]]);
      same(await since(given, "a", begin), ["1", "plain", "2"]);
    },
  },
  {
    name: "appends one of a hundred at once",
    needsClock: false,
    async run(given) {
      const begin = await place(given, "a");
      const fresh = await Promise.all(Array.from({ length: 100 }, () => append(given, "a", "{}", "id")));
      same(fresh.filter(Boolean).length, 1);
      same(await since(given, "a", begin), ["{}"]);
    },
  },
  ...[28, 24 * 14].map(
    (hours): BackplaneCase => ({
      name: `remembers an id for the ${hours} hours it was promised, however many came since, and no longer`,
      needsClock: true,
      async run(given) {
        await append(given, "a", "{}", "id", hours * hour);
        for (let n = 0; n < 50; n++) {
          given.pass((hours * hour) / 50 - 1);
          await append(given, "a", "{}", `other ${n}`);
        }
        same(await append(given, "a", "{}", "id"), false);
        given.pass(60);
        same(await append(given, "a", "{}", "id"), true);
      },
    }),
  ),
  {
    name: "tells the listeners of a room, each once, until they leave",
    needsClock: false,
    async run(given) {
      const heard: string[] = [];
      const note = (who: string) => (entry: BackplaneEntry) => void heard.push(`${who} ${entry.event}`);
      const leave = await listen(given, "a", note("first"));
      await listen(given, "a", note("second"));
      await listen(given, "b", note("third"));
      await append(given, "a", "1");
      await append(given, "a", "again", "1");
      await soon(() => heard.length >= 2);
      leave();
      leave();
      await append(given, "a", "2");
      await append(given, "b", "3");
      await soon(() => heard.length >= 4);
      same(heard.toSorted(), ["first 1", "second 1", "second 2", "third 3"]);
    },
  },
  {
    name: "tells of an entry by what reading gives, in the order of the room",
    needsClock: false,
    async run(given) {
      const begin = await place(given, "a");
      const heard: BackplaneEntry[] = [];
      await listen(given, "a", (entry) => void heard.push(entry));
      const events = ['{"a":"ünï  code \\n"}', "2"].map((event) => ({ event }));
      await given.backplane.commit("a", { append: events });
      await Promise.all(Array.from({ length: 20 }, (_, n) => append(given, "a", `more ${n}`)));
      await soon(() => heard.length >= 22);
      same((await given.backplane.view("a", [], { cursor: begin })).entries, heard);
    },
  },
  {
    name: "reads on from the cursor that a value begins with, up to its first space",
    needsClock: false,
    async run(given) {
      await append(given, "a", "1");
      const at = await place(given, "a");
      await put(given, "a", "snapshot", `${at} {"company":1}`);
      await append(given, "a", "2");
      const from = { value: "snapshot" };
      const { values, entries, cursor } = await given.backplane.view("a", ["snapshot"], from);
      same(values["snapshot"]?.value, `${at} {"company":1}`);
      same(
        entries?.map(({ event, before }) => [event, before]),
        [["2", at]],
      );
      same(cursor, await place(given, "a"));
      // Whether or not the value itself is asked for.
      same((await given.backplane.view("a", [], from)).entries?.length, 1);
      same((await given.backplane.view("a", ["none"], { value: "none" })).entries, undefined);
    },
  },
];
