import { describe, expect, it, vi } from "vitest";
import { type Company, type CompanyConnection, connectionsOf } from "../../../src/core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../../src/core/company/companyEvent.js";
import type { CompanyInvite } from "../../../src/core/company/companyInvite.js";
import { eventVersion, isReading, versionAfter } from "../../../src/core/company/eventVersion.js";
import { inviteStateAt, isLiveInvite } from "../../../src/core/status/inviteState.js";
import { orders, withDuplicates } from "../../support/orders.js";

const company: Company = { id: "company", linkHost: "link.codat.io", connections: [], arrivals: {} };

function connection(status: string, version: string, more: Partial<CompanyConnection> = {}): CompanyEvent {
  return {
    type: "connection",
    connection: { id: "one", platformName: "Xero", sourceType: "Accounting", status, version, ...more },
  };
}

function invite(state: CompanyInvite["state"], version: number, more: Partial<CompanyInvite> = {}) {
  return {
    type: "invite",
    invite: {
      id: "a",
      kind: "connect",
      sourceType: "accounting",
      state,
      createdAt: "2026-11-23T09:00:00.000Z",
      changedAt: "2026-11-23T09:00:00.000Z",
      expiresAt: "2026-12-07T09:00:00.000Z",
      version,
      ...more,
    },
  } as const satisfies CompanyEvent;
}

const fold = (events: readonly CompanyEvent[], from: Company | undefined = company) =>
  events.reduce<Company | undefined>(applyCompanyEvent, from);

