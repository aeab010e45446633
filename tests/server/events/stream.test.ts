import { describe, expect, it } from "vitest";
import type { Company } from "../../../src/core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../../src/core/company/companyEvent.js";
import type { Backplane, BackplaneListener } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { seeded } from "../../support/cutting.js";
import { type Frame, readEvents } from "../../support/eventReader.js";
import { settled } from "../../support/fakeTimers.js";
import { tellRoom } from "../../support/rooms.js";
import { company, companyId, connection, createStreamHost, owner } from "../../support/streamHost.js";

const linked = (id: string, second = 1): CompanyEvent => ({
  type: "connection",
  connection: connection(id, "Linked", second),
});

const seen = (frames: readonly Frame[]) => frames.map(({ event, data }) => [event, data]);

describe("a stream's beginning", () => {
  it("is the company as it stands, then what changes, each with its id and its type", async () => {
    const host = createStreamHost();
    host.codat.company = company(connection("a", "PendingAuth"));
    const reader = readEvents(await host.open());
    await host.tell(linked("a"));
    await host.tell({ type: "data", connectionId: "a", at: "2026-03-02T09:01:00.000Z" });
    const frames = await reader.take(3);
    expect(seen(frames)).toEqual([
      ["snapshot", { type: "snapshot", company: host.codat.company }],
      ["connection", linked("a")],
      ["data", { type: "data", connectionId: "a", at: "2026-03-02T09:01:00.000Z" }],
    ]);
    expect(new Set(frames.map(({ id }) => id)).size).toBe(3);
  });

  it("says in its headers what caches and proxies must not do", async () => {
    const response = await createStreamHost().open();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      connection: "close",
    });
  });

  it("asks Codat once, however many begin at once and later", async () => {
    const host = createStreamHost();
    await Promise.all(Array.from({ length: 20 }, () => host.open()));
    await host.open();
    expect(host.codat.reads).toBe(1);
  });

  it("holds what happened since Codat was asked", async () => {
    const host = createStreamHost();
    await host.open();
    await host.tell(linked("a"));
    const [snapshot] = await readEvents(await host.open()).take(1);
    expect(snapshot?.data).toEqual({ type: "snapshot", company: company(connection("a", "Linked", 1)) });
    expect(host.codat.reads).toBe(1);
  });

  it("can be padded for a proxy that holds back a small one", async () => {
    const host = createStreamHost({ limits: { padding: 2048 } });
    const response = await host.open();
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(value?.byteLength).toBe(2048);
    expect(new TextDecoder().decode(value)).toMatch(/^: +\n\n$/);
  });

  it("is refused with 503 where Codat or the backplane is not there", async () => {
    const host = createStreamHost();
    host.codat.fails = true;
    const refused = await host.open();
    expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
      503,
      "5",
      { error: "unavailable" },
    ]);
    host.codat.fails = false;
    expect((await host.open()).status).toBe(200);
    await host.backplane.close();
    expect((await host.open()).status).toBe(503);
    expect(host.timers.waits()).toHaveLength(1);
  });
});

