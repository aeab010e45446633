import { describe, expect, it } from "vitest";
import type { CompanionTest } from "../companionTest.js";
import { type DoubtfulCodat, doubtfulCodat, type Fate } from "./doubtfulCodat.js";

const minute = 60_000;
const go = "GET /go?sourceType=accounting";
const visit = "POST /company";

/** Asks as a person does, who tries again a minute later, until the answer is no failure. */
async function until({ run, pass, fake }: DoubtfulCodat, { ask }: CompanionTest, route: string, most = 9) {
  const statuses: number[] = [];
  for (let count = 0; count < most; count++) {
    const { status } = await run(ask(route));
    expect(fake.companies().length).toBeLessThan(2);
    statuses.push(status);
    if (status < 400) break;
    await pass(minute);
  }
  return statuses;
}

describe("a company that Codat does not find yet", () => {
  it.each([
    [30, 0],
    [300, 0],
    [300, 300],
    [0, 300],
    [3_000, 0],
    [3_000, 3_000],
    [9_000, 9_000],
    [3_000, 20_000],
  ])(
    "by its id for %i ms, in its search for %i ms, is the only one, and shown by the request",
    async (byId, inLists) => {
      for (const route of [visit, go]) {
        const codat = doubtfulCodat({ lag: { byId, inLists } });
        const { run, pass, processes, fake } = codat;
        for (const { ask } of [...processes, ...processes]) {
          expect((await run(ask(route))).status).toBe(route === go ? 303 : 200);
          await pass(200);
        }
        expect(fake.companies()).toHaveLength(1);
      }
    },
  );

  it.each([visit, go])(
    "for longer than %s can wait is the only one, and what fails can be tried again",
    async (route) => {
      const codat = doubtfulCodat({ lag: { byId: 25_000, inLists: 25_000 } });
      const [one, other] = codat.processes as [CompanionTest, CompanionTest];
      expect((await until(codat, one, route)).slice(0, -1)).toEqual([503]);
      expect(one.errors.at(-1)).toMatchObject({ code: "ONB-508", recoverable: true });
      expect(await until(codat, other, route)).toHaveLength(1);
      expect(codat.fake.companies()).toHaveLength(1);
    },
  );

  it("and that was deleted, which nobody told, is replaced once it must have been found", async () => {
    const codat = doubtfulCodat();
    const [one] = codat.processes as [CompanionTest];
    await codat.run(one.ask(visit));
    await codat.remove();
    expect(await until(codat, one, go)).toEqual([503, 303]);
    expect(codat.fake.companies()).toHaveLength(1);
  });

  it("and of which Codat says that it was deleted is replaced at once", async () => {
    const codat = doubtfulCodat();
    const [one] = codat.processes as [CompanionTest];
    await codat.run(one.ask(visit));
    await codat.run(codat.remove(one));
    expect((await codat.run(one.ask(visit))).status).toBe(200);
    expect(codat.fake.companies()).toHaveLength(1);
  });
});

describe("a gateway that answers in place of Codat", () => {
  const statuses = [408, 500, 502, 503, 504, "cut"] as const;
  const acts: readonly (readonly [string, Fate["reaches"]])[] = [
    ["never acts", null],
    ["has acted", 0],
    ["acts 2.5 s later", 2_500],
    ["acts 11 s later", 11_000],
    ["acts a minute later", 60_000],
  ];

  it.each(
    statuses.flatMap((gateway) =>
      acts.flatMap((act) => [1, 3, 9].map((times) => [gateway, times, ...act] as const)),
    ),
  )("with %s, %i times, while Codat %s, makes no second company", async (gateway, times, _, reaches) => {
    for (const isAlike of [false, true]) {
      const codat = doubtfulCodat();
      codat.fates.push(...Array.from({ length: times }, () => ({ gateway, reaches, isAlike })));
      for (const one of codat.processes) {
        const tried = await until(codat, one, visit);
        expect(tried.slice(0, -1).filter((status) => status !== 503)).toEqual([]);
        expect(tried.at(-1)).toBe(200);
        if (times === 1) expect(tried).toEqual([200]);
      }
      await codat.pass(2 * minute);
      expect(codat.fake.companies()).toHaveLength(1);
    }
  });

  it("with a refusal is believed, and the next request tries the same key", async () => {
    const codat = doubtfulCodat();
    codat.fates.push({ gateway: 403, reaches: null });
    const [one, other] = codat.processes as [CompanionTest, CompanionTest];
    expect((await codat.run(one.ask(visit))).status).toBe(500);
    expect(one.errors).toMatchObject([{ code: "ONB-508", recoverable: false }]);
    // Both are at the same key: their calls meet, and Codat makes one.
    codat.fates.push({ takes: 300 });
    const both = await codat.run(Promise.all([one.ask(visit), other.ask(visit)]));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(codat.fake.companies()).toHaveLength(1);
  });
});

