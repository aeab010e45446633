import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { backplaneTests } from "codat-onboarding/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OnboardingError } from "../../../src/core/errors.js";
import type { BackplaneEntry, Lifetime } from "../../../src/server/backplane/backplane.js";
import {
  type MemoryBackplaneOptions,
  memoryBackplane,
} from "../../../src/server/backplane/memoryBackplane.js";
import { createVirtualTime } from "../../support/virtualTime.js";

const hour = 3_600_000;
const day = 24 * hour;
/** How a webhook is remembered, and how a reading is kept. */
const asWebhook = { lifetime: 28 * hour, ifRoom: 14 * day };
const asCache = { lifetime: 0, ifRoom: day };

describe("memoryBackplane, as every backplane,", () => {
  for (const { name, run } of backplaneTests({ create: ({ now }) => memoryBackplane({ now }) }))
    it(name, run);
});

function start(options: MemoryBackplaneOptions = {}) {
  const time = createVirtualTime();
  const errors: OnboardingError[] = [];
  const backplane = memoryBackplane({ now: time.now, onError: (error) => errors.push(error), ...options });
  return {
    time,
    backplane,
    errors,
    place: async (room: string) => (await backplane.view(room, [], "now")).cursor,
    since: async (room: string, cursor: string) =>
      (await backplane.view(room, [], { cursor })).entries?.map(({ event }) => event),
    append: (room: string, event: string) => backplane.commit(room, { append: [{ event }] }),
    put: (room: string, lifetime: Lifetime, name = "value") =>
      backplane.commit(room, { put: { [name]: { value: "x", ...lifetime } } }),
    has: async (room: string, name = "value") =>
      (await backplane.view(room, [name])).values[name] !== undefined,
    mark: (id: string, lifetime: Lifetime = asWebhook) => backplane.commit("a", { mark: { [id]: lifetime } }),
    isMarked: async (id: string) => (await backplane.commit("a", { unless: [id] })).outcome === "marked",
  };
}

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
    ["promised", 0],
  ])("throws ONB-506 for %s: %s", (name, value) => {
    const make = () => memoryBackplane({ [name]: value });
    expect(make).toThrow(expect.objectContaining({ code: "ONB-506" }));
    expect(make).toThrow(name);
  });

  it("keeps the newest events of a room, and does not know a cursor before them", async () => {
    const { place, since, append } = start({ ringSize: 3 });
    const cursors = [await place("a")];
    for (let n = 1; n <= 5; n++) {
      await append("a", String(n));
      cursors.push(await place("a"));
    }
    expect(await Promise.all(cursors.map((cursor) => since("a", cursor)))).toEqual([
      undefined,
      undefined,
      ["3", "4", "5"],
      ["4", "5"],
      ["5"],
      [],
    ]);
  });

  it("lets go of the room that was used longest ago, whose cursors are then unknown", async () => {
    const { place, since, append } = start({ channels: 2 });
    const cursors: Record<string, string> = {};
    for (const name of ["a", "b"]) cursors[name] = await place(name);
    await place("a");
    await append("c", "{}");
    expect(await since("a", cursors["a"] ?? "")).toEqual([]);
    expect(await since("b", cursors["b"] ?? "")).toBeUndefined();
  });

  it("lets go of no room that somebody listens to, until they have left", async () => {
    const { backplane, place, since, append } = start({ channels: 1 });
    const heard: string[] = [];
    const listener = { onEntry: ({ event }: BackplaneEntry) => void heard.push(event), onGap: () => {} };
    const begin = await place("a");
    const leave = await backplane.subscribe("a", listener);
    for (let n = 0; n < 5; n++) await append(`other ${n}`, "{}");
    await append("a", "mine");
    expect([heard, await since("a", begin)]).toEqual([["mine"], ["mine"]]);
    leave();
    expect(await since("a", begin)).toBeDefined();
    await place("another");
    expect(await since("a", begin)).toBeUndefined();
  });

  it("lets go of rooms that were not used for two days", async () => {
    const { place, since, append, time } = start();
    const old = await place("old");
    await time.advance(47 * hour);
    expect(await since("old", old)).toBeDefined();
    const other = await place("other");
    await time.advance(48 * hour + 1);
    await append("new", "{}");
    expect([await since("old", old), await since("other", other)]).toEqual([undefined, undefined]);
  });

  it("forgets ids beyond its bound once they are older than promised, and all in the end", async () => {
    const { mark, isMarked, time, errors } = start({ remembered: 2 });
    for (const id of ["1", "2", "3", "4"]) await mark(id);
    await time.advance(28 * hour - 1);
    expect(await Promise.all(["1", "2", "3", "4"].map(isMarked))).toEqual([true, true, true, true]);
    await time.advance(1);
    await mark("5");
    expect(await Promise.all(["1", "2", "3", "4", "5"].map(isMarked))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    await time.advance(14 * day - 28 * hour);
    expect(await Promise.all(["3", "4", "5"].map(isMarked))).toEqual([false, false, true]);
    // Nobody was promised more.
    expect(errors).toEqual([]);
  });

  it("drops cached values beyond their bound, the oldest first and none that was promised, and tells of it", async () => {
    const { put, has, errors, time } = start({ remembered: 2 });
    await put("invite", { lifetime: 30 * day });
    for (const room of ["1", "2", "1", "3", "4"]) await put(room, asCache);
    expect(await Promise.all(["1", "2", "3", "4", "invite"].map((room) => has(room)))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(errors.map(({ code, message }) => [code, message.includes("1 cached values")])).toEqual([
      ["ONB-506", true],
    ]);
    await time.advance(60_000);
    await put("5", asCache);
    expect(errors[1]?.message).toContain("2 cached values");
  });

  it("gives up a promise only beyond its bound: ids of webhooks, then values, and tells of each kind", async () => {
    const { put, has, mark, isMarked, errors } = start({ promised: 3 });
    await put("invites", { lifetime: 30 * day });
    for (const id of ["1", "2", "3"]) await mark(id);
    expect(await Promise.all(["1", "2", "3"].map(isMarked))).toEqual([false, true, true]);
    for (const room of ["more", "and more"]) await put(room, { lifetime: day });
    expect(await Promise.all(["2", "3"].map(isMarked))).toEqual([false, false]);
    expect(await has("invites")).toBe(true);
    await put("too many", { lifetime: day });
    expect([await has("invites"), await has("more")]).toEqual([false, true]);
    expect(errors.map(({ message }) => /ids of webhooks|invites/.exec(message)?.[0])).toEqual([
      "ids of webhooks",
      "invites",
    ]);
  });

  it("makes room of what is over before it gives up a promise", async () => {
    const { put, has, errors, time } = start({ promised: 3 });
    for (const room of ["1", "2", "3"]) await put(room, { lifetime: 1_000 });
    await time.advance(1_000);
    for (const room of ["4", "5", "6"]) await put(room, { lifetime: hour });
    expect([await has("4"), errors]).toEqual([true, []]);
  });

  it("keeps what it promised though the system's clock leaps ahead and back", async () => {
    const { put, has, time } = start();
    const real = memoryBackplane();
    await real.commit("a", { put: { value: { value: "x", lifetime: 30 * day } } });
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60 * day);
    expect((await real.view("a", ["value"])).values["value"]).toBeDefined();
    // A clock that is given and set back takes nothing, and what was set forward before is gone.
    await put("a", { lifetime: day });
    await time.advance(-60 * day);
    expect(await has("a")).toBe(true);
    await time.advance(day - 1);
    expect(await has("a")).toBe(true);
    await time.advance(1);
    expect(await has("a")).toBe(false);
  });

  it("is over with values, leases, marks and buckets in bounded memory", async () => {
    const { time, backplane } = start();
    setFlagsFromString("--expose-gc");
    const gc = runInNewContext("gc") as () => void;
    const collect = () => {
      gc();
      return process.memoryUsage().heapUsed;
    };
    const before = collect();
    for (let n = 0; n < 300; n++) {
      for (let m = 0; m < 100; m++) {
        await backplane.commit(`room ${n} ${m}`, {
          put: {
            value: { value: "x".repeat(2_000), lifetime: 60_000 },
            lease: { value: "1", lifetime: 15_000 },
          },
          mark: { [`id ${"y".repeat(200)}`]: { lifetime: 60_000 } },
          take: [{ bucket: "x", capacity: 1, every: 60_000 }],
        });
      }
      await time.advance(60_000);
    }
    // 30,000 values of 2 kB were put: 60 MB, were they all still there.
    expect(collect() - before).toBeLessThan(10_000_000);
  });

  it("tells the others when one listener throws, and appends all the same", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const { backplane, append } = start();
    const heard: string[] = [];
    await backplane.subscribe("a", {
      onEntry: () => {
        throw new TypeError("a broken stream, with a secret");
      },
      onGap: () => {},
    });
    await backplane.subscribe("a", { onEntry: ({ event }) => void heard.push(event), onGap: () => {} });
    expect((await append("a", "1")).appended).toEqual([true]);
    expect(heard).toEqual(["1"]);
    expect(said.mock.calls).toEqual([[expect.stringContaining("(TypeError)")]]);
    expect(String(said.mock.calls)).not.toContain("secret");
  });

  it("tells an entry to those who listened when it came, and to nobody who has left meanwhile", async () => {
    const { backplane, append } = start();
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
    await append("a", "1");
    await append("a", "2");
    expect(heard).toEqual(["first 1", "first 2", "late 2"]);
  });

  it("tells all of one event before the next, also where a listener appends it", async () => {
    const { backplane, append } = start();
    const heard: string[] = [];
    await backplane.subscribe("a", {
      onEntry({ event }) {
        heard.push(`first ${event}`);
        if (event === "1") void append("a", "2");
      },
      onGap: () => {},
    });
    await backplane.subscribe("a", {
      onEntry: ({ event }) => void heard.push(`second ${event}`),
      onGap: () => {},
    });
    await append("a", "1");
    expect(heard).toEqual(["first 1", "second 1", "first 2", "second 2"]);
  });

  it("gives every listener the very same entry, made once", async () => {
    const { backplane, append } = start();
    const entries = new Set<object>();
    for (let n = 0; n < 3; n++)
      await backplane.subscribe("a", { onEntry: (entry) => void entries.add(entry), onGap: () => {} });
    await append("a", "{}");
    expect(entries.size).toBe(1);
  });

  it("rejects with ONB-506 once it is closed", async () => {
    const { backplane } = start();
    await backplane.close();
    const listener = { onEntry: () => {}, onGap: () => {} };
    for (const call of [
      backplane.commit("a", {}),
      backplane.view("a", []),
      backplane.subscribe("a", listener),
    ])
      await expect(call).rejects.toMatchObject({ code: "ONB-506" });
    await backplane.close();
  });
});
