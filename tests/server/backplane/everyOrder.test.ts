import { describe, expect, it } from "vitest";
import type { CompanyEvent } from "../../../src/core/company/companyEvent.js";
import { hasInviteEnded } from "../../../src/core/status/inviteState.js";
import { companyValue, customerRoom } from "../../../src/server/backplane/backplaneRooms.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { type Companies, createCompanies } from "../../../src/server/companies/companies.js";
import { customerTagKey } from "../../../src/server/companies/customerTag.js";
import { createCompanyFeed } from "../../../src/server/events/companyFeed.js";
import { createInvites, type Invites } from "../../../src/server/invites/invites.js";
import { createInviteTokens } from "../../../src/server/invites/inviteToken.js";
import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import { systemTimers } from "../../../src/server/utils/timers.js";
import { inEveryOrder, type Turns } from "../../support/everyOrder.js";
import { entriesAfter, placeOf, putIn } from "../../support/rooms.js";
import { company, companyId, connection } from "../../support/streamHost.js";

const now = () => new Date("2026-11-23T09:00:00.437Z");
const tokens = createInviteTokens(["a secret that nobody has outside of the tests"]);
const wish = { kind: "connect", sourceType: "accounting" } as const;
const linked = [connection("c1", "Linked")];

describe("an invite that two change, a step of one of them at a time,", () => {
  type Change = (invites: Invites, id: string, turns: Turns) => Promise<unknown>;

  const changes: Record<string, Change> = {
    async press(invites, id, turns) {
      const found = await invites.look(id);
      if (!found || hasInviteEnded(found.invite.state)) return undefined;
      if (!(await invites.count(found.invite, "presses"))) return undefined;
      const { invite, url } = await invites.press(found, [], async () => {
        await turns.pause();
        return { url: "https://link.codat.io" };
      });
      // Nobody is led on by an invite that had ended.
      expect(hasInviteEnded(invite?.state ?? "none")).toBe(url === undefined);
      return url;
    },
    decline: (invites, id) => invites.apply(id, { type: "declined" }),
    cancel: (invites, id) => invites.apply(id, { type: "cancelled" }),
    name: (invites, id) => invites.apply(id, { type: "named", name: "Kim" }),
    request: (invites) => invites.ensure({ id: "acme" }, companyId, { ...wish, name: "Lee", prepared: true }),
    settle: (invites) => invites.settle(companyId, linked),
    end: (invites) => invites.endAll(companyId),
  };
  const ends = ["decline", "cancel", "settle", "end"];
  const pairs = ends.flatMap((end) => Object.keys(changes).map((other) => [end, other] as const));

  it.each(pairs)("%s and %s, ends once and for good", async (first, second) => {
    const orders = await inEveryOrder(async (turns) => {
      const backplane = memoryBackplane({ now });
      const invitesOn = (on: typeof backplane) =>
        createInvites({ backplane: on, now, ttl: 3_600_000, tokens });
      const invites = invitesOn(backplane);
      const { id } = (await invites.ensure({ id: "acme" }, companyId, {
        ...wish,
        prepared: true,
      })) as InviteRecord;
      const begin = await placeOf(backplane, companyId);
      const [one, other] = [first, second].map((name) => {
        const own = invitesOn(turns.stepwise(backplane));
        return () => (changes[name] as Change)(own, id, turns);
      });
      await turns.together(() => Promise.all([one?.(), other?.()]));

      const invite = await invites.find(id);
      expect(hasInviteEnded(invite?.state ?? "none")).toBe(true);
      const told = ((await entriesAfter(backplane, companyId, begin)) ?? [])
        .map(({ event }) => JSON.parse(event) as CompanyEvent)
        .flatMap((event) => (event.type === "invite" && event.invite.id === id ? [event.invite] : []));
      // Each version once, in order, and nothing after its end.
      expect(told.map(({ version }) => version)).toEqual(told.map((_, n) => n + 2));
      expect(told.findIndex(({ state }) => hasInviteEnded(state))).toBe(told.length - 1);
      expect(told.at(-1)?.state).toBe(invite?.state);
    });
    expect(orders).toBeGreaterThan(5);
  });
});