describe("a stream that is resumed", () => {
  it("goes on after the id it had, by header or by address", async () => {
    const host = createStreamHost();
    const first = readEvents(await host.open());
    await host.tell(linked("a"));
    await host.tell(linked("b"));
    const [, afterA, afterB] = await first.take(3);
    await first.cancel();
    await host.tell(linked("c"));
    const byHeader = readEvents(await host.open({ "last-event-id": afterA?.id ?? "" }));
    expect(seen(await byHeader.take(2))).toEqual([
      ["connection", linked("b")],
      ["connection", linked("c")],
    ]);
    const url = `http://lender.test/events?lastEventId=${encodeURIComponent(afterB?.id ?? "")}`;
    const byAddress = readEvents(await host.streams.open(new Request(url), owner.customer, companyId));
    expect(seen(await byAddress.take(1))).toEqual([["connection", linked("c")]]);
  });

  it.each([
    ["ahead of the ring", (_: string, ours: string) => ours.replace(/^\d+/, "9999")],
    ["malformed", () => "m1-9999"],
    ["a megabyte long", () => "x".repeat(1_000_000)],
    ["of letters that no id has", () => "é;\u00a0"],
    ["empty", () => ""],
    ["another company's", (other: string) => other],
    [
      "from before a restart",
      (_: string, ours: string) => ours.replace(/^./, (one) => (one === "z" ? "y" : "z")),
    ],
  ])("begins anew as a resync where the id is %s", async (_, id) => {
    const host = createStreamHost();
    const other = { ...owner, companyId: "22222222-2222-4222-8222-222222222222" };
    await tellRoom(host.backplane, other.companyId, JSON.stringify(linked("theirs")), "theirs");
    const [theirs] = await readEvents(await host.open({}, other)).take(1);
    const [ours] = await readEvents(await host.open()).take(1);
    const url = new URL("http://lender.test/events");
    url.searchParams.set("lastEventId", id(theirs?.id ?? "", ours?.id ?? ""));
    const reader = readEvents(await host.streams.open(new Request(url), owner.customer, companyId));
    expect(seen(await reader.take(1))).toEqual([["resync", { type: "resync", company: company() }]]);
  });

  it("begins anew as a resync where the ring has moved on", async () => {
    const host = createStreamHost({ backplane: memoryBackplane({ ringSize: 4 }) });
    const [snapshot] = await readEvents(await host.open()).take(1);
    for (let one = 0; one < 6; one++) await host.tell(linked(`c${one}`));
    host.codat.company = company(connection("from codat", "Linked"));
    const reader = readEvents(await host.open({ "last-event-id": snapshot?.id ?? "" }));
    expect(seen(await reader.take(1))).toEqual([["resync", { type: "resync", company: host.codat.company }]]);
  });

  it("loses nothing and tells nothing twice while events keep coming", async () => {
    const slow = slowBackplane();
    const host = createStreamHost({ backplane: slow });
    const reader = readEvents(await host.open());
    const [snapshot] = await reader.take(1);
    await host.tell(linked("first"));
    let count = 1;
    const opening = Array.from({ length: 10 }, () => host.open({ "last-event-id": snapshot?.id ?? "" }));
    const telling = (async () => {
      for (; count < 60; count++) {
        await host.tell(linked(`c${count}`));
        if (count % 3 === 0) await settled();
      }
    })();
    const responses = await Promise.all(opening);
    await telling;
    const expected = await reader.take(60);
    for (const response of responses) {
      expect(await readEvents(response).take(60)).toEqual(expected);
    }
  });
});

