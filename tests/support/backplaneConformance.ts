import { describe, expect, it } from "vitest";
import type { Backplane, BackplaneEntry } from "../../src/server/backplane/backplane.js";
import { createVirtualTime, type VirtualTime } from "./virtualTime.js";

const hour = 3_600_000;

/** What every backplane keeps to. `make` gives an empty one that goes by the clock it is given. */
export function describeBackplane(
  name: string,
  make: (time: VirtualTime) => Backplane | Promise<Backplane>,
): void {
  const start = async () => {
    const time = createVirtualTime();
    const backplane = await make(time);
    /** Where a channel stands. */
    const place = async (channel: string) => (await backplane.read(channel))?.cursor;
    const since = async (channel: string, cursor: string | undefined) =>
      (await backplane.read(channel, cursor))?.entries.map(({ event }) => event);
    return { time, backplane, place, since };
  };

  describe(`${name}, as every backplane,`, () => {
    it("gives what was appended after a cursor, oldest first, and the cursor to go on from", async () => {
      const { backplane, place, since } = await start();
      const begin = await place("a");
      expect(await since("a", begin)).toEqual([]);
      for (const event of ["1", "2", "3"]) expect(await backplane.append("a", event, event)).toBe(true);
      const read = await backplane.read("a", begin);
      expect(read?.entries.map(({ event }) => event)).toEqual(["1", "2", "3"]);
      expect(await since("a", read?.entries[0]?.cursor)).toEqual(["2", "3"]);
      expect(await since("a", read?.cursor)).toEqual([]);
      await backplane.append("a", "4", "4");
      expect(await since("a", read?.cursor)).toEqual(["4"]);
    });

    it("gives nothing but the cursor without one", async () => {
      const { backplane } = await start();
      await backplane.append("a", "1", "1");
      expect((await backplane.read("a"))?.entries).toEqual([]);
    });

    it("has opaque cursors of printable ASCII without spaces, at most 64 characters", async () => {
      const { backplane, place } = await start();
      const begin = await place("a");
      for (let n = 0; n < 50; n++) await backplane.append("a", "{}", String(n));
      const cursors = [
        begin,
        ...((await backplane.read("a", begin))?.entries.map(({ cursor }) => cursor) ?? []),
      ];
      for (const cursor of cursors) expect(cursor).toMatch(/^[\x21-\x7e]{1,64}$/);
      expect(new Set(cursors).size).toBe(51);
    });

    it("knows no cursor of another channel, of the future, or made up", async () => {
      const { backplane, place, since } = await start();
      await backplane.append("a", "1", "1");
      await backplane.append("b", "1", "1");
      const known = (await place("a")) ?? "";
      const [epoch] = known.split(".");
      const made = [
        "",
        "x",
        "0",
        "-1",
        "NaN",
        `${known}0`,
        `${epoch}.2`,
        `${epoch}.-1`,
        `${epoch}.`,
        `${epoch}.1e0`,
      ];
      for (const cursor of [...made, `${known} `, "a".repeat(1_000_000), "\u0000", await place("b")])
        expect(await backplane.read("a", cursor), String(cursor).slice(0, 40)).toBeUndefined();
      expect(await since("a", known)).toEqual([]);
    });

    it("appends an id once in a channel, and again in another", async () => {
      const { backplane, place, since } = await start();
      const begin = await place("a");
      expect(await backplane.append("a", "first", "id")).toBe(true);
      expect(await backplane.append("a", "second", "id")).toBe(false);
      expect(await backplane.append("b", "third", "id")).toBe(true);
      // What would be one text if the two were put together.
      expect(await backplane.append("a:id", "fourth", "x")).toBe(true);
      expect(await backplane.append("a", "fifth", "id:x")).toBe(true);
      expect(await since("a", begin)).toEqual(["first", "fifth"]);
    });

    it("appends one of a hundred at once", async () => {
      const { backplane, place, since } = await start();
      const begin = await place("a");
      const fresh = await Promise.all(Array.from({ length: 100 }, () => backplane.append("a", "{}", "id")));
      expect(fresh.filter(Boolean)).toHaveLength(1);
      expect(await since("a", begin)).toEqual(["{}"]);
    });

    it.each([28, 48, 24 * 13])("remembers an id for %i hours, however many came since", async (hours) => {
      const { backplane, time } = await start();
      await backplane.append("a", "{}", "id");
      for (let n = 0; n < 50; n++) {
        await time.advance((hours * hour) / 50);
        await backplane.append("a", "{}", `other ${n}`);
      }
      expect(await backplane.append("a", "{}", "id")).toBe(false);
    });

    it("tells the listeners of a channel, each once, until they leave", async () => {
      const { backplane } = await start();
      const heard: string[] = [];
      const listen = (who: string, channel: string) =>
        backplane.subscribe(channel, {
          onEntry: ({ event, cursor }: BackplaneEntry) => heard.push(`${who} ${event} ${cursor.length > 0}`),
          onGap: () => heard.push(`${who} gap`),
        });
      const leave = await listen("first", "a");
      await listen("second", "a");
      await listen("third", "b");
      await backplane.append("a", "1", "1");
      await backplane.append("a", "again", "1");
      leave();
      leave();
      await backplane.append("a", "2", "2");
      await backplane.append("b", "3", "3");
      expect(heard).toEqual(["first 1 true", "second 1 true", "second 2 true", "third 3 true"]);
    });

    it("tells of an entry by the same cursor that reading gives it", async () => {
      const { backplane, place } = await start();
      const begin = await place("a");
      const heard: BackplaneEntry[] = [];
      await backplane.subscribe("a", { onEntry: (entry) => heard.push(entry), onGap: () => {} });
      for (const event of ["1", "2"]) await backplane.append("a", event, event);
      expect((await backplane.read("a", begin))?.entries).toEqual(heard);
    });

    it("keeps values until their time is over", async () => {
      const { backplane, time } = await start();
      await backplane.set("key", "old", 5_000);
      await backplane.set("key", "new", 1_000);
      await backplane.set("other", "stays", 5_000);
      await time.advance(999);
      expect(await backplane.get("key")).toBe("new");
      await time.advance(1);
      expect([await backplane.get("key"), await backplane.get("other")]).toEqual([undefined, "stays"]);
      await backplane.delete("other");
      await backplane.delete("never there");
      expect(await backplane.get("other")).toBeUndefined();
    });

    it("has no value for names that every object has", async () => {
      const { backplane } = await start();
      for (const key of ["__proto__", "constructor", "toString"]) {
        expect(await backplane.get(key)).toBeUndefined();
        await backplane.set(key, "mine", 1_000);
        expect(await backplane.get(key)).toBe("mine");
      }
    });

    it("gives a lease to one at a time, until it is released or its time is over", async () => {
      const { backplane, time } = await start();
      const first = await backplane.acquire("key", 1_000);
      expect(await backplane.acquire("key", 1_000)).toBeUndefined();
      expect(await backplane.acquire("another", 1_000)).toBeDefined();
      await first?.release();
      const second = await backplane.acquire("key", 1_000);
      expect(second).toBeDefined();
      await time.advance(900);
      expect(await second?.renew()).toBe(true);
      await time.advance(900);
      expect(await backplane.acquire("key", 1_000)).toBeUndefined();
      await time.advance(100);
      const third = await backplane.acquire("key", 1_000);
      expect(third).toBeDefined();
      // The second's is over: it can neither renew nor release what is another's.
      expect(await second?.renew()).toBe(false);
      await second?.release();
      await first?.release();
      expect(await backplane.acquire("key", 1_000)).toBeUndefined();
    });

    it("does not renew a lease whose time is over, though nobody else has taken it", async () => {
      const { backplane, time } = await start();
      const lease = await backplane.acquire("key", 1_000);
      await time.advance(1_000);
      expect(await lease?.renew()).toBe(false);
    });

    it("does not take a lease for a value", async () => {
      const { backplane } = await start();
      await backplane.acquire("key", 1_000);
      expect(await backplane.get("key")).toBeUndefined();
      await backplane.set("other", "value", 1_000);
      expect(await backplane.acquire("other", 1_000)).toBeDefined();
    });
  });
}