describe("an error that Codat has stored for the key", () => {
  it.each([
    [{ status: 500 }, 0, [200]],
    [{ status: 500, applied: true }, 0, [200]],
    [{ status: 500, applied: true }, 10_000, [200]],
    [{ status: 503, applied: true }, 3_000, [200]],
    [{ status: 402 }, 0, [200]],
    [{ status: 422 }, 0, [200]],
  ])(
    "%o, with a search that lags %i ms behind, costs no second company",
    async (error, inLists, statuses) => {
      const codat = doubtfulCodat({ lag: { inLists } });
      codat.fates.push({ error });
      for (const one of codat.processes) expect(await until(codat, one, visit)).toEqual(statuses);
      expect(codat.fake.companies()).toHaveLength(1);
    },
  );

  it.each([
    [402, 500],
    [500, 503],
  ])("again and again, %i, ends, and asks Codat ever less", async (status, shown) => {
    const codat = doubtfulCodat();
    codat.fates.push(...Array.from({ length: 200 }, () => ({ error: { status } })));
    const [one] = codat.processes as [CompanionTest];
    for (let count = 0; count < 30; count++) {
      const before = codat.made();
      expect((await codat.run(one.ask(visit))).status).toBe(shown);
      expect(codat.made() - before).toBeLessThan(12);
      await codat.pass(minute);
    }
    codat.fates.length = 0;
    expect((await until(codat, one, visit, 100)).at(-1)).toBe(200);
  });
});

describe("two processes that share nothing", () => {
  it("meet at the same key again, however far apart one was refused", async () => {
    const codat = doubtfulCodat();
    const [one, other] = codat.processes as [CompanionTest, CompanionTest];
    for (const minutes of [0, 60]) {
      await codat.pass(minutes * minute);
      codat.fates.push(...Array.from({ length: 4 }, () => ({ error: { status: 402 } })));
      expect((await codat.run(one.ask(visit))).status).toBe(500);
      codat.fates.length = 0;
    }
    // Codat has forgotten what it answered to the first keys, and not what to the later ones.
    await codat.pass(35 * minute);
    codat.fates.push({ takes: 300 }, { takes: 300 });
    const both = await codat.run(Promise.all([one.ask(visit), other.ask(visit)]));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(codat.fake.companies()).toHaveLength(1);
  });

  it.each([89.5, 90])(
    "make no company %f minutes after the key's, where Codat is about to forget it",
    async (minutes) => {
      const codat = doubtfulCodat({ lag: { inLists: 20_000 } });
      const [one, other] = codat.processes as [CompanionTest, CompanionTest];
      await codat.run(one.ask(visit));
      await codat.pass(minutes * minute - 10_000);
      await codat.remove();
      await codat.run(one.ask(visit));
      await codat.pass(5_000);
      await codat.run(other.ask(visit));
      await codat.pass(6_000);
      for (const process of [other, one]) await until(codat, process, visit);
      expect(codat.fake.companies()).toHaveLength(1);
    },
  );

  it.each([500, 4_000, 9_000, 25_000, 60_000])(
    "and know another name each make one company, though the first call takes %i ms",
    async (takes) => {
      const codat = doubtfulCodat();
      codat.names.push("Oak & Elm Ltd", "Elm & Oak Ltd");
      codat.fates.push({ takes });
      const [one, other] = codat.processes as [CompanionTest, CompanionTest];
      const first = one.ask(visit);
      await codat.pass(50);
      const [, second] = await codat.run(Promise.all([first, other.ask(visit)]));
      if (takes < 15_000) expect(second.status).toBe(200);
      expect(codat.fake.companies().length).toBeLessThan(2);
      for (const process of codat.processes) await until(codat, process, visit);
      expect(codat.fake.companies()).toHaveLength(1);
    },
  );

  it("of which one has another name and the other has ended do without the first key", async () => {
    const codat = doubtfulCodat();
    codat.names.push("Oak & Elm Ltd", "Elm & Oak Ltd");
    codat.fates.push({ error: { status: 500 } }, { gateway: 502, reaches: null });
    const [one, other] = codat.processes as [CompanionTest, CompanionTest];
    codat.fates.push(...Array.from({ length: 4 }, () => ({ gateway: 502, reaches: null })));
    expect((await codat.run(one.ask(visit))).status).toBe(503);
    codat.fates.length = 0;
    const tried = await until(codat, other, visit);
    expect(tried.at(-1)).toBe(200);
    expect(tried.length).toBeGreaterThan(1);
    expect(codat.fake.companies()).toHaveLength(1);
  });
});
