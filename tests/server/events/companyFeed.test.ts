import { describe, expect, it } from "vitest";
import type { Company, CompanyConnection } from "../../../src/core/company/company.js";
import { versionAfter } from "../../../src/core/company/eventVersion.js";
import { companyRoom, snapshotValue } from "../../../src/server/backplane/backplaneRooms.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { sentPayer } from "../../../src/server/codat/payer.js";
import { createCompanyFeed } from "../../../src/server/events/companyFeed.js";
import { createFakeTimers, settled } from "../../support/fakeTimers.js";
import { entriesAfter, placeOf, putIn, tellRoom } from "../../support/rooms.js";
import { company, companyId, connection } from "../../support/streamHost.js";

/** What a reading says that Codat dated so many seconds after nine. */
function readingAt(second: number, ...connections: CompanyConnection[]): Company {
  return { ...company(...connections), readAt: connection("", "", second).version };
}

/** What a webhook says of a connection, so many seconds after nine. */
function webhookAt(seconds: string, id: string, status: string): CompanyConnection {
  return { ...connection(id, status), version: `2026-03-02T09:00:${seconds}00000Z/evt-${seconds}-${status}` };
}

/** A feed whose Codat answers with what stands in `codat`, when a test lets it. */
function createFeed(codat: Company = company()) {
  const timers = createFakeTimers();
  const now = () => new Date(timers.now());
  const backplane = memoryBackplane({ now });
  const world = {
    codat,
    reads: 0,
    gate: Promise.resolve(),
    async read() {
      const answer = world.codat;
      await world.gate;
      return answer;
    },
  };
  const feed = createCompanyFeed({
    backplane,
    read() {
      world.reads++;
      return world.read();
    },
    now,
    timers,
  });
  return {
    world,
    backplane,
    timers,
    feed,
    tell: (event: object, id: string) => tellRoom(backplane, companyId, JSON.stringify(event), id),
    /** A webhook about a connection arrives. */
    webhook: (connection: CompanyConnection, isCreation = false) =>
      feed.append(companyId, [
        { event: { type: "connection", connection }, once: connection.version, isCreation },
      ]),
    /** The next answers of Codat wait until this is called. */
    hold() {
      let open = () => {};
      world.gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
    /** Each connection's status in the feed. */
    async statuses() {
      const { connections } = (await feed.snapshot(companyId)).company;
      return Object.fromEntries(
        connections.map(({ id, status, deleted }) => [id, deleted ? "deleted" : status]),
      );
    },
    /** What was appended since a cursor. */
    async events(after: string) {
      return (await entriesAfter(backplane, companyId, after))?.map(({ event }) => JSON.parse(event));
    },
  };
}

describe("a company as it stands", () => {
  it("is read from Codat once for all who ask at once, and again after a quarter of an hour", async () => {
    const { feed, world, timers } = createFeed();
    await Promise.all([feed.snapshot(companyId), feed.snapshot(companyId)]);
    await timers.pass(14 * 60_000);
    await feed.snapshot(companyId);
    expect(world.reads).toBe(1);
    await timers.pass(60_000);
    await feed.snapshot(companyId);
    expect(world.reads).toBe(2);
  });

  it("is read for its customer though somebody else may not have it read at the same time", async () => {
    const { backplane } = createFeed();
    let refuse = () => {};
    const refused = new Promise<never>((_, reject) => {
      refuse = () => reject(new Error("over the budget"));
    });
    const feed = createCompanyFeed({
      backplane,
      read: async (_, __, payer) => (payer ? refused : company()),
      now: () => new Date(),
      timers: createFakeTimers(),
    });
    const sent = feed.refresh(companyId, sentPayer("acme")).catch(({ message }: Error) => message);
    const own = feed.snapshot(companyId).catch(({ message }: Error) => message);
    await settled();
    refuse();
    expect([await sent, await own]).toMatchObject(["over the budget", { company: { id: companyId } }]);
  });

  it("holds what was told while Codat was asked, for each who asked, and its cursor goes on from there", async () => {
    const { feed, world, tell, events } = createFeed(company(connection("a", "PendingAuth")));
    let open = () => {};
    world.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = feed.snapshot(companyId);
    await settled();
    await tell({ type: "connection", connection: connection("a", "Linked", 1) }, "1");
    world.codat = company(connection("a", "Linked"));
    const second = feed.snapshot(companyId);
    await settled();
    open();
    for (const one of [first, second]) {
      const { company: now, cursor } = await one;
      expect(now).toEqual(company(connection("a", "Linked", 1)));
      expect(await events(cursor)).toEqual([]);
    }
  });

  it("is read anew where the ring has moved on, or what is cached is no snapshot, or was forgotten", async () => {
    const { feed, world, tell, backplane } = createFeed();
    await feed.snapshot(companyId);
    for (let one = 0; one < 200; one++)
      await tell({ type: "connection", connection: connection("a", "Linked") }, `${one}`);
    expect((await feed.snapshot(companyId)).company).toEqual(company());
    expect(world.reads).toBe(2);
    await putIn(backplane, companyRoom(companyId), snapshotValue, "{", { lifetime: 1_000 });
    await feed.snapshot(companyId);
    expect(world.reads).toBe(3);
    await putIn(backplane, companyRoom(companyId), snapshotValue, null);
    await feed.snapshot(companyId);
    expect(world.reads).toBe(4);
  });

  it("is not there while Codat is not, and is asked for again", async () => {
    const { feed, world } = createFeed();
    world.gate = Promise.reject(new Error("away"));
    await expect(feed.snapshot(companyId)).rejects.toThrow("away");
    world.gate = Promise.resolve();
    expect((await feed.snapshot(companyId)).company).toEqual(company());
  });
});

describe("a refresh", () => {
  it("tells what differs, once, and nothing where nothing does", async () => {
    const { feed, world, events } = createFeed(
      company(connection("a", "PendingAuth"), connection("b", "Linked")),
    );
    const { cursor } = await feed.snapshot(companyId);
    world.codat = {
      ...company(connection("a", "Linked", 5), connection("b", "Linked", 5), connection("c", "Linked", 5)),
      arrivals: { a: { at: "2026-03-02T09:01:00.000Z", organisation: "Sam's Bakery" } },
    };
    await feed.refresh(companyId);
    await feed.refresh(companyId);
    expect(await events(cursor)).toEqual([
      { type: "connection", connection: connection("a", "Linked", 5) },
      { type: "connection", connection: connection("c", "Linked", 5) },
      { type: "data", connectionId: "a", at: "2026-03-02T09:01:00.000Z", organisation: "Sam's Bakery" },
    ]);
    const { connections } = (await feed.snapshot(companyId)).company;
    expect(connections.map(({ id, status }) => `${id} ${status}`).sort()).toEqual([
      "a Linked",
      "b Linked",
      "c Linked",
    ]);
  });

  it("tells that what is gone was deleted, also the last one", async () => {
    const { feed, world, events } = createFeed(company(connection("a", "Linked"), connection("b", "Linked")));
    const { cursor } = await feed.snapshot(companyId);
    world.codat = readingAt(5, connection("b", "Linked", 5));
    await feed.refresh(companyId);
    world.codat = readingAt(9);
    await feed.refresh(companyId);
    expect(await events(cursor)).toEqual([
      { type: "connection", connection: { ...connection("a", "Linked", 5), deleted: true } },
      { type: "connection", connection: { ...connection("b", "Linked", 9), deleted: true } },
    ]);
    await feed.refresh(companyId);
    expect(await events(cursor)).toHaveLength(2);
  });

  it("is newer than one before it in the same second, and than every webhook that was known when it began", async () => {
    const { feed, world, webhook, events, statuses } = createFeed(company(connection("a", "PendingAuth", 5)));
    const { cursor } = await feed.snapshot(companyId);
    for (const status of ["Linked", "Unlinked", "Linked"]) {
      world.codat = company(connection("a", status, 5));
      await feed.refresh(companyId);
      expect(await statuses()).toEqual({ a: status });
    }
    await webhook(webhookAt("09.25", "a", "Deauthorized"));
    world.codat = company(connection("a", "Linked", 8));
    await feed.refresh(companyId);
    expect(await statuses()).toEqual({ a: "Linked" });
    const second = connection("a", "", 5).version;
    const versions = (await events(cursor))?.map(({ connection }) => connection.version);
    expect(versions).toEqual([
      `${second} +`,
      `${second} ++`,
      `${second} +++`,
      "2026-03-02T09:00:09.2500000Z/evt-09.25-Deauthorized",
      "2026-03-02T09:00:09.2500000Z/evt-09.25-Deauthorized +",
    ]);
    expect(versions).toEqual([...(versions ?? [])].sort());
  });

  it("tells everything where nothing is known", async () => {
    const { feed, world, backplane, events } = createFeed();
    const head = await placeOf(backplane, companyId);
    world.codat = company(connection("a", "Linked"));
    await feed.refresh(companyId);
    expect(await events(head)).toEqual([{ type: "connection", connection: connection("a", "Linked") }]);
  });

  it("keeps what came while it read", async () => {
    const { feed, world, tell } = createFeed(company(connection("a", "Linked")));
    await feed.snapshot(companyId);
    let open = () => {};
    world.gate = new Promise((resolve) => {
      open = resolve;
    });
    const refreshing = feed.refresh(companyId);
    await settled();
    await tell({ type: "data", connectionId: "a", at: "2026-03-02T09:00:30.000Z" }, "data");
    open();
    await refreshing;
    expect((await feed.snapshot(companyId)).company.arrivals).toEqual({
      a: { at: "2026-03-02T09:00:30.000Z" },
    });
  });

  it("keeps what came just before it read", async () => {
    const { feed, backplane, tell } = createFeed(company(connection("a", "Linked")));
    await feed.snapshot(companyId);
    const { view } = backplane;
    backplane.view = async (...args) => {
      const news = await view(...args);
      await tell({ type: "data", connectionId: "a", at: "2026-03-02T09:00:30.000Z" }, "data");
      return news;
    };
    await feed.refresh(companyId);
    const { arrivals } = (await feed.snapshot(companyId)).company;
    expect(arrivals).toEqual({ a: { at: "2026-03-02T09:00:30.000Z" } });
  });

  it("that is asked for while one runs reads once more after it, for all who asked", async () => {
    const { feed, world } = createFeed();
    await feed.snapshot(companyId);
    let open = () => {};
    world.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = feed.refresh(companyId);
    await settled();
    world.codat = company(connection("a", "Linked", 1));
    const others = [feed.refresh(companyId), feed.refresh(companyId), feed.refresh(companyId)];
    open();
    await Promise.all([first, ...others]);
    expect(world.reads).toBe(3);
    expect((await feed.snapshot(companyId)).company.connections).toHaveLength(1);
  });
});

describe("a refresh after another", () => {
  it("reads each time", async () => {
    const { feed, world, statuses } = createFeed();
    await feed.snapshot(companyId);
    for (const status of ["PendingAuth", "Linked", "Unlinked"]) {
      world.codat = company(connection("a", status));
      await feed.refresh(companyId);
      expect(await statuses()).toEqual({ a: status });
    }
    world.read = () => Promise.reject(new Error("away"));
    for (let count = 0; count < 2; count++) await expect(feed.refresh(companyId)).rejects.toThrow("away");
    expect(world.reads).toBe(6);
  });

  it("tells nothing where a member is undefined that was absent", async () => {
    const whole = { ...connection("a", "Linked"), integrationKey: undefined, lastSync: undefined };
    const { feed, world, events } = createFeed(company(whole));
    const { cursor } = await feed.snapshot(companyId);
    world.codat = company({ ...whole, version: connection("a", "", 5).version });
    await feed.refresh(companyId);
    expect(await events(cursor)).toEqual([]);
  });
});

describe("a reading and webhooks", () => {
  const known = connection("a", "PendingAuth");

  it("differ by less than a second: the reading is newer than the webhook that came before it began", async () => {
    const { feed, world, webhook, statuses } = createFeed(readingAt(0, known));
    await feed.snapshot(companyId);
    await webhook(webhookAt("01.25", "a", "PendingAuth"));
    world.codat = readingAt(1, connection("a", "Linked", 1));
    await feed.refresh(companyId);
    expect(await statuses()).toEqual({ a: "Linked" });
    expect(world.reads).toBe(2);
  });

  it("differ, and the webhook came while it was taken: Codat is read once more", async () => {
    const { feed, world, webhook, hold, statuses } = createFeed(readingAt(0, known));
    await feed.snapshot(companyId);
    // Dated after the webhook, though taken before it.
    world.codat = readingAt(2, { ...known, version: connection("", "", 2).version });
    const answer = hold();
    const refreshing = feed.refresh(companyId);
    await settled();
    await webhook(webhookAt("01.95", "a", "Linked"));
    world.codat = readingAt(2, connection("a", "Linked", 2));
    answer();
    await refreshing;
    expect(await statuses()).toEqual({ a: "Linked" });
    expect(world.reads).toBe(3);
  });

  it("agree, and the webhook came while it was taken: no further call", async () => {
    const { feed, world, webhook, hold, timers, statuses } = createFeed(readingAt(0, known));
    await feed.snapshot(companyId);
    world.codat = readingAt(1, connection("a", "Linked", 1));
    const answer = hold();
    const refreshing = feed.refresh(companyId);
    await settled();
    await webhook(webhookAt("01.25", "a", "Linked"));
    answer();
    await refreshing;
    await timers.pass(60_000);
    expect(await statuses()).toEqual({ a: "Linked" });
    expect(world.reads).toBe(2);
  });

  it("differ again and again: three readings, then one in the background", async () => {
    const { feed, world, webhook, timers, statuses } = createFeed(readingAt(0, known));
    await feed.snapshot(companyId);
    let isRestless = true;
    world.read = async () => {
      const status = world.reads % 2 ? "Linked" : "Deauthorized";
      if (isRestless) await webhook(webhookAt(`0${world.reads}.25`, "a", status));
      return readingAt(world.reads, connection("a", "Unlinked", world.reads));
    };
    await feed.refresh(companyId);
    expect(world.reads).toBe(4);
    isRestless = false;
    await timers.pass(1_000);
    expect(world.reads).toBe(5);
    expect(await statuses()).toEqual({ a: "Unlinked" });
    await timers.pass(60_000);
    expect(world.reads).toBe(5);
  });

  it.each([
    ["dated in its second", "00.75"],
    ["dated at its beginning", "00.00"],
    ["dated hours before it", "-"],
  ])(
    "differ, and the webhook came after it, %s: it is shown, and settled by one reading soon",
    async (_, at) => {
      const before = { ...connection("a", "Linked"), version: "2026-03-02T04:00:00.0000000Z/evt-1" };
      const { feed, world, webhook, timers, statuses, events } = createFeed(readingAt(0, before));
      const { cursor } = await feed.snapshot(companyId);
      world.codat = readingAt(0, connection("a", "Linked"));
      const late =
        at === "-"
          ? { ...before, status: "Deauthorized", version: "2026-03-02T05:00:00.0000000Z/evt-2" }
          : webhookAt(at, "a", "Deauthorized");
      for (let count = 0; count < 3; count++) await webhook(late);
      expect(await statuses()).toEqual({ a: "Deauthorized" });
      expect(world.reads).toBe(1);
      await timers.pass(1_000);
      expect(world.reads).toBe(2);
      expect(await statuses()).toEqual({ a: "Linked" });
      await timers.pass(10 * 60_000);
      expect(world.reads).toBe(2);
      expect((await events(cursor))?.map(({ connection }) => connection.version)).toEqual([
        late.version,
        at === "-" ? connection("a", "").version : versionAfter(late.version),
      ]);
    },
  );

  it("differ, and the webhook came after it but is dated before it: it may be newer all the same", async () => {
    const { feed, world, webhook, timers, statuses } = createFeed(readingAt(0, known));
    await feed.snapshot(companyId);
    await timers.pass(5_000);
    world.codat = readingAt(6, connection("a", "Unlinked", 6));
    await feed.refresh(companyId);
    await webhook(webhookAt("05.95", "a", "Linked"));
    expect(await statuses()).toEqual({ a: "Unlinked" });
    world.codat = readingAt(6, connection("a", "Linked", 6));
    await timers.pass(1_000);
    expect(await statuses()).toEqual({ a: "Linked" });
    expect(world.reads).toBe(3);
  });

  it("differ by news that is later than the reading can be: no further call", async () => {
    const { feed, world, webhook, timers, statuses } = createFeed(readingAt(0, known));
    await feed.snapshot(companyId);
    await timers.pass(5_000);
    await webhook(webhookAt("05.25", "a", "Linked"));
    await webhook(webhookAt("05.00", "a", "PendingAuth"));
    await timers.pass(10 * 60_000);
    expect(await statuses()).toEqual({ a: "Linked" });
    expect(world.reads).toBe(1);
  });

  it("say that a connection was created which is known: that is no news, whatever its date", async () => {
    const { feed, world, webhook, timers, statuses } = createFeed(readingAt(0, connection("a", "Linked")));
    const { cursor, company: before } = await feed.snapshot(companyId);
    await webhook(webhookAt("00.25", "a", "PendingAuth"), true);
    await webhook(webhookAt("09.25", "a", "PendingAuth"), true);
    await timers.pass(60_000);
    expect(await statuses()).toEqual({ a: "Linked" });
    expect((await feed.snapshot(companyId)).company).toEqual(before);
    expect((await feed.snapshot(companyId)).cursor).not.toBe(cursor);
    expect(world.reads).toBe(1);
    await webhook(webhookAt("10.25", "b", "PendingAuth"), true);
    expect(await statuses()).toEqual({ a: "Linked", b: "PendingAuth" });
  });

  it("differ by a deletion: it is newer than the webhook known before, though dated in the same second", async () => {
    const { feed, world, webhook, timers, statuses, events } = createFeed(readingAt(0, known));
    const { cursor } = await feed.snapshot(companyId);
    await timers.pass(5_000);
    await webhook(webhookAt("05.25", "a", "Linked"));
    world.codat = readingAt(5);
    await feed.refresh(companyId);
    expect(await statuses()).toEqual({ a: "deleted" });
    expect((await events(cursor))?.at(-1)).toMatchObject({
      connection: { deleted: true, version: versionAfter(webhookAt("05.25", "a", "Linked").version) },
    });
    expect(world.reads).toBe(2);
  });

  it("differ, with a date of a proxy five minutes ahead: neither what is told nor what is read later is lost", async () => {
    const ahead = (status: string) => ({
      ...company({ ...connection("a", status), version: "2026-03-02T09:05:00.0000000Z/" }),
      readAt: "2026-03-02T09:05:00.0000000Z/",
    });
    const { feed, world, webhook, timers, statuses } = createFeed(ahead("PendingAuth"));
    await feed.snapshot(companyId);
    await timers.pass(60_000);
    world.codat = ahead("Linked");
    await webhook({ ...webhookAt("59.25", "a", "Linked") });
    await timers.pass(1_000);
    expect(await statuses()).toEqual({ a: "Linked" });
    world.codat = { ...readingAt(59, connection("a", "Unlinked", 59), connection("b", "Linked", 59)) };
    await feed.refresh(companyId);
    expect(await statuses()).toEqual({ a: "Unlinked", b: "Linked" });
  });

  it("are those of two companions: the later reading counts, though the earlier one ends last", async () => {
    const { feed, world, backplane, timers, hold, statuses } = createFeed(
      readingAt(0, connection("a", "Linked")),
    );
    await feed.snapshot(companyId);
    const other = createCompanyFeed({
      backplane,
      read: async () => readingAt(1, connection("a", "Linked", 1)),
      now: () => new Date(timers.now()),
      timers,
    });
    world.codat = readingAt(1, connection("a", "Deauthorized", 1));
    const answer = hold();
    const refreshing = feed.refresh(companyId);
    await settled();
    world.codat = readingAt(1, connection("a", "Linked", 1));
    await other.refresh(companyId);
    answer();
    await refreshing;
    expect(await statuses()).toEqual({ a: "Linked" });
  });

  it("that fail in the background are tried again, three times at most", async () => {
    const { feed, world, webhook, timers } = createFeed(readingAt(0, known));
    await feed.snapshot(companyId);
    world.read = () => Promise.reject(new Error("away"));
    await webhook(webhookAt("00.25", "a", "Linked"));
    await timers.pass(10 * 60_000);
    expect(world.reads).toBe(4);
  });
});

it("what a reading after 15 minutes shows is told to those who follow the stream", async () => {
  const { feed, world, events, timers } = createFeed(readingAt(0, connection("a", "PendingAuth")));
  const { cursor } = await feed.snapshot(companyId);
  await timers.pass(15 * 60_000);
  world.codat = readingAt(0, connection("a", "Linked"));
  await feed.snapshot(companyId);
  expect(await events(cursor)).toMatchObject([{ connection: { id: "a", status: "Linked" } }]);
});