describe("an open stream", () => {
  it("is told of a gap by what it missed, or by a resync if that is gone", async () => {
    const gapped = gappedBackplane(memoryBackplane({ ringSize: 3 }));
    const host = createStreamHost({ backplane: gapped });
    const reader = readEvents(await host.open());
    await reader.take(1);
    gapped.isDeaf = true;
    await host.tell(linked("a"));
    gapped.gap();
    gapped.isDeaf = false;
    expect(seen(await reader.take(1))).toEqual([["connection", linked("a")]]);
    gapped.isDeaf = true;
    for (let one = 0; one < 9; one++) await host.tell(linked(`b${one}`));
    host.codat.company = company(connection("b8", "Linked", 1));
    gapped.gap();
    gapped.isDeaf = false;
    await settled();
    await host.tell(linked("c"));
    expect(seen(await reader.take(2))).toEqual([
      ["resync", { type: "resync", company: host.codat.company }],
      ["connection", linked("c")],
    ]);
  });

  it("is cut when what it missed cannot be read, and resumes", async () => {
    const gapped = gappedBackplane(memoryBackplane({ ringSize: 3 }));
    const host = createStreamHost({ backplane: gapped });
    const reader = readEvents(await host.open());
    const [snapshot] = await reader.take(1);
    gapped.isDeaf = true;
    for (let one = 0; one < 9; one++) await host.tell(linked(`b${one}`));
    host.codat.fails = true;
    gapped.gap();
    expect((await reader.rest()).cut).toBe(true);
    host.codat.fails = false;
    const again = readEvents(await host.open({ "last-event-id": snapshot?.id ?? "" }));
    expect((await again.take(1))[0]?.event).toBe("resync");
  });

  it("is kept alive by a comment every eight seconds, from one timer for all", async () => {
    const host = createStreamHost();
    const responses = await Promise.all([host.open(), host.open(), host.open()]);
    expect(host.timers.waits()).toEqual([8_000]);
    await host.timers.pass(24_000);
    const draining = host.streams.drain();
    await host.timers.pass(1_000);
    await draining;
    for (const response of responses) {
      const { frames } = await readEvents(response).rest();
      expect(frames.filter(({ comment }) => comment === "")).toHaveLength(3);
    }
    expect(host.timers.waits()).toEqual([]);
  });

  it("tells no event that is none, and lives", async () => {
    const host = createStreamHost();
    const reader = readEvents(await host.open());
    for (const bad of [
      "{",
      "null",
      "[]",
      '"data"',
      '{"type":"snapshot"}',
      '{"type":"x\\n\\nevent: y"}',
      "{}",
    ]) {
      await tellRoom(host.backplane, companyId, bad, bad);
    }
    await host.tell(linked("a"));
    expect(seen(await reader.take(2)).map(([type]) => type)).toEqual(["snapshot", "connection"]);
  });

  it("keeps each event on its own line, whatever it says", async () => {
    const host = createStreamHost();
    const name = 'a\n\nid: x\r\ndata: {}\r\r\0\u2028\u2029\u202e\ud800"';
    const event: CompanyEvent = {
      type: "connection",
      connection: { ...connection("a", "Linked"), platformName: name },
    };
    const response = await host.open();
    await tellRoom(host.backplane, companyId, JSON.stringify(event, null, 2), "pretty");
    const frames = await readEvents(response).take(2);
    expect(frames[1]?.data).toEqual(event);
    expect(Object.keys(frames[1] ?? {}).sort()).toEqual(["data", "event", "id"]);
  });

  it("leaves no trace once its reader has gone, by cancel, by abort, by both, before or after it began", async () => {
    const host = createStreamHost();
    const openWith = (controller: AbortController) =>
      host.streams.open(
        new Request("http://lender.test/events", { signal: controller.signal }),
        owner.customer,
        companyId,
      );
    const byAbort = new AbortController();
    const aborted = await openWith(byAbort);
    const byBoth = new AbortController();
    const both = await openWith(byBoth);
    const before = new AbortController();
    before.abort();
    const never = await openWith(before);
    const cancelled = await host.open();
    byAbort.abort();
    await cancelled.body?.cancel();
    await both.body?.cancel();
    byBoth.abort();
    await host.tell(linked("a"));
    expect(host.timers.waits()).toEqual([]);
    expect(never.status).toBe(503);
    expect((await readEvents(aborted).rest()).cut).toBe(true);
  });

  it("makes room when one customer opens too many: the oldest ends, and is asked to stay away", async () => {
    const host = createStreamHost();
    const responses = [];
    for (let one = 0; one < 21; one++) responses.push(await host.open());
    const other = await host.open({}, { ...owner, customer: { id: "florist" } });
    await host.tell(linked("a"));
    const readers = [...responses, other].map(readEvents);
    const { frames, cut } = (await readers[0]?.rest()) ?? {};
    expect(cut).toBe(false);
    expect(frames?.map(({ event, retry }) => event ?? retry)).toEqual(["snapshot", "30000"]);
    for (const reader of readers.slice(1)) expect(await reader.take(2)).toHaveLength(2);
  });
});

describe("a slow reader", () => {
  const big = (one: number): CompanyEvent => ({
    type: "connection",
    connection: { ...connection(`c${one}`, "Linked"), platformName: "x".repeat(1_000) },
  });

  it("may leave 64 KiB lying, and is cut beyond, before it has read and after", async () => {
    const host = createStreamHost({ backplane: memoryBackplane({ ringSize: 1_000 }) });
    const unread = await host.open();
    const stalled = readEvents(await host.open());
    const reading = readEvents(await host.open());
    const [snapshot] = await stalled.take(1);
    await reading.take(1);
    for (let one = 0; one < 200; one++) {
      await host.tell(big(one));
      expect((await reading.take(1))[0]?.data).toEqual(big(one));
    }
    expect((await stalled.rest()).cut).toBe(true);
    expect((await readEvents(unread).rest()).cut).toBe(true);
    const again = readEvents(await host.open({ "last-event-id": snapshot?.id ?? "" }));
    expect((await again.take(200)).map(({ data }) => data)).toEqual(
      Array.from({ length: 200 }, (_, i) => big(i)),
    );
  });

  it("is not cut for a beginning that is long", async () => {
    const host = createStreamHost();
    const many = Array.from({ length: 400 }, (_, one) => connection(`c${one}`.padEnd(300, "x"), "Linked"));
    host.codat.company = company(...many);
    const response = await host.open();
    await host.tell(linked("a"));
    const frames = await readEvents(response).take(2);
    expect(JSON.stringify(frames[0]?.data).length).toBeGreaterThan(65_536);
    expect(frames[1]?.data).toEqual(linked("a"));
  });
});