describe("applyCompanyEvent", () => {
  it("begins with a snapshot, and begins again with a resync", () => {
    const other = { ...company, id: "other" };
    expect(applyCompanyEvent(undefined, { type: "snapshot", company })).toBe(company);
    expect(applyCompanyEvent(company, { type: "resync", company: other })).toBe(other);
    expect(applyCompanyEvent(undefined, connection("Linked", "1"))).toBeUndefined();
    expect(applyCompanyEvent(undefined, { type: "data", connectionId: "one", at: "2026" })).toBeUndefined();
  });

  it("lets the newer news of a connection win, whenever it comes", () => {
    const newer = fold([connection("Linked", "2")]);
    expect(applyCompanyEvent(newer, connection("PendingAuth", "1"))).toBe(newer);
    expect(applyCompanyEvent(newer, connection("Unlinked", "2"))).toBe(newer);
    expect(fold([connection("Unlinked", "3")], newer)?.connections).toMatchObject([{ status: "Unlinked" }]);
  });

  it("lets what is newer than a snapshot that was held back on its way win", () => {
    const data: CompanyEvent = { type: "data", connectionId: "one", at: "2026-01", organisation: "Bakery" };
    const known = fold([connection("Linked", "2"), data, invite("opened", 2)], { ...company, readAt: "1" });
    const old = fold([connection("PendingAuth", "1"), invite("prepared", 1)], { ...company, readAt: "1" });
    for (const held of [old, { ...company, readAt: "1" }]) {
      const after = fold([{ type: "snapshot", company: held ?? company }], known);
      expect(after).toEqual(known);
    }
  });

  it("lets a snapshot win that is newer, and says what is gone", () => {
    const known = fold([connection("Linked", "2"), connection("Linked", "2", { id: "two" })]);
    const read = fold([connection("Deauthorized", "4")], { ...company, readAt: "3" }) ?? company;
    expect(applyCompanyEvent(known, { type: "snapshot", company: read })).toBe(read);
  });

  it("lets a resync replace what is known: a companion may have been restarted with another clock", () => {
    const known = fold([connection("Linked", "2")]);
    expect(applyCompanyEvent(known, { type: "resync", company })).toBe(company);
  });

  it("ends alike for all orders of snapshots and news", () => {
    const events: CompanyEvent[] = [
      { type: "snapshot", company: { ...company, readAt: "0" } },
      {
        type: "snapshot",
        company: fold([connection("PendingAuth", "1")], { ...company, readAt: "0" }) ?? company,
      },
      connection("PendingAuth", "1"),
      connection("Linked", "2"),
      invite("opened", 2),
    ];
    const ends = new Set<string>();
    for (const order of orders(events)) ends.add(JSON.stringify(fold(order, { ...company, readAt: "0" })));
    expect(ends.size).toBe(1);
  });

  it("keeps a tombstone, so that older news cannot bring a connection back", () => {
    const gone = fold([connection("Unlinked", "3", { deleted: true }), connection("Linked", "2")]);
    expect(gone?.connections).toMatchObject([{ deleted: true, version: "3" }]);
    expect(gone && connectionsOf(gone)).toEqual([]);
  });

  it("takes a connection for gone that a reading did not show, and older news tells of", () => {
    const read = { ...company, readAt: "2" };
    expect(fold([connection("Linked", "1")], read)).toBe(read);
    for (const version of ["2", "3"])
      expect(fold([connection("Linked", version)], read)?.connections).toHaveLength(1);
  });

  it.each([
    ["created, connected, failed, disconnected, reconnected, deleted", 0],
    ["the same, of two connections", 1],
  ])("ends alike for all 720 orders of %s, with duplicates and without", (_, both) => {
    const statuses = ["PendingAuth", "Linked", "PendingAuth", "Deauthorized", "Linked", "Unlinked"];
    const events = statuses.map((status, n) =>
      connection(status, eventVersion(`2026-11-23T09:00:0${n}Z`, `event ${n}`) ?? "", {
        id: both && n % 2 ? "two" : "one",
        ...(n === 5 ? { deleted: true } : {}),
      }),
    );
    const ends = new Set<string>();
    let count = 0;
    for (const order of orders(events)) {
      ends.add(JSON.stringify(fold(order)));
      ends.add(JSON.stringify(fold(withDuplicates(order))));
      count++;
    }
    expect([count, ends.size]).toEqual([720, 1]);
  });

  it("tells a tie in time by the events’ ids", () => {
    const at = "2026-11-23T09:00:00.0000001Z";
    const events = ["a", "b", "c"].map((id) => connection(id, eventVersion(at, id) ?? ""));
    for (const order of orders(events)) expect(fold(order)?.connections).toMatchObject([{ status: "c" }]);
  });

  it("keeps the earliest arrival of data and the organisation, in every order", () => {
    const data = (at: string, organisation?: string): CompanyEvent => ({
      type: "data",
      connectionId: "one",
      at,
      organisation,
    });
    const events = [data("2026-02"), data("2026-01"), data("2026-03", "Bakery"), data("2026-02", "Butcher")];
    for (const order of orders(events))
      expect(fold(order)?.arrivals).toEqual({ one: { at: "2026-01", organisation: "Bakery" } });
    const known = fold([data("2026-01", "Bakery")]);
    expect(applyCompanyEvent(known, data("2026-02"))).toBe(known);
    expect(applyCompanyEvent(known, data("2026-01", "Bakery"))).toBe(known);
  });

  it("lets the newer news of an invite win, whenever it comes", () => {
    const opened = fold([invite("opened", 2)]);
    expect(applyCompanyEvent(opened, invite("prepared", 1))).toBe(opened);
    expect(applyCompanyEvent(opened, invite("declined", 2))).toBe(opened);
    expect(fold([invite("declined", 3)], opened)?.invites).toMatchObject([{ state: "declined" }]);
  });

  it("ends alike for all 120 orders of the news of two invites, with duplicates and without, newest first", () => {
    const second = { id: "b", createdAt: "2026-11-24T09:00:00.000Z" };
    const events = [
      invite("prepared", 1),
      invite("opened", 2),
      invite("connected", 3),
      invite("prepared", 1, second),
      invite("cancelled", 2, second),
    ];
    const ends = new Set<string>();
    for (const order of orders(events)) {
      ends.add(JSON.stringify(fold(order)));
      ends.add(JSON.stringify(fold(withDuplicates(order))));
    }
    expect(ends.size).toBe(1);
    expect(fold(events)?.invites?.map(({ id, state }) => [id, state])).toEqual([
      ["b", "cancelled"],
      ["a", "connected"],
    ]);
  });

  it("takes no name of every object’s for an arrival", () => {
    for (const connectionId of ["constructor", "toString"]) {
      const folded = fold([{ type: "data", connectionId, at: "2026" }]);
      expect(Object.hasOwn(folded?.arrivals ?? {}, connectionId)).toBe(true);
    }
  });

  it("changes nothing that it was given", () => {
    const before = structuredClone(company);
    const first = fold([connection("Linked", "1")]);
    const kept = structuredClone(first);
    fold([connection("Unlinked", "2"), { type: "data", connectionId: "one", at: "2026" }], first);
    expect([company, first]).toEqual([before, kept]);
  });
});

