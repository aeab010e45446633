import { expect, it } from "vitest";
import { memoryBackplane } from "../../../../src/server/backplane/memoryBackplane.js";
import { createInvites } from "../../../../src/server/invites/invites.js";
import { createInviteTokens } from "../../../../src/server/invites/inviteToken.js";
import {
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

/** Uses links at minutes, one after the other. @returns what each was answered */
function linksOf(companyId: string) {
  let time = begin;
  const now = () => new Date(time);
  const tokens = createInviteTokens(["a secret that nobody has outside of the tests"]);
  const invites = createInvites({ backplane: memoryBackplane({ now }), now, ttl: 14 * day, tokens });
  const ids = Object.fromEntries(["a", "b", "c"].map((name) => [name, tokens.newId(companyId)]));
  return async (
    minutes: readonly number[],
    more: Partial<InviteRecord> = {},
    name = "a",
  ): Promise<boolean[]> => {
    const answers: boolean[] = [];
    for (const at of minutes) {
      time = begin + at * minute;
      answers.push((await invites.count(invite(ids[name] ?? "", more), "presses")).isAllowed);
    }
    return answers;
  };
}

it("a link is used twenty times in an hour of the clock, however far apart, and again in the next", async () => {
  const spread = Array.from({ length: 21 }, (_, n) => n * 2.8);
  expect(await linksOf("one")(spread)).toEqual([...Array(20).fill(true), false]);
  expect((await linksOf("other")([...Array(21).fill(0), 61])).slice(19)).toEqual([true, false, true]);
});

it("a business's links are used sixty times in an hour, those of ended invites counted too", async () => {
  const use = linksOf("one");
  // "c" ends after its twenty.
  for (const name of ["b", "c"]) expect(await use(Array(20).fill(0), {}, name)).not.toContain(false);
  expect(await use(Array(19).fill(1))).not.toContain(false);
  expect(await use([1], { state: "declined" })).toEqual([false]);
  expect(await use([1, 2])).toEqual([true, false]);
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
