import { expect, it } from "vitest";
import type { Company } from "../../../src/core/company/company.js";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { companyRoom, invitesValue, snapshotValue } from "../../../src/server/backplane/backplaneRooms.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createInvites } from "../../../src/server/invites/invites.js";
import { createInviteTokens } from "../../../src/server/invites/inviteToken.js";
import type { InviteEvent } from "../../../src/server/invites/life/inviteEvent.js";
import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import { settled } from "../../support/fakeTimers.js";
import { putIn } from "../../support/rooms.js";
import { colleagueTest, day } from "../routes/colleagueTest.js";
import { companyId } from "../webhooks/webhooks.js";

const clock = { at: 0 };
const now = () => new Date(Date.parse("2026-11-23T09:00:00.437Z") + clock.at);
const tokens = createInviteTokens(["a secret that nobody has outside of the tests"]);
const wish = { kind: "connect", sourceType: "accounting", prepared: true } as const;
const room = companyRoom(companyId);

function office(backplane: Backplane = memoryBackplane({ now })) {
  clock.at = 0;
  const invites = createInvites({ backplane, now, ttl: 14 * day, tokens });
  return {
    backplane,
    invites,
    made: async (more = {}) =>
      (await invites.ensure({ id: "acme" }, companyId, { ...wish, ...more })) as InviteRecord,
  };
}

it.each(["{", "", "null", "7", "{}", '"x"', "[null, 7, [], {}]", '[{"id":"x","customer":{}}]'])(
  "what is kept of a company's invites, and is %s, takes neither its stream nor its next invite",
  async (broken) => {
    const test = colleagueTest();
    const { path } = await test.invite();
    await putIn(test.backplane, companyRoom(test.companyId()), invitesValue, broken);
    await putIn(test.backplane, companyRoom(test.companyId()), snapshotValue, null);
    const company = await test.json<Company>("GET /company");
    expect(company).toMatchObject({ id: test.companyId(), invites: [] });
    test.fake.connect(test.companyId());
    await test.fake.webhooks.settle();
    expect(await test.json<Company>("GET /company")).toMatchObject({ connections: [{ status: "Linked" }] });
    expect([(await test.open(path)).status, (await test.press(path)).status]).toEqual([404, 404]);
    const { id } = await test.invite();
    expect(await test.state(id)).toBe("prepared");
    // Its link was signed here: once it is said what that may mean.
    expect(test.errors).toMatchObject([{ code: "ONB-523" }]);
  },
);

it("one that is broken, or in a state that nobody knows, takes no other with it", async () => {
  const { invites, made, backplane } = office();
  const whole = await made();
  const broken = [
    { state: "sold" },
    { state: "toString" },
    { state: undefined },
    { version: "1" },
    { customer: 7 },
  ];
  const records = [...broken.map((more, n) => ({ ...whole, id: `broken${n}`, ...more })), whole];
  await putIn(backplane, room, invitesValue, JSON.stringify(records));
  expect((await invites.list(companyId)).map(({ id }) => id)).toEqual([whole.id]);
  await invites.settle(companyId, []);
  expect(await made({ kind: "reconnect" })).toMatchObject({ state: "prepared" });
  expect(await invites.list(companyId)).toHaveLength(2);
});

it("a live invite is never given up for ended ones, however many come after it", async () => {
  const { invites, made } = office();
  const first = await made({ kind: "reconnect" });
  for (let times = 0; times < 120; times++) {
    clock.at += 1;
    const { id } = await made();
    await invites.apply(id, { type: "cancelled" });
  }
  expect(await invites.find(first.id)).toMatchObject({ state: "prepared" });
  expect(await invites.list(companyId)).toHaveLength(101);
});

it("nothing is left of one that was given up", async () => {
  const { invites, made } = office();
  const ids: string[] = [];
  for (let times = 0; times < 110; times++) {
    clock.at += 1;
    const { id } = await made();
    ids.push(id);
    await invites.apply(id, { type: "cancelled" });
  }
  const known = await Promise.all(ids.map((id) => invites.find(id)));
  expect(known.map((one) => one !== undefined)).toEqual([...Array(10).fill(false), ...Array(100).fill(true)]);
});

it("who slept between reading and writing changes nothing that has ended meanwhile", async () => {
  const { backplane, invites, made } = office();
  const { id } = await made();
  let wake: () => void = () => {};
  const sleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const sleepy = office({
    ...backplane,
    async view(...args) {
      const seen = await backplane.view(...args);
      await sleep;
      return seen;
    },
  });
  const late = ["named", "opened", "cancelled"].map((type) =>
    sleepy.invites.apply(id, { type, name: "late" } as InviteEvent),
  );
  await settled();
  clock.at = 16_000;
  await invites.apply(id, { type: "declined" });
  wake();
  expect(await Promise.all(late)).toMatchObject(Array(3).fill({ state: "declined" }));
  expect(await invites.find(id)).toMatchObject({ state: "declined" });
  expect((await invites.find(id))?.name).toBeUndefined();
});

it("who comes too late again and again gives up in the end", async () => {
  const { backplane, made } = office();
  const { id } = await made();
  let tries = 0;
  const unlucky = office({
    ...backplane,
    async commit(one, change) {
      tries++;
      const { "": _, ...values } = (await backplane.view(one, [invitesValue])).values;
      return { ...(await backplane.commit(one, { ...change, if: { "": "x" } })), values };
    },
  });
  const given = unlucky.invites.apply(id, { type: "declined" });
  await expect(given).rejects.toMatchObject({ code: "ONB-514", recoverable: true });
  expect(tries).toBe(50);
});

it("nothing is written where nothing changes", async () => {
  const { backplane, invites, made } = office();
  const { id } = await made();
  for (let times = 0; times < 20; times++) await invites.count(id, "presses");
  const readOnly = office({
    ...backplane,
    commit: (one, change) =>
      change.put || change.append ? expect.fail("It is written.") : backplane.commit(one, change),
  });
  expect(await readOnly.made()).toMatchObject({ id });
  expect(await readOnly.invites.count(id, "presses")).toMatchObject({ isAllowed: false });
  expect(await readOnly.invites.apply(id, { type: "passedOn" })).toMatchObject({ id });
  await readOnly.invites.settle(companyId, []);
  await readOnly.invites.endAll("another");
});
