import { describe, expect, it } from "vitest";
import type { CompanyConnection } from "../../../src/core/company/company.js";
import type { CompanyEvent } from "../../../src/core/company/companyEvent.js";
import type { InviteRequest } from "../../../src/core/company/companyInvite.js";
import { versionAfter } from "../../../src/core/company/eventVersion.js";
import type { InviteState } from "../../../src/core/status/inviteState.js";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { companyRoom, invitesValue } from "../../../src/server/backplane/backplaneRooms.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createInvites, type Invites } from "../../../src/server/invites/invites.js";
import { createInviteTokens } from "../../../src/server/invites/inviteToken.js";
import type { InviteEvent } from "../../../src/server/invites/life/inviteEvent.js";
import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import { entriesAfter, placeOf, valueIn } from "../../support/rooms.js";
import { companyId } from "../webhooks/webhooks.js";

const hour = 3_600_000;
const day = 24 * hour;
const tokens = createInviteTokens(["a secret that nobody has outside of the tests"]);
const acme = { id: "acme", name: "Oak & Elm Ltd", user: { id: "sam", name: "Sam Patel" } };
const wish: InviteRequest = { kind: "connect", sourceType: "accounting" };
const states: readonly InviteState[] = [
  "none",
  "prepared",
  "opened",
  "started",
  "returned",
  "connected",
  "declined",
  "expired",
  "cancelled",
];

interface Office {
  invites: Invites;
  backplane: Backplane;
  /** Milliseconds since the beginning. */
  clock: { at: number };
  /** What the company's stream was told. */
  told(): Promise<readonly Told[]>;
  made(more?: Partial<InviteRequest>, connections?: readonly CompanyConnection[]): Promise<InviteRecord>;
  stateOf(id: string): Promise<InviteState | undefined>;
}

type Told = Extract<CompanyEvent, { type: "invite" }>["invite"];

const beginning = Date.parse("2026-11-23T09:00:00.437Z");

async function office(backplane?: Backplane): Promise<Office> {
  const clock = { at: 0 };
  const now = () => new Date(beginning + clock.at);
  const plane = backplane ?? memoryBackplane({ now });
  const begin = await placeOf(plane, companyId);
  const invites = createInvites({ backplane: plane, now, ttl: 14 * day, tokens });
  return {
    invites,
    backplane: plane,
    clock,
    async told() {
      const news = (await entriesAfter(plane, companyId, begin)) ?? [];
      return news.map(({ event }) => (JSON.parse(event) as { invite: Told }).invite);
    },
    async made(more = {}, connections = []) {
      const invite = await invites.ensure(acme, companyId, { ...wish, ...more }, { connections });
      return invite === "tooMany" ? expect.fail("There are too many.") : invite;
    },
    stateOf: async (id) => (await invites.find(id))?.state,
  };
}

/** A connection as a webhook tells of it, or as a reading does. */
function connection(status: string, more: Partial<CompanyConnection> = {}): CompanyConnection {
  const version = "2026-11-23T10:00:00.0000000Z/event";
  return { id: "c1", platformName: "Xero", sourceType: "Accounting", status, version, ...more };
}
const readAt = (time: string) => `2026-11-23T${time}:00.0000000Z/`;

