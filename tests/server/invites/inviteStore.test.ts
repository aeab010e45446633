import { expect, it } from "vitest";
import type { Company } from "../../../src/core/company/company.js";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createInviteStore } from "../../../src/server/invites/inviteStore.js";
import { createInvites } from "../../../src/server/invites/invites.js";
import { createInviteTokens } from "../../../src/server/invites/inviteToken.js";
import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import { createFakeTimers, settled } from "../../support/fakeTimers.js";
import { colleagueTest, day } from "../routes/colleagueTest.js";
import { companyId } from "../webhooks/webhooks.js";

const clock = { at: 0 };
const now = () => new Date(Date.parse("2026-11-23T09:00:00.437Z") + clock.at);
const tokens = createInviteTokens(["a secret that nobody has outside of the tests"]);
const wish = { kind: "connect", sourceType: "accounting", prepared: true } as const;
const key = `invites:${companyId}`;

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
    await test.backplane.set(`invites:${test.companyId()}`, broken, day);
    await test.backplane.delete(`snapshot:${test.companyId()}`);
    const company = await test.json<Company>("GET /company");
    expect(company).toMatchObject({ id: test.companyId(), invites: [] });
    test.fake.connect(test.companyId());
    await test.fake.webhooks.settle();
    expect(await test.json<Company>("GET /company")).toMatchObject({ connections: [{ status: "Linked" }] });
    expect([(await test.open(path)).status, (await test.press(path)).status]).toEqual([404, 404]);
    const { id } = await test.invite();
    expect(await test.state(id)).toBe("prepared");
    expect(test.errors).toEqual([]);
  },
);

it("a name that was stored as a note is read, and written as a name with the next change", async () => {
  const { invites, made, backplane } = office();
  const { id, ...stored } = await made();
  await backplane.set(key, JSON.stringify([{ ...stored, id, label: "Priya" }]), day);
  expect(await invites.find(id)).toMatchObject({ name: "Priya" });
  await invites.apply(id, { type: "opened" });
  const [record] = JSON.parse((await backplane.get(key)) ?? "[]");
  expect(record).toMatchObject({ id, name: "Priya", state: "opened" });
  expect(record).not.toHaveProperty("label");
});

it("one that an older version stored as connecting has started", async () => {
  const { invites, made, backplane } = office();
  const { id, ...whole } = await made();
  await backplane.set(key, JSON.stringify([{ id, ...whole, state: "connecting" }]), day);
  expect(await invites.find(id)).toMatchObject({ id, state: "started" });
  expect(await invites.apply(id, { type: "returned" })).toMatchObject({ id, state: "returned" });
});

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
  await backplane.set(key, JSON.stringify(records), day);
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
  const { invites, made, backplane } = office();
  const ids: string[] = [];
  for (let times = 0; times < 110; times++) {
    clock.at += 1;
    const { id } = await made();
    ids.push(id);
    await invites.apply(id, { type: "cancelled" });
  }
  const known = await Promise.all(ids.map((id) => backplane.get(`invite:${id}`)));
  expect(known.map((one) => one !== undefined)).toEqual([...Array(10).fill(false), ...Array(100).fill(true)]);
});

it("who lost the right to change them while asleep changes nothing: what has ended meanwhile stays so", async () => {
  const { backplane, invites, made } = office();
  const { id } = await made();
  let wake: () => void = () => {};
  const sleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let reads = 0;
  const sleepy = createInviteStore({
    backplane: {
      ...backplane,
      async get(name) {
        const text = await backplane.get(name);
        reads += 1;
        if (reads === 2) await sleep;
        return text;
      },
    },
    now,
  });
  const named = (records: readonly InviteRecord[]) => ({
    records: records.map((one) => ({ ...one, name: "late" })),
    result: undefined,
  });
  const late = sleepy.change(companyId, named).catch((error: unknown) => error);
  await settled();
  clock.at = 16_000;
  await invites.apply(id, { type: "declined" });
  wake();
  expect(await late).toMatchObject({ code: "ONB-514", recoverable: true });
  expect(await invites.find(id)).toMatchObject({ state: "declined" });
  expect((await invites.find(id))?.name).toBeUndefined();
});

it("who waits ten seconds for another to change them gives up, and the next may go on", async () => {
  const { backplane, made } = office();
  await made();
  const timers = createFakeTimers();
  const records = createInviteStore({ backplane, now, timers });
  const lease = await backplane.acquire(key, 3_600_000);
  const change = () => records.change(companyId, (before) => ({ records: before, result: "done" }));
  const given = change().catch((error: unknown) => error);
  await timers.pass(9_990);
  const next = change();
  await timers.pass(20);
  expect(await given).toMatchObject({ code: "ONB-514", recoverable: true });
  await lease?.release();
  await timers.pass(20);
  expect(await next).toBe("done");
});

it("nobody waits who has nothing to change", async () => {
  const { backplane, invites, made } = office();
  const { id } = await made();
  for (let times = 0; times < 20; times++) await invites.count(id, "presses");
  await backplane.acquire(key, 3_600_000);
  expect(await made()).toMatchObject({ id });
  expect(await invites.count(id, "presses")).toBe(false);
  expect(await invites.apply(id, { type: "passedOn" })).toMatchObject({ id });
  await invites.settle(companyId, []);
  await invites.endAll("another");
});