describe("a stream's session", () => {
  const ended = async (response: Response, host: ReturnType<typeof createStreamHost>) => {
    await host.tell(linked("after"));
    const { frames } = await Promise.race([
      readEvents(response).rest(),
      settled().then(() => ({ frames: undefined })),
    ]);
    return frames !== undefined && !frames.some(({ event }) => event === "connection");
  };

  it.each([
    ["has ended", null],
    ["is another business's", { ...owner, customer: { id: "florist" } }],
    ["is another person's", { ...owner, customer: { id: "bakery", user: { id: "alex" } } }],
    ["has another company", { ...owner, companyId: "22222222-2222-4222-8222-222222222222" }],
  ])("is looked at again within a minute: the stream ends where it %s", async (_, session) => {
    const host = createStreamHost();
    const response = await host.open();
    host.sessions.set("s1", session);
    await host.timers.pass(60_000);
    expect(await ended(response, host)).toBe(true);
    expect(host.timers.waits()).toEqual([]);
  });

  it("is asked for once a minute, with the headers that opened the stream", async () => {
    const host = createStreamHost();
    let asked = 0;
    host.sessions.set("s1", async () => {
      asked++;
      return { ...owner, customer: { ...owner.customer, name: "Another label" } };
    });
    await host.open();
    await host.timers.pass(300_000);
    expect(asked).toBe(5);
  });

  it("that cannot be asked for keeps the stream for two minutes, and not for ever", async () => {
    const host = createStreamHost();
    const throwing = await host.open();
    host.sessions.set("s1", async () => Promise.reject(new Error("The session store is away.")));
    await host.timers.pass(90_000);
    host.sessions.set("s1", owner);
    await host.timers.pass(60_000);
    host.sessions.set("s1", () => new Promise(() => {}));
    expect(host.timers.waits()).toHaveLength(1);
    await host.timers.pass(135_000);
    expect(await ended(throwing, host)).toBe(true);
  });

  it("is looked at at a time of its own: those that began together are not asked for together", async () => {
    const random = seeded(7);
    const host = createStreamHost({ random, limits: { perCustomer: 2_000 } });
    let asked = 0;
    host.sessions.set("s1", async () => {
      asked++;
      return owner;
    });
    for (let one = 0; one < 1_500; one++) await host.open();
    const ticks = [];
    for (let tick = 0; tick < 14; tick++) {
      asked = 0;
      await host.timers.pass(8_000);
      ticks.push(asked);
    }
    // A tick's share of a minute is a seventh.
    expect(Math.max(...ticks)).toBeLessThan(1_500 / 5);
    expect(ticks.slice(0, 7).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(1_500);
    expect(ticks.slice(7).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(1_500);
  });

  it.each([
    ["as time passes", false],
    ["after a gap, when all are", true],
  ])(
    "is looked at among no more than 50 at once of 10,000, %s",
    async (_, hasGap) => {
      const gapped = gappedBackplane(memoryBackplane());
      const host = createStreamHost({
        backplane: gapped,
        random: seeded(11),
        limits: { perCustomer: 10_000 },
      });
      let [asking, most, asked] = [0, 0, 0];
      host.sessions.set("s1", async () => {
        asked++;
        most = Math.max(most, ++asking);
        await new Promise((resolve) => host.timers.setTimeout(() => resolve(undefined), 100));
        asking--;
        return owner;
      });
      for (let one = 0; one < 10_000; one++) await host.open();
      if (hasGap) gapped.gap();
      await host.timers.pass(hasGap ? 20_000 : 60_000);
      expect(asked).toBeGreaterThanOrEqual(10_000);
      expect(most).toBe(50);
    },
    60_000,
  );

  it("that does not answer keeps its place among the 50 for twenty seconds, and no longer", async () => {
    const host = createStreamHost({ limits: { perCustomer: 100 } });
    let asked = 0;
    host.sessions.set("s1", () => {
      asked++;
      return new Promise(() => {});
    });
    for (let one = 0; one < 60; one++) await host.open();
    await host.timers.pass(60_000);
    expect(asked).toBe(50);
    await host.timers.pass(20_000);
    expect(asked).toBeGreaterThan(50);
  });

  it("that was closed while the request was on its way is looked at before the stream begins", async () => {
    const backplane = memoryBackplane();
    const [here, there] = [createStreamHost({ backplane }), createStreamHost({ backplane })];
    await there.open();
    await here.streams.closeSessions({ user: "sam" });
    for (const host of [here, there]) {
      host.sessions.set("s1", null);
      expect((await host.open()).status).toBe(503);
      host.sessions.set("s1", async () => Promise.reject(new Error("The session store is away.")));
      expect((await host.open()).status).toBe(503);
      host.sessions.set("s1", owner);
      expect((await host.open()).status).toBe(200);
      await host.timers.pass(60_001);
      host.sessions.set("s1", () => expect.fail("It was asked for once more."));
      expect((await host.open()).status).toBe(200);
    }
  });

  it("ends on every instance when the host says so, by business or by person, and no other does", async () => {
    const backplane = memoryBackplane();
    const [here, there] = [createStreamHost({ backplane }), createStreamHost({ backplane })];
    const alex = { ...owner, customer: { id: "bakery", user: { id: "alex" } } };
    const florist = { ...owner, customer: { id: "florist", user: { id: "kim" } } };
    const bySam = await there.open();
    const byAlex = await there.open({}, alex);
    const byKim = await there.open({}, florist);
    const bySamHere = await here.open();
    await here.streams.closeSessions({ user: "sam" });
    expect(await ended(bySam, there)).toBe(true);
    expect(await ended(bySamHere, there)).toBe(true);
    await here.streams.closeSessions({ customer: "bakery" });
    await here.streams.closeSessions({ customer: "bakery" });
    expect((await readEvents(byAlex).rest()).cut).toBe(false);
    expect(await readEvents(byKim).take(3)).toHaveLength(3);
  });
});

describe("a stream's life", () => {
  it("is ten minutes at most and eight at least, so that not all come back at once", async () => {
    const lives = [];
    for (const random of [0, 0.5, 0.999]) {
      const host = createStreamHost({ random: () => random });
      const response = await host.open();
      let seconds = 0;
      while (host.timers.waits().length > 0) {
        await host.timers.pass(8_000);
        seconds += 8;
      }
      expect((await readEvents(response).rest()).cut).toBe(false);
      lives.push(seconds);
    }
    expect(lives).toEqual([600, 544, 488]);
  });

  it("ends at a shutdown, spread over a second, and none begins after", async () => {
    const host = createStreamHost({ limits: { perCustomer: 1_000 } });
    const responses = await Promise.all(Array.from({ length: 400 }, () => host.open()));
    let open = 400;
    for (const response of responses) {
      void readEvents(response)
        .rest()
        .then(() => open--);
    }
    const draining = host.streams.drain();
    const refused = await host.open();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    const left = [];
    for (let tenth = 0; tenth < 10; tenth++) {
      await host.timers.pass(100);
      left.push(open);
    }
    await draining;
    expect(left[4]).toBeGreaterThan(100);
    expect(left[4]).toBeLessThan(300);
    expect(left[9]).toBe(0);
    expect(host.timers.waits()).toEqual([]);
  });

  it("does not begin if the shutdown comes first", async () => {
    const host = createStreamHost({ backplane: slowBackplane() });
    const opening = host.open();
    const draining = host.streams.drain();
    expect((await opening).status).toBe(503);
    await draining;
    expect(host.timers.waits()).toEqual([]);
  });
});

it("ends in the same company whichever way it was followed", async () => {
  const host = createStreamHost();
  const reader = readEvents(await host.open());
  for (let one = 0; one < 20; one++) await host.tell(linked(`c${one % 7}`, one));
  const frames = await reader.take(21);
  const followed = frames.reduce<Company | undefined>(
    (state, { data }) => (data ? applyCompanyEvent(state, data) : state),
    undefined,
  );
  const [snapshot] = await readEvents(await host.open()).take(1);
  expect(snapshot?.data).toEqual({ type: "snapshot", company: followed });
});

/** Answers after a while, so that much can happen before. */
function slowBackplane(): Backplane {
  const backplane = memoryBackplane();
  return {
    ...backplane,
    async view(...args) {
      const answer = await backplane.view(...args);
      await settled();
      return answer;
    },
    async subscribe(channel, listener) {
      const end = await backplane.subscribe(channel, listener);
      await settled();
      return end;
    },
  };
}

/** Its listeners can miss events, and be told so. */
function gappedBackplane(backplane: Backplane): Backplane & { isDeaf: boolean; gap(): void } {
  const listeners = new Set<BackplaneListener>();
  const gapped = {
    ...backplane,
    isDeaf: false,
    gap: () => {
      for (const listener of listeners) listener.onGap();
    },
    async subscribe(channel: string, listener: BackplaneListener) {
      listeners.add(listener);
      return backplane.subscribe(channel, {
        onEntry: (entry) => gapped.isDeaf || listener.onEntry(entry),
        onGap: () => listener.onGap(),
      });
    },
  };
  return gapped;
}