describe("an invite that is asked for", () => {
  it("is one, however often, until something else is wished for", async () => {
    const { made, invites } = await office();
    const first = await made();
    expect(first).toMatchObject({ state: "none", version: 0, customer: { userName: "Sam Patel" } });
    expect((await made({ locale: "de" })).id).toBe(first.id);
    expect((await made({ kind: "reconnect" })).id).not.toBe(first.id);
    expect((await made({ sourceType: "banking" })).id).not.toBe(first.id);
    expect(await invites.list(companyId)).toHaveLength(3);
    expect(await invites.list("another")).toEqual([]);
  });

  it("is another for another platform only when both name one", async () => {
    const { made } = await office();
    const any = await made();
    const xero = await made({ platformKey: "gbol", prepared: true });
    expect(xero).toMatchObject({ id: any.id, platformKey: "gbol", state: "prepared" });
    const other = await made({ platformKey: "qhyg" });
    expect(other.id).not.toBe(any.id);
    expect((await made({ platformKey: "gbol" })).id).toBe(any.id);
    expect((await made({ platformKey: "qhyg" })).id).toBe(other.id);
    expect([any.id, other.id]).toContain((await made()).id);
  });

  it("is another for another person once it was passed on, and each person's own stays theirs", async () => {
    const { made, invites } = await office();
    const first = await made({ name: "Priyaa" });
    expect(await made({ name: "Priya", prepared: true })).toMatchObject({ id: first.id, name: "Priya" });
    const toms = await made({ name: "Tom" });
    expect(toms).toMatchObject({ name: "Tom", state: "none" });
    expect(toms.id).not.toBe(first.id);
    await made({ name: "Tom", prepared: true });
    expect((await made({ name: "Priya" })).id).toBe(first.id);
    expect((await made({ name: "Tom" })).id).toBe(toms.id);
    expect((await invites.list(companyId)).map(({ name }) => name).sort()).toEqual(["Priya", "Tom"]);
  });

  it("names the person of one that was passed on without a name", async () => {
    const { made } = await office();
    const { id } = await made({ prepared: true });
    expect(await made({ name: "Priya" })).toMatchObject({ id, name: "Priya", state: "prepared" });
  });

  it("that was passed on keeps its platform, its names and its end", async () => {
    const { made, invites, clock } = await office();
    const first = await made({ prepared: true });
    clock.at = 2 * day;
    const again = await invites.ensure({ id: "acme", name: "Other" }, companyId, {
      ...wish,
      platformKey: "gbol",
    });
    expect(again).toEqual(first);
  });

  it("and not passed on is made anew by the next who asks", async () => {
    const { made, invites, clock } = await office();
    const first = await made();
    clock.at = 2 * day;
    const pat = { ...acme, user: { id: "pat", name: "Pat" } };
    const again = await invites.ensure(pat, companyId, wish);
    expect(again).toMatchObject({ id: first.id, customer: { userName: "Pat" }, state: "none" });
    expect(again).toMatchObject({ expiresAt: first.expiresAt + 2 * day });
  });

  it("is never another business's, though both are told to have one company", async () => {
    const { made, invites } = await office();
    const first = await made({ prepared: true });
    const birch = { id: "birch", name: "Birch Ltd", user: { id: "kim", name: "Kim Lee" } };
    const other = (await invites.ensure(birch, companyId, wish)) as InviteRecord;
    expect(other).toMatchObject({ state: "none", customer: { id: "birch", name: "Birch Ltd" } });
    expect(other.id).not.toBe(first.id);
    expect((await made()).id).toBe(first.id);
  });

  it("becomes prepared once, and takes a new name in place of the old", async () => {
    const { made, told } = await office();
    const { id } = await made();
    expect(await told()).toEqual([]);
    for (let times = 0; times < 3; times++) await made({ prepared: true });
    await made({ name: "Kim" });
    await made({ name: "Kim" });
    await made({});
    await made({ name: "" });
    expect(await told()).toMatchObject([
      { id, state: "prepared", version: 1 },
      { id, state: "prepared", version: 2, name: "Kim" },
      { id, state: "prepared", version: 3 },
    ]);
    expect((await told())[2]).not.toHaveProperty("name");
  });

  it("shows names of one line and eighty characters, whatever the session says", async () => {
    const { invites } = await office();
    const name = `<b>\u202e${"x\n".repeat(10_000)}`;
    const made = await invites.ensure(
      { id: "acme", name, user: { id: "u", name: 7 as never } },
      companyId,
      wish,
    );
    const { customer } = made as InviteRecord;
    expect([...(customer.name ?? "")]).toHaveLength(80);
    expect(customer.name).not.toMatch(/[\u202e\n]/);
    expect(customer.userName).toBe("7");
  });
});

describe("a hundred who ask at once", () => {
  it("get one invite, and the stream hears of it once", async () => {
    const { made, invites, told } = await office();
    const all = await Promise.all(Array.from({ length: 100 }, () => made({ prepared: true, name: "Kim" })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await invites.list(companyId)).toHaveLength(1);
    expect(await told()).toMatchObject([{ version: 1 }]);
  });

  it("of ten companions get one too", async () => {
    const first = await office();
    const others = await Promise.all(Array.from({ length: 9 }, () => office(first.backplane)));
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, n) => [first, ...others][n % 10]?.made({ prepared: true })),
    );
    expect(new Set(all.map((one) => one?.id)).size).toBe(1);
    expect(await first.invites.list(companyId)).toHaveLength(1);
    expect(await first.told()).toMatchObject([{ version: 1 }]);
  });
});

