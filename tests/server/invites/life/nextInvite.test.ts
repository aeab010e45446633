import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompanyConnection } from "../../../../src/core/company/company.js";
import { hasInviteEnded, type InviteState, inviteStates } from "../../../../src/core/status/inviteState.js";
import type { InviteEvent, InviteRequested } from "../../../../src/server/invites/life/inviteEvent.js";
import type { InviteRecord } from "../../../../src/server/invites/life/inviteRecord.js";
import { newInvite, nextInvite } from "../../../../src/server/invites/life/nextInvite.js";

const hour = 3_600_000;
const day = 24 * hour;
const begin = Date.parse("2026-11-23T09:00:00.437Z");
const names = { id: "acme", name: "Oak & Elm Ltd", userName: "Sam Patel" };

function connection(status: string, more: Partial<CompanyConnection> = {}): CompanyConnection {
  const version = "2026-11-23T09:30:00.0000000Z/event";
  return { id: "c1", platformName: "Xero", sourceType: "Accounting", status, version, ...more };
}

function requested(more: Partial<InviteRequested["request"]> = {}, by: Partial<InviteRequested> = {}) {
  const request = { kind: "connect", sourceType: "accounting", ...more } as const;
  return { type: "requested", customer: names, ttl: 14 * day, ...by, request } satisfies InviteRequested;
}

const made = (more?: Partial<InviteRequested["request"]>) =>
  newInvite(requested(more), { id: "a".repeat(22), companyId: "c" }, begin);

/** An invite that came to a state without more ado. */
const inState = (state: InviteState): InviteRecord => ({
  ...made(),
  state,
  version: state === "none" ? 0 : 1,
});

const events = {
  requested: requested(),
  "requested, passed on": requested({ prepared: true }),
  passedOn: { type: "passedOn" },
  opened: { type: "opened", connectionId: "own" },
  "connectionsKnown: linked": { type: "connectionsKnown", connections: [connection("Linked")] },
  "connectionsKnown: begun": { type: "connectionsKnown", connections: [connection("PendingAuth")] },
  "connectionsKnown: both": {
    type: "connectionsKnown",
    connections: [connection("PendingAuth"), connection("Linked", { id: "c2" })],
  },
  "connectionsKnown: none": { type: "connectionsKnown", connections: [] },
  returned: { type: "returned" },
  declined: { type: "declined" },
  cancelled: { type: "cancelled" },
  companyDeleted: { type: "companyDeleted" },
  named: { type: "named", name: "Kim" },
  timePassed: { type: "timePassed" },
} as const satisfies Record<string, InviteEvent>;

type EventName = keyof typeof events;

/** The state after an event; what is not listed leaves the state as it is. */
const changes: Record<InviteState, Partial<Record<EventName, InviteState>>> = {
  none: {
    "requested, passed on": "prepared",
    passedOn: "prepared",
    opened: "opened",
    declined: "declined",
    cancelled: "cancelled",
    companyDeleted: "cancelled",
  },
  prepared: {
    opened: "opened",
    "connectionsKnown: linked": "connected",
    "connectionsKnown: both": "connected",
    declined: "declined",
    cancelled: "cancelled",
    companyDeleted: "cancelled",
  },
  opened: {
    "connectionsKnown: linked": "connected",
    "connectionsKnown: begun": "started",
    "connectionsKnown: both": "connected",
    declined: "declined",
    cancelled: "cancelled",
    companyDeleted: "cancelled",
  },
  started: {
    "connectionsKnown: linked": "connected",
    "connectionsKnown: both": "connected",
    returned: "returned",
    declined: "declined",
    cancelled: "cancelled",
    companyDeleted: "cancelled",
  },
  returned: {
    "connectionsKnown: linked": "connected",
    "connectionsKnown: both": "connected",
    declined: "declined",
    cancelled: "cancelled",
    companyDeleted: "cancelled",
  },
  connected: {},
  declined: {},
  expired: {},
  cancelled: {},
};

const states = Object.keys(inviteStates) as InviteState[];
const eventNames = Object.keys(events) as EventName[];
const cells = states.flatMap((state) =>
  eventNames.map((name) => [state, name, changes[state][name] ?? state] as const),
);

