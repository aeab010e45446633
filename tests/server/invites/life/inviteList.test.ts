import { expect, it } from "vitest";
import {
  countInviteUse,
  findOrCreateInvite,
  invitesAt,
  invitesToStore,
} from "../../../../src/server/invites/life/inviteList.js";
import type { InviteRecord } from "../../../../src/server/invites/life/inviteRecord.js";
import { newInvite } from "../../../../src/server/invites/life/nextInvite.js";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const begin = Date.parse("2026-11-23T09:00:00.437Z");

function invite(id: string, more: Partial<InviteRecord> = {}): InviteRecord {
  const request = { kind: "connect", sourceType: "accounting", prepared: true } as const;
  const event = { type: "requested", request, customer: { id: "acme" }, ttl: 14 * day } as const;
  return { ...newInvite(event, { id, companyId: "c" }, begin), ...more };
}

/** Uses a link at these minutes, one after the other. @returns what each was answered */
function useAt(minutes: readonly number[], start: readonly InviteRecord[]): boolean[] {
  let records = start;
  return minutes.map((at) => {
    const change = countInviteUse(records, "a", "presses", begin + at * minute);
    records = change.records ?? records;
    return change.result;
  });
}

it("a link is used twenty times in an hour of the clock, however far apart, and again in the next", () => {
  const spread = Array.from({ length: 21 }, (_, n) => n * 2.8);
  expect(useAt(spread, [invite("a")])).toEqual([...Array(20).fill(true), false]);
  expect(useAt([...Array(21).fill(0), 61], [invite("a")]).slice(19)).toEqual([true, false, true]);
});

it("a business's links are used sixty times in an hour, those of ended invites counted too", () => {
  const thisHour = Math.floor(begin / hour);
  const used = (id: string, count: number, more: Partial<InviteRecord> = {}) =>
    invite(id, { presses: { hour: thisHour, count }, ...more });
  const others = [used("b", 20), used("c", 20, { state: "cancelled" })];
  expect(useAt([1, 2], [used("a", 18), ...others])).toEqual([true, true]);
  expect(useAt([1, 2], [used("a", 19), ...others])).toEqual([true, false]);
  expect(useAt([1], [used("a", 18, { state: "declined" }), ...others])).toEqual([false]);
});

it("an invite goes thirty days after its end, whichever that was", () => {
  const idsAt = (time: number) =>
    invitesAt(
      [
        invite("a"),
        invite("b", { state: "declined", changedAt: begin + day }),
        invite("c", { state: "none", version: 0 }),
      ],
      begin + time,
    ).map(({ id, state }) => `${id} ${state}`);
  expect(idsAt(31 * day - 1)).toEqual(["a expired", "b declined", "c expired"]);
  expect(idsAt(31 * day)).toEqual(["a expired", "c expired"]);
  expect(idsAt(44 * day - 1)).toEqual(["a expired", "c expired"]);
  expect(idsAt(44 * day)).toEqual([]);
});

it("the newest hundred that have ended are stored, beside all that are open", () => {
  const ended = Array.from({ length: 130 }, (_, n) =>
    invite(`e${n}`, { state: "cancelled", createdAt: begin + n }),
  );
  const stored = invitesToStore([invite("open", { createdAt: 0 }), ...ended]).map(({ id }) => id);
  expect(stored).toEqual([...Array.from({ length: 100 }, (_, n) => `e${129 - n}`), "open"]);
});

it("a list is not touched where the invite is there as it was requested", () => {
  const records = [invite("a")];
  const event = {
    type: "requested",
    request: { kind: "connect", sourceType: "accounting" },
    customer: { id: "acme" },
    ttl: day,
  } as const;
  const identity = { companyId: "c", newId: () => expect.fail("No invite is made.") };
  expect(findOrCreateInvite(records, event, identity, begin + day)).toEqual({ result: records[0] });
});