const keys = Array.from({ length: 12 }, (_, n) => `abc${String.fromCharCode(97 + n)}`);

describe("ten live ones", () => {
  it("are all that a business has, and an ended one makes room", async () => {
    const { invites, made } = await office();
    const ask = (platformKey = "") =>
      invites.ensure(acme, companyId, { ...wish, platformKey, prepared: true });
    const all = await Promise.all(keys.map(ask));
    expect(all.filter((one) => one === "tooMany")).toHaveLength(2);
    expect(await ask(keys[11])).toBe("tooMany");
    await expect(made({ platformKey: keys[0] })).resolves.toMatchObject({ platformKey: keys[0] });
    const [first] = all as InviteRecord[];
    await invites.apply(first?.id ?? "", { type: "cancelled" });
    expect(await ask(keys[11])).toMatchObject({ platformKey: keys[11] });
  });

  it("that were never passed on give way, the oldest first", async () => {
    const { invites, made, clock } = await office();
    const ids: string[] = [];
    for (const platformKey of keys.slice(0, 11)) {
      clock.at += 1;
      ids.push((await made({ platformKey })).id);
    }
    expect((await invites.list(companyId)).map(({ id }) => id)).toEqual(ids.slice(1).reverse());
    expect(await invites.find(ids[0] ?? "")).toBeUndefined();
  });

  it("are kept with the newest ended ones, a hundred in all", async () => {
    const { invites, made, clock } = await office();
    for (let times = 0; times < 120; times++) {
      clock.at += 1;
      const { id } = await made({ prepared: true });
      await invites.apply(id, { type: "cancelled" });
    }
    expect(await invites.list(companyId)).toHaveLength(100);
  });
});

/** What may follow on what; whatever else is said leaves it as it is. */
const order = ["none", "prepared", "opened", "started", "returned"];
const live = (state: InviteState) => order.includes(state);
const pairs = states.flatMap((from) => states.map((to) => [from, to] as const));

/** What brings an invite to a state, by an event or by the clock. */
async function bring({ invites, clock }: Office, id: string, to: InviteState): Promise<void> {
  const events: Record<InviteState, InviteEvent> = {
    none: { type: "timePassed" },
    prepared: { type: "passedOn" },
    opened: { type: "opened" },
    returned: { type: "returned" },
    started: { type: "connectionsKnown", connections: [connection("PendingAuth")] },
    connected: { type: "connectionsKnown", connections: [connection("Linked")] },
    declined: { type: "declined" },
    expired: { type: "timePassed" },
    cancelled: { type: "cancelled" },
  };
  if (to === "expired") clock.at += 14 * day;
  await invites.apply(id, events[to]);
}

