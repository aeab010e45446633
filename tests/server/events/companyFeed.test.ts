import { describe, expect, it } from "vitest";
import type { Company } from "../../../src/core/company/company.js";
import { companyChannel } from "../../../src/server/backplane/backplaneKeys.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createCompanyFeed } from "../../../src/server/events/companyFeed.js";
import { createFakeTimers, settled } from "../../support/fakeTimers.js";
import { company, companyId, connection } from "../../support/streamHost.js";

/** A feed whose Codat answers with what stands in `codat`, when a test lets it. */
function createFeed(codat: Company = company()) {
  const timers = createFakeTimers();
  const now = () => new Date(timers.now());
  const backplane = memoryBackplane({ now });
  const world = { codat, reads: 0, gate: Promise.resolve() };
  const feed = createCompanyFeed({
    backplane,
    async read() {
      world.reads++;
      const answer = world.codat;
      await world.gate;
      return answer;
    },
    now,
  });
  const channel = companyChannel(companyId);
  return {
    world,
    backplane,
    timers,
    feed,
    tell: (event: object, id: string) => backplane.append(channel, JSON.stringify(event), id),
    /** What was appended since a cursor. */
    async events(after: string) {
      const news = await backplane.read(channel, after);
      return news?.entries.map(({ event }) => JSON.parse(event));
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

  it("holds what was told while Codat was asked, for each who asked, and its cursor goes on from there", async () => {
    const { feed, world, tell, events } = createFeed(company(connection("a", "PendingAuth")));
    let open = () => {};
    world.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = feed.snapshot(companyId);
    await settled();
    await tell({ type: "connection", connection: connection("a", "Linked", 1) }, "1");
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
    await backplane.set(`snapshot:${companyId}`, "{", 1_000);
    await feed.snapshot(companyId);
    expect(world.reads).toBe(3);
    await feed.forget(companyId);
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
    const { feed, world, events, timers } = createFeed(
      company(connection("a", "Linked"), connection("b", "Linked")),
    );
    const { cursor } = await feed.snapshot(companyId);
    world.codat = company(connection("b", "Linked", 5));
    await feed.refresh(companyId);
    await timers.pass(60_000);
    world.codat = company();
    await feed.refresh(companyId);
    expect(await events(cursor)).toEqual([
      { type: "connection", connection: { ...connection("a", "Linked", 5), deleted: true } },
      {
        type: "connection",
        connection: { ...connection("b", "Linked"), deleted: true, version: "2026-03-02T09:01:00.0000000Z/" },
      },
    ]);
    await feed.refresh(companyId);
    expect(await events(cursor)).toHaveLength(2);
  });

  it("is newer than one before it in the same second, and no newer than a webhook that is", async () => {
    const { feed, world, tell, events } = createFeed(company(connection("a", "PendingAuth", 5)));
    const { cursor } = await feed.snapshot(companyId);
    for (const status of ["Linked", "Unlinked", "Linked"]) {
      world.codat = company(connection("a", status, 5));
      await feed.refresh(companyId);
      expect((await feed.snapshot(companyId)).company.connections[0]?.status).toBe(status);
    }
    await tell({ type: "connection", connection: connection("a", "Deauthorized", 9) }, "webhook");
    world.codat = company(connection("a", "Linked", 8));
    await feed.refresh(companyId);
    expect((await feed.snapshot(companyId)).company.connections[0]?.status).toBe("Deauthorized");
    expect(await events(cursor)).toHaveLength(4);
  });

  it("tells everything where nothing is known", async () => {
    const { feed, world, backplane, events } = createFeed();
    const head = await backplane.read(companyChannel(companyId));
    world.codat = company(connection("a", "Linked"));
    await feed.refresh(companyId);
    expect(await events(head?.cursor ?? "")).toEqual([
      { type: "connection", connection: connection("a", "Linked") },
    ]);
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
    const { read } = backplane;
    backplane.read = async (channel, after) => {
      if (!after) await tell({ type: "data", connectionId: "a", at: "2026-03-02T09:00:30.000Z" }, "data");
      return read(channel, after);
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