describe("connectionsOf", () => {
  it("gives first data as lastSync where Codat has not said one", () => {
    const arrivals = { one: { at: "2026-01" }, two: { at: "2026-02" } };
    const folded = fold([
      connection("Linked", "1"),
      connection("Linked", "1", { id: "two", lastSync: "2026-03" }),
      connection("Linked", "1", { id: "three" }),
      connection("Linked", "1", { id: "four", deleted: true }),
    ]);
    const told = connectionsOf({ ...(folded ?? company), arrivals });
    expect(told.map(({ id, lastSync }) => [id, lastSync])).toEqual([
      ["one", "2026-01"],
      ["three", undefined],
      ["two", "2026-03"],
    ]);
  });
});

describe("inviteStateAt", () => {
  const end = new Date("2026-12-07T09:00:00.000Z");
  const states = [
    "prepared",
    "opened",
    "started",
    "returned",
    "connected",
    "declined",
    "expired",
    "cancelled",
  ] as const;

  it.each(states)("of one that is %s ends with its time only if nobody ended it", (state) => {
    const one = invite(state, 1).invite;
    expect(inviteStateAt(one, new Date(end.getTime() - 1))).toBe(state);
    expect(inviteStateAt(one, end)).toBe(isLiveInvite(state) ? "expired" : state);
  });
});

describe("newsVersion", () => {
  it.each([
    ["2026-11-23T09:00:00Z", "2026-11-23T09:00:00.0000000Z/"],
    ["2026-11-23T09:00:00.5Z", "2026-11-23T09:00:00.5000000Z/"],
    ["2026-11-23T09:00:00.1234567Z", "2026-11-23T09:00:00.1234567Z/"],
    ["2026-11-23T09:00:00.123456789Z", "2026-11-23T09:00:00.1234567Z/"],
    ["2026-11-23T09:00:00.1234567", "2026-11-23T09:00:00.1234567Z/"],
    ["2026-11-23T10:00:00.1234567+01:00", "2026-11-23T09:00:00.1234567Z/"],
    ["2026-11-23T03:30:00-0530", "2026-11-23T09:00:00.0000000Z/"],
    ["2026-11-23", "2026-11-23T00:00:00.0000000Z/"],
    ["Mon, 23 Nov 2026 09:00:00 GMT", "2026-11-23T09:00:00.0000000Z/"],
    ["2024-09-01T23:59:99Z", undefined],
    ["", undefined],
    ["soon", undefined],
  ])("of %s is %s, in any time zone", (date, expected) => {
    for (const zone of ["UTC", "Pacific/Kiritimati", "America/St_Johns"]) {
      vi.stubEnv("TZ", zone);
      expect(eventVersion(date)).toBe(expected);
    }
    vi.unstubAllEnvs();
  });

  it("sorts as the news does", () => {
    const dates = [
      "2026-11-23T08:59:59.9999999Z",
      "2026-11-23T09:00:00Z",
      "2026-11-23T09:00:00.0000001Z",
      "2026-11-23T09:00:00.001",
      "2026-11-23T09:00:00.0010001Z",
      "2026-11-23T10:00:01+01:00",
    ];
    const versions = dates.map((date) => eventVersion(date, "id") ?? "");
    expect([...versions].sort()).toEqual(versions);
    expect(eventVersion(dates[0] ?? "", "a") ?? "").not.toBe(versions[0]);
  });
});

describe("versionAfter", () => {
  const at = "2026-11-23T09:00:00.1234567Z";

  it("sorts directly after a version, and before that of any other event", () => {
    const first = eventVersion(at, "evt") ?? "";
    const later = [eventVersion(at, "evt!"), eventVersion(at, "evu"), eventVersion("2026-11-23T09:00:01Z")];
    const sorted = [first, versionAfter(first), versionAfter(versionAfter(first)), ...later];
    expect([...sorted].sort()).toEqual(sorted);
    const read = eventVersion(at) ?? "";
    expect([eventVersion(at, "!") ?? "", versionAfter(read), read].sort()).toEqual([
      read,
      versionAfter(read),
      eventVersion(at, "!"),
    ]);
  });

  it("is a reading's, whatever it follows", () => {
    for (const id of ["", "evt", "Z/", "~"]) {
      const version = eventVersion(at, id) ?? "";
      expect(isReading(version)).toBe(id === "");
      expect(isReading(versionAfter(version))).toBe(true);
      expect(isReading(versionAfter(versionAfter(version)))).toBe(true);
    }
  });
});