describe("an invite's state", () => {
  it.each(pairs)("%s, then %s", async (from, to) => {
    const here = await office();
    const { invites, made, told, clock } = here;
    const { id } = await made();
    if (from === "connected") await bring(here, id, "prepared");
    if (from === "started" || from === "returned") await bring(here, id, "opened");
    if (from === "returned") await bring(here, id, "started");
    await bring(here, id, from);
    const before = await invites.find(id);
    expect(before?.state).toBe(from);
    const news = (await told()).length;
    clock.at += hour;
    const end = beginning + clock.at;
    await bring(here, id, to);
    const after = await invites.find(id);
    // Connections settle no invite that nobody was given, and begin none that nobody has opened.
    const isForwards =
      live(from) &&
      (!live(to) || order.indexOf(to) > order.indexOf(from)) &&
      !(from === "none" && to === "connected") &&
      !(from !== "opened" && to === "started") &&
      !(from !== "started" && to === "returned");
    if (!isForwards) expect(after).toEqual(before);
    else expect(after).toMatchObject({ state: to, changedAt: to === "expired" ? before?.expiresAt : end });
    // Cancelled before anything came of it, it is nobody's business; that it has expired, the page sees by itself.
    const isSeen = isForwards && to !== "expired" && !(from === "none" && to === "cancelled");
    expect((await told()).length).toBe(news + (isSeen ? 1 : 0));
    if (isSeen) expect((await told()).at(-1)).toMatchObject({ id, state: to });
  });

  it("is never changed by whatever comes to an ended one", async () => {
    for (const end of ["connected", "declined", "expired", "cancelled"] as const) {
      const here = await office();
      const { invites, made, told, stateOf } = here;
      const { id } = await made({ prepared: true });
      await bring(here, id, end);
      const [ended, news] = [await invites.find(id), await told()];
      await invites.apply(id, { type: "opened", connectionId: "c1" });
      await invites.apply(id, { type: "named", name: "Kim" });
      await invites.settle(companyId, [connection("Linked")]);
      await invites.endAll(companyId);
      expect(await invites.count(id, "presses")).toEqual({ isAllowed: false });
      expect((await made({ prepared: true })).id).not.toBe(id);
      expect([await invites.find(id), await stateOf(id)]).toEqual([ended, end]);
      expect((await told()).filter((one) => one.id === id)).toEqual(news);
    }
  });

  it("keeps what else is told of it, and says so only if the customer can see it", async () => {
    const { invites, made, told } = await office();
    const { id } = await made({ prepared: true });
    await invites.apply(id, { type: "opened" });
    await invites.apply(id, { type: "opened", connectionId: "c1" });
    await invites.apply(id, { type: "opened" });
    expect(await invites.find(id)).toMatchObject({ connectionId: "c1", state: "opened", version: 2 });
    expect(await told()).toHaveLength(2);
    await invites.apply(id, { type: "named", name: "Kim" });
    expect(await invites.find(id)).toMatchObject({ connectionId: "c1", name: "Kim", version: 3 });
    expect(await told()).toHaveLength(3);
    expect(await invites.apply("nobody", { type: "opened" })).toBeUndefined();
  });
});

describe("the clock", () => {
  it("ends an invite after a fortnight, by itself and for good", async () => {
    const { invites, made, stateOf, clock, told } = await office();
    const { id, expiresAt } = await made({ prepared: true });
    clock.at = 14 * day - 1;
    expect(await stateOf(id)).toBe("prepared");
    clock.at = 14 * day;
    expect(await invites.find(id)).toMatchObject({ state: "expired", changedAt: expiresAt });
    expect(await invites.apply(id, { type: "declined" })).toMatchObject({ state: "expired" });
    await invites.settle(companyId, [connection("Linked")]);
    expect(await stateOf(id)).toBe("expired");
    expect((await made()).id).not.toBe(id);
    clock.at = 0;
    expect(await stateOf(id)).toBe("expired");
    expect((await told()).map(({ state }) => state)).toEqual(["prepared"]);
  });

  it("says to no stream that one has expired, whatever is said of it after", async () => {
    const backplane = memoryBackplane();
    const appended: string[] = [];
    const here = await office({
      ...backplane,
      commit(room, { append = [], ...change }) {
        appended.push(...append.map(({ event }) => event));
        return backplane.commit(room, change);
      },
    });
    const { id } = await here.made({ prepared: true });
    here.clock.at = 14 * day;
    await here.invites.settle(companyId, []);
    await here.invites.apply(id, { type: "timePassed" });
    await here.made({ kind: "self", prepared: true });
    await here.invites.settle(companyId, []);
    expect(await here.stateOf(id)).toBe("expired");
    expect(appended.map((event) => JSON.parse(event).invite.state)).toEqual(["prepared", "prepared"]);
  });

  it.each<[string, number, (office: Office, id: string) => Promise<unknown>]>([
    ["expired", 14 * day, async () => {}],
    ["declined", day, ({ invites }, id) => invites.apply(id, { type: "declined" })],
    ["connected", day, ({ invites }) => invites.settle(companyId, [connection("Linked")])],
  ])("takes away one that is %s, its name too, 30 days later", async (_, end, ending) => {
    const here = await office();
    const { invites, made, clock, backplane } = here;
    const { id } = await made({ prepared: true, name: "Kim at the accountant’s" });
    clock.at = end;
    await ending(here, id);
    clock.at = end + 30 * day - 1;
    expect(await invites.find(id)).toMatchObject({ name: "Kim at the accountant’s" });
    clock.at = end + 30 * day;
    expect([await invites.find(id), await invites.list(companyId)]).toEqual([undefined, []]);
    expect(await valueIn(backplane, companyRoom(companyId), invitesValue)).toBeUndefined();
  });

  it("takes one away with its name, though others stay", async () => {
    const { invites, made, clock, backplane } = await office();
    const { id } = await made({ prepared: true, name: "Kim" });
    await invites.apply(id, { type: "declined" });
    clock.at = 29 * day;
    const other = await made({ prepared: true });
    clock.at = 31 * day;
    await invites.apply(other.id, { type: "opened" });
    expect(await invites.list(companyId)).toHaveLength(1);
    expect(await valueIn(backplane, companyRoom(companyId), invitesValue)).not.toContain("Kim");
  });
});