describe("an invite", () => {
  it.each(cells)("that is %s, after %s, is %s", (from, name, to) => {
    const invite = inState(from);
    const next = nextInvite(invite, events[name], begin + hour);
    expect(next.state).toBe(to);
    expect(next.changedAt).toBe(to === from ? invite.changedAt : begin + hour);
    if (hasInviteEnded(from)) expect(next).toBe(invite);
    const isTold = from !== "none" || (to !== "none" && to !== "cancelled");
    const isNews = to !== from || (name === "named" && !hasInviteEnded(from));
    expect(next.version - invite.version).toBe(isTold && isNews ? 1 : 0);
    expect(nextInvite(next, events[name], begin + hour)).toBe(next);
  });

  it.each(cells.filter(([, , to]) => !hasInviteEnded(to)))(
    "that was %s and is past its end has expired, whatever comes: %s",
    (from, name) => {
      const { version, expiresAt, ...invite } = inState(from);
      const record = { ...invite, version, expiresAt };
      expect(nextInvite(record, events[name], expiresAt - 1).state).not.toBe("expired");
      const expired = { ...record, state: "expired", changedAt: expiresAt };
      expect(nextInvite(record, events[name], expiresAt)).toEqual(hasInviteEnded(from) ? record : expired);
    },
  );

  it("goes forwards only, tells each change once, and stays as it ended", () => {
    const life = fc.array(fc.record({ name: fc.constantFrom(...eventNames), after: fc.nat(3 * day) }));
    fc.assert(
      fc.property(life, fc.boolean(), (steps, prepared) => {
        let invite = made({ prepared });
        let time = begin;
        for (const { name, after } of steps) {
          time += after;
          const next = nextInvite(invite, events[name], time);
          expect(inviteStates[next.state]).toBeGreaterThanOrEqual(inviteStates[invite.state]);
          expect(next.version - invite.version).toBeOneOf([0, 1]);
          if (hasInviteEnded(invite.state)) expect(next).toBe(invite);
          // Stored and read again, it goes on in the same way.
          expect(nextInvite(JSON.parse(JSON.stringify(invite)), events[name], time)).toEqual(
            JSON.parse(JSON.stringify(next)),
          );
          invite = next;
        }
      }),
    );
  });
});

describe("an invite that is requested again", () => {
  const kim = { id: "acme", name: "Oak & Elm Ltd", userName: "Kim Lee" };
  const again = requested({ platformKey: "gbol" }, { customer: kim, platformName: "Xero", standing: ["c9"] });

  it("belongs to whoever requested it last, until it is passed on", () => {
    const taken = { customer: kim, platformKey: "gbol", platformName: "Xero" };
    expect(nextInvite(made(), again, begin + 1)).toMatchObject(taken);
    const passedOn = made({ prepared: true });
    expect(nextInvite(passedOn, again, begin + 1)).toBe(passedOn);
  });

  it("begins anew after an hour, until it is passed on", () => {
    const laterBy = (time: number) => nextInvite(made(), again, begin + time);
    expect(laterBy(hour)).toMatchObject({ createdAt: begin, expiresAt: begin + 14 * day });
    const anew = begin + hour + 1;
    expect(laterBy(hour + 1)).toMatchObject({
      ...{ createdAt: anew, changedAt: anew, expiresAt: anew + 14 * day },
      standing: ["c9"],
      version: 0,
    });
  });

  it("takes a new name and a new language in every open state, and none where none is given", () => {
    for (const state of states.filter((one) => !hasInviteEnded(one))) {
      const invite = { ...inState(state), name: "Sam", locale: "de" };
      expect(nextInvite(invite, requested(), begin + 1)).toBe(invite);
      expect(nextInvite(invite, requested({ name: "Kim", locale: "ja" }), begin + 1)).toMatchObject({
        name: "Kim",
        locale: "ja",
      });
      expect(nextInvite(invite, requested({ name: "" }), begin + 1).name).toBeUndefined();
    }
  });
});

it("a press that made no connection leaves the one that a press before it made", () => {
  const first = nextInvite(made(), { type: "opened", connectionId: "c1" }, begin);
  expect(nextInvite(first, { type: "opened" }, begin + 1)).toBe(first);
  expect(nextInvite(first, { type: "opened", connectionId: "c2" }, begin + 1).connectionId).toBe("c2");
});
