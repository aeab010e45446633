import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { describeBackplane } from "../../support/backplaneConformance.js";
import { createVirtualTime } from "../../support/virtualTime.js";

const hour = 3_600_000;

describeBackplane("memoryBackplane", ({ now }) => memoryBackplane({ now }));

describe("memoryBackplane", () => {
  afterEach(() => vi.restoreAllMocks());

  it("says that it does not outlive its process", () => {
    expect(memoryBackplane().durable).toBe(false);
  });

  it.each([
    ["ringSize", 0],
    ["ringSize", 1.5],
    ["channels", -1],
    ["channels", Number.NaN],
    ["remembered", Number.POSITIVE_INFINITY],
    ["remembered", "200" as unknown as number],
  ])("throws ONB-506 for %s: %s", (name, value) => {
    const make = () => memoryBackplane({ [name]: value });
    expect(make).toThrow(expect.objectContaining({ code: "ONB-506" }));
    expect(make).toThrow(name);
  });

  it("keeps the newest events of a channel, and does not know a cursor before them", async () => {
    const backplane = memoryBackplane({ ringSize: 3 });
    const begin = (await backplane.read("a"))?.cursor;
    const cursors = [begin];
    for (let n = 1; n <= 5; n++) {
      await backplane.append("a", String(n), String(n));
      cursors.push((await backplane.read("a"))?.cursor);
    }
    const after = async (cursor: string | undefined) =>
      (await backplane.read("a", cursor))?.entries.map(({ event }) => event);
    expect(await Promise.all(cursors.map(after))).toEqual([
      undefined,
      undefined,
      ["3", "4", "5"],
      ["4", "5"],
      ["5"],
      [],
    ]);
  });

  it("lets go of the channel that was used longest ago, whose cursors are then unknown", async () => {
    const backplane = memoryBackplane({ channels: 2 });
    const cursors: Record<string, string | undefined> = {};
    for (const name of ["a", "b"]) cursors[name] = (await backplane.read(name))?.cursor;
    await backplane.read("a");
    await backplane.append("c", "{}", "1");
    expect(await backplane.read("a", cursors["a"])).toBeDefined();
    expect(await backplane.read("b", cursors["b"])).toBeUndefined();
  });

  it("lets go of no channel that somebody listens to, until they have left", async () => {
    const backplane = memoryBackplane({ channels: 1 });
    const heard: string[] = [];
    const listener = { onEntry: ({ event }: { event: string }) => void heard.push(event), onGap: () => {} };
    const begin = (await backplane.read("a"))?.cursor;
    const leave = await backplane.subscribe("a", listener);
    for (let n = 0; n < 5; n++) await backplane.append(`other ${n}`, "{}", "1");
    await backplane.append("a", "mine", "1");
    expect([heard, (await backplane.read("a", begin))?.entries.length]).toEqual([["mine"], 1]);
    leave();
    expect(await backplane.read("a", begin)).toBeDefined();
    await backplane.read("another");
    expect(await backplane.read("a", begin)).toBeUndefined();
  });

  it("lets go of channels that were not used for two days", async () => {
    const time = createVirtualTime();
    const backplane = memoryBackplane({ now: time.now });
    const old = (await backplane.read("old"))?.cursor;
    await time.advance(47 * hour);
    expect(await backplane.read("old", old)).toBeDefined();
    const other = (await backplane.read("other"))?.cursor;
    await time.advance(48 * hour + 1);
    await backplane.append("new", "{}", "1");
    expect([await backplane.read("old", old), await backplane.read("other", other)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("forgets ids beyond its bound once they are older than Codat’s schedule, and all after 14 days", async () => {
    const time = createVirtualTime();
    const backplane = memoryBackplane({ now: time.now, remembered: 2 });
    for (const id of ["1", "2", "3", "4"]) await backplane.append("a", "{}", id);
    await time.advance(28 * hour);
    expect(await backplane.append("a", "{}", "1")).toBe(false);
    await time.advance(1);
    expect(await backplane.append("a", "{}", "4")).toBe(false);
    expect(await backplane.append("a", "{}", "1")).toBe(true);
    const roomy = memoryBackplane({ now: time.now });
    await roomy.append("a", "{}", "1");
    await time.advance(14 * 24 * hour);
    expect(await roomy.append("a", "{}", "1")).toBe(false);
    await time.advance(1);
    expect(await roomy.append("a", "{}", "1")).toBe(true);
  });

  it("keeps as many values as ids, and the newest of them", async () => {
    const backplane = memoryBackplane({ remembered: 2 });
    for (const key of ["1", "2", "1", "3"]) await backplane.set(key, key, hour);
    const values = await Promise.all(["1", "2", "3"].map((key) => backplane.get(key)));
    expect(values).toEqual(["1", undefined, "3"]);
  });

  it("is over with values and leases in bounded memory", async () => {
    const time = createVirtualTime();
    const backplane = memoryBackplane({ now: time.now });
    const collect = () => {
      (globalThis as { gc?: () => void }).gc?.();
      return process.memoryUsage().heapUsed;
    };
    const before = collect();
    for (let n = 0; n < 300; n++) {
      for (let m = 0; m < 100; m++) {
        await backplane.set(`value ${n} ${m}`, "x".repeat(2_000), 60_000);
        await backplane.acquire(`lease ${n} ${m}`, 15_000);
      }
      await time.advance(60_000);
    }
    // 30,000 values of 2 kB were set: 60 MB, were they all still there.
    expect(collect() - before).toBeLessThan(30_000_000);
  });

  it("tells the others when one listener throws, and appends all the same", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const backplane = memoryBackplane();
    const heard: string[] = [];
    await backplane.subscribe("a", {
      onEntry: () => {
        throw new TypeError("a broken stream, with a secret");
      },
      onGap: () => {},
    });
    await backplane.subscribe("a", { onEntry: ({ event }) => void heard.push(event), onGap: () => {} });
    expect(await backplane.append("a", "1", "1")).toBe(true);
    expect(heard).toEqual(["1"]);
    expect(said.mock.calls).toEqual([[expect.stringContaining("(TypeError)")]]);
    expect(String(said.mock.calls)).not.toContain("secret");
  });

  it("tells an entry to those who listened when it came, and to nobody who has left meanwhile", async () => {
    const backplane = memoryBackplane();
    const heard: string[] = [];
    const listen = (who: string, then: () => void = () => {}) =>
      backplane.subscribe("a", {
        onEntry({ event }) {
          heard.push(`${who} ${event}`);
          then();
        },
        onGap: () => {},
      });
    let leave = () => {};
    await listen("first", () => {
      leave();
      if (heard.length === 1) void listen("late");
    });
    leave = await listen("second");
    await backplane.append("a", "1", "1");
    await backplane.append("a", "2", "2");
    expect(heard).toEqual(["first 1", "first 2", "late 2"]);
  });

  it("gives every listener the very same entry, made once", async () => {
    const backplane = memoryBackplane();
    const entries = new Set<object>();
    for (let n = 0; n < 3; n++)
      await backplane.subscribe("a", { onEntry: (entry) => void entries.add(entry), onGap: () => {} });
    await backplane.append("a", "{}", "1");
    expect(entries.size).toBe(1);
  });

  it("rejects with ONB-506 once it is closed", async () => {
    const backplane = memoryBackplane();
    const lease = await backplane.acquire("key", 1_000);
    await backplane.close();
    const listener = { onEntry: () => {}, onGap: () => {} };
    for (const call of [
      backplane.append("a", "{}", "1"),
      backplane.read("a"),
      backplane.subscribe("a", listener),
      backplane.get("key"),
      backplane.set("key", "value", 1),
      backplane.delete("key"),
      backplane.acquire("key", 1),
      lease?.renew(),
      lease?.release(),
    ])
      await expect(call).rejects.toMatchObject({ code: "ONB-506" });
    await backplane.close();
  });
});