describe("a connection that stands", () => {
  it("makes every live invite of its type connected, once", async () => {
    const { invites, made, told } = await office();
    const [accountant, self] = [await made({ prepared: true }), await made({ kind: "self", prepared: true })];
    await made({ sourceType: "banking", prepared: true });
    const before = (await told()).length;
    await Promise.all(Array.from({ length: 5 }, () => invites.settle(companyId, [connection("Linked")])));
    const news = (await told()).slice(before);
    expect(news.map(({ id, state }) => [id, state]).sort()).toEqual(
      [
        [accountant.id, "connected"],
        [self.id, "connected"],
      ].sort(),
    );
  });

  it.each<[string, Partial<CompanyConnection> | undefined]>([
    ["of another type", { sourceType: "Banking" }],
    ["that was deleted", { deleted: true }],
    ["that waits", { status: "PendingAuth" }],
    ["that ended", { status: "Deauthorized" }],
  ])("is none %s", async (_, more) => {
    const { invites, made, stateOf } = await office();
    const { id } = await made({ prepared: true });
    await invites.settle(companyId, [connection("Linked", more)]);
    expect(await stateOf(id)).toBe("prepared");
  });

  it("leaves an invite alone that nobody was given", async () => {
    const { invites, made, stateOf } = await office();
    const { id } = await made();
    await invites.settle(companyId, [connection("Linked")]);
    expect(await stateOf(id)).toBe("none");
  });

  it("before the invite was made settles it only by news", async () => {
    const { invites, made, stateOf } = await office();
    const bank = { sourceType: "Banking", version: readAt("08:00") };
    const first = connection("Linked", bank);
    const { id } = await made({ sourceType: "banking", prepared: true }, [first]);
    await invites.settle(companyId, [first]);
    await invites.settle(companyId, [{ ...first, version: readAt("11:00") }]);
    await invites.settle(companyId, [{ ...first, version: versionAfter(readAt("11:00")) }]);
    await invites.settle(companyId, [{ ...first, version: "2026-11-23T08:59:59.0000000Z/old" }]);
    // Read after that was known, by a webhook of a connection that stood already.
    await invites.settle(companyId, [{ ...first, version: versionAfter("2026-11-23T11:00:01.0000000Z/e") }]);
    expect(await stateOf(id)).toBe("prepared");
    await invites.settle(companyId, [{ ...first, id: "c2", version: readAt("11:00") }]);
    expect(await stateOf(id)).toBe("connected");
    const reconnect = await made({ sourceType: "banking", kind: "reconnect", prepared: true }, [first]);
    await invites.settle(companyId, [{ ...first, version: "2026-11-23T09:00:01.0000000Z/new" }]);
    expect(await stateOf(reconnect.id)).toBe("connected");
  });

  it("is an imported one that has ended, as for the page", async () => {
    const { invites, made, stateOf } = await office();
    const { id } = await made({ prepared: true });
    const imported = { integrationKey: "pqsw", lastSync: "2026-11-23T10:00:00Z" };
    await invites.settle(companyId, [connection("Deauthorized", imported)]);
    expect(await stateOf(id)).toBe("connected");
  });
});