describe("a company that is deleted while somebody works on it, a step of one of them at a time,", () => {
  /** A Codat that knows the company until it is deleted, and answers when it is its turn. */
  function world(turns: Turns) {
    const clock = { at: now().getTime() };
    const backplane = memoryBackplane({ now: () => new Date(clock.at) });
    const codat = { knows: true, asked: 0 };
    const tagged = { id: companyId, tags: { [customerTagKey]: "acme" }, created: "2026-11-23T08:00:00" };
    const made = { id: "22222222-2222-4222-8222-222222222222", created: now().toISOString() };
    const answer = (status: number, body: unknown) => ({ status, body, at: now(), correlationId: undefined });

    function on(
      own: typeof backplane,
      store?: string,
    ): { companies: Companies; feed: ReturnType<typeof feedOn> } {
      const companies = createCompanies({
        backplane: own,
        appName: "Acme Lending",
        report: (error) => expect.fail(String(error)),
        ...(store && { store: { get: () => store, set: () => {} } }),
        // Each order waits for the lease of another, which takes a moment of the system's time.
        timers: { ...systemTimers, setTimeout: (run, wait) => systemTimers.setTimeout(run, wait / 50) },
        async codat({ method, path }) {
          await turns.pause();
          const { knows } = codat;
          codat.asked++;
          await turns.pause();
          if (method === "POST") return answer(200, made);
          if (path.startsWith("/companies?")) return answer(200, { results: knows ? [tagged] : [] });
          return knows ? answer(200, tagged) : answer(404, {});
        },
      });
      return { companies, feed: feedOn(own) };
    }
    const feedOn = (own: typeof backplane) =>
      createCompanyFeed({
        backplane: own,
        now,
        async read() {
          await turns.pause();
          const { knows } = codat;
          await turns.pause();
          if (!knows) throw new Error("Codat does not know it.");
          return company(...linked);
        },
      });
    return { backplane, codat, made, on, clock };
  }

  it.each(["snapshot", "refresh"] as const)("is not put back by a %s that was under way", async (what) => {
    const orders = await inEveryOrder(async (turns) => {
      const { backplane, codat, on } = world(turns);
      const slow = on(turns.stepwise(backplane));
      await on(backplane).companies.find({ id: "acme" });
      const deleting = on(turns.stepwise(backplane));
      await turns.together(() =>
        Promise.allSettled([
          slow.feed[what](companyId),
          (async () => {
            await turns.pause();
            codat.knows = false;
            await turns.pause();
            await deleting.companies.forget(companyId, true);
          })(),
        ]),
      );
      await expect(on(backplane).feed.snapshot(companyId)).rejects.toMatchObject({ code: "ONB-515" });
    });
    expect(orders).toBeGreaterThan(20);
  });

  it.each(["find", "ensure"] as const)("is nobody's after it, though %s was under way", async (what) => {
    const orders = await inEveryOrder(async (turns) => {
      const { backplane, codat, made, on } = world(turns);
      // It is known whose it is; what company the customer has is to be looked up again.
      await on(backplane).companies.find({ id: "acme" });
      await putIn(backplane, customerRoom("acme"), companyValue, null);
      const slow = on(turns.stepwise(backplane));
      const deleting = on(turns.stepwise(backplane));
      await turns.together(() =>
        Promise.allSettled([
          slow.companies[what]({ id: "acme" }),
          (async () => {
            await turns.pause();
            codat.knows = false;
            await turns.pause();
            await deleting.companies.forget(companyId, true);
          })(),
        ]),
      );
      const { companies } = on(backplane);
      expect(await companies.find({ id: "acme" })).not.toBe(companyId);
      expect(await companies.ensure({ id: "acme" })).toBe(made.id);
    });
    expect(orders).toBeGreaterThan(10);
  });

  it("is not there for the host's own record, though it was looked for in between", async () => {
    const orders = await inEveryOrder(async (turns) => {
      const { backplane, codat, made, on, clock } = world(turns);
      const slow = on(turns.stepwise(backplane), companyId);
      const deleting = on(turns.stepwise(backplane));
      await turns.together(() =>
        Promise.allSettled([
          slow.companies.find({ id: "acme" }),
          (async () => {
            await turns.pause();
            codat.knows = false;
            await turns.pause();
            await deleting.companies.forget(companyId, true);
          })(),
        ]),
      );
      // Long after, when nothing is left of the deletion but what was put.
      clock.at += 3_600_000;
      const { companies } = on(backplane, companyId);
      // The record is believed; a reading finds that Codat does not know it.
      if ((await companies.find({ id: "acme" })) === companyId) await companies.forget(companyId);
      expect(await companies.ensure({ id: "acme" })).toBe(made.id);
    });
    expect(orders).toBeGreaterThan(10);
  });
});