describe("a connection that waits", () => {
  const waiting = connection("PendingAuth");

  it.each<[string, CompanyConnection, InviteState]>([
    ["that was begun after the button was pressed", waiting, "started"],
    ["that is the invite's own", { ...waiting, id: "own" }, "opened"],
    ["of before the button", { ...waiting, version: "2026-11-23T08:59:00.0000000Z/event" }, "opened"],
    ["that was read, and may be old", { ...waiting, version: readAt("10:00") }, "opened"],
    ["of another type", { ...waiting, sourceType: "Commerce" }, "opened"],
  ])("%s", async (_, one, state) => {
    const { invites, made, stateOf } = await office();
    const { id } = await made({ prepared: true });
    await invites.settle(companyId, [one]);
    expect(await stateOf(id)).toBe("prepared");
    await invites.apply(id, { type: "opened", connectionId: "own" });
    await invites.settle(companyId, [one]);
    expect(await stateOf(id)).toBe(state);
  });
});

describe("news of a companion that crashed", () => {
  it("before it was kept is told by the next who settles the same", async () => {
    const { invites, made, told, backplane } = await office();
    const { id } = await made({ prepared: true });
    const crashing = { ...backplane, commit: () => Promise.reject(new Error("killed")) };
    const broken = await office(crashing);
    await expect(broken.invites.settle(companyId, [connection("Linked")])).rejects.toThrow("killed");
    expect((await told()).at(-1)).toMatchObject({ id, state: "prepared" });
    for (let times = 0; times < 3; times++) await invites.settle(companyId, [connection("Linked")]);
    expect((await told()).map(({ state }) => state)).toEqual(["prepared", "connected"]);
  });

  it("after it was kept has been told, once", async () => {
    const { invites, made, told, backplane } = await office();
    await made({ prepared: true });
    const crashing: Backplane = {
      ...backplane,
      async commit(...args) {
        await backplane.commit(...args);
        throw new Error("killed");
      },
    };
    const broken = await office(crashing);
    await expect(broken.invites.settle(companyId, [connection("Linked")])).rejects.toThrow("killed");
    for (let times = 0; times < 3; times++) await invites.settle(companyId, [connection("Linked")]);
    expect((await told()).map(({ state }) => state)).toEqual(["prepared", "connected"]);
  });
});

describe("a company that is gone", () => {
  it("takes its live invites with it", async () => {
    const { invites, made, stateOf } = await office();
    const declined = await made({ prepared: true });
    await invites.apply(declined.id, { type: "declined" });
    const [open, unused] = [await made({ prepared: true }), await made({ kind: "self" })];
    await invites.endAll(companyId);
    expect(await Promise.all([declined, open, unused].map(({ id }) => stateOf(id)))).toEqual([
      "declined",
      "cancelled",
      "cancelled",
    ]);
    await invites.endAll("another");
  });
});

describe("the button", () => {
  it("may be pressed twenty times an hour", async () => {
    const { invites, made, clock } = await office();
    const { id, version } = await made({ prepared: true });
    const pressed = async (times: number) =>
      (await Promise.all(Array.from({ length: times }, () => invites.count(id, "presses")))).filter(
        ({ isAllowed }) => isAllowed,
      ).length;
    expect(await pressed(100)).toBe(20);
    clock.at = hour;
    expect(await pressed(100)).toBe(20);
    expect(await invites.find(id)).toMatchObject({ version });
    expect(await invites.count("nobody", "presses")).toEqual({ isAllowed: false });
  });

  it("may be pressed sixty times for a business", async () => {
    const { invites, made } = await office();
    let count = 0;
    for (const platformKey of keys.slice(0, 4)) {
      const { id } = await made({ platformKey, prepared: true });
      for (let times = 0; times < 18; times++)
        count += (await invites.count(id, "presses")).isAllowed ? 1 : 0;
    }
    expect(count).toBe(60);
  });

  it("may be pressed as often, however many have come back", async () => {
    const { invites, made } = await office();
    const { id } = await made({ prepared: true });
    const counted = async (what: "presses" | "returns") =>
      (await Promise.all(Array.from({ length: 30 }, () => invites.count(id, what)))).filter(
        ({ isAllowed }) => isAllowed,
      ).length;
    expect([await counted("returns"), await counted("presses"), await counted("returns")]).toEqual([
      20, 20, 0,
    ]);
  });
});
