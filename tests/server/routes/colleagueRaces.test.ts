import { expect, it } from "vitest";
import type { CompanyEvent } from "../../../src/core/company/companyEvent.js";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { entriesAfter, placeOf } from "../../support/rooms.js";
import { type CompanionTest, companionTest, origin } from "../companionTest.js";
import { type ColleagueTest, colleagueTest, inviteSecret } from "./colleagueTest.js";

/** The same numbers for the same seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A backplane over a network: every call takes a few turns there, and a few back. */
function distant(backplane: Backplane, random: () => number): Backplane {
  async function travel(): Promise<void> {
    for (let turns = Math.floor(random() * 4); turns > 0; turns--)
      await new Promise((resolve) => setImmediate(resolve));
  }
  const far =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await travel();
      const result = await call(...args);
      await travel();
      return result;
    };
  return {
    ...backplane,
    view: far(backplane.view),
    commit: far(backplane.commit),
  };
}

type Told = Extract<CompanyEvent, { type: "invite" }>["invite"];

async function toldOf({ backplane, companyId }: ColleagueTest, cursor: string): Promise<Told[]> {
  const news = (await entriesAfter(backplane, companyId(), cursor)) ?? [];
  const events = news.map(({ event }) => JSON.parse(event) as CompanyEvent);
  return events.flatMap((event) => (event.type === "invite" ? [event.invite] : []));
}

const pages: Readonly<Record<string, RegExp>> = {
  connected: /This is already done/,
  declined: /has been declined|Thank you for saying so/,
  cancelled: /has been cancelled/,
};

it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
  "pressed, declined, cancelled and connected at once through ten companions, it ends once and for good (%i)",
  async (seed) => {
    const random = chance(seed);
    const backplane = memoryBackplane();
    const test = colleagueTest({ backplane: distant(backplane, random) });
    const { path, id } = await test.invite();
    const begin = await placeOf(backplane, test.companyId());
    const others: CompanionTest[] = Array.from({ length: 9 }, () =>
      companionTest({
        fake: test.fake,
        now: test.fake.now,
        backplane: distant(backplane, random),
        invites: { secret: inviteSecret, publicUrl: origin },
      }),
    );
    const all = [test, ...others];
    const some = () => all[Math.floor(random() * all.length)] ?? test;
    const post = (address: string) => {
      const headers = { "sec-fetch-site": "same-origin", origin };
      return some().server.fetch(new Request(origin + address, { method: "POST", headers }));
    };
    const deeds = [
      () => post(path),
      () => post(path),
      () => post(`${path}/decline`),
      () => some().ask(`DELETE /invites/${id}`),
      async () => {
        test.fake.connect(test.companyId());
        await test.fake.webhooks.settle();
      },
      () => post(path),
      () => post(`${path}/decline`),
      () => some().ask("POST /invites", { body: { sourceType: "accounting", name: "Kim" } }),
    ].sort(() => random() - 0.5);
    const answers = (await Promise.all(deeds.map((deed) => deed()))).flatMap((answer) => answer ?? []);

    const told = (await toldOf(test, begin)).filter((one) => one.id === id);
    const ends = told.filter(({ state }) => pages[state]);
    expect(ends.map(({ state }) => state)).toHaveLength(1);
    // Whoever folds them goes by their versions.
    told.sort((a, b) => a.version - b.version);
    expect(told.map(({ version }) => version)).toEqual(told.map((_, index) => index + 2));
    const state = ends[0]?.state ?? "";
    expect(told.at(-1)?.state).toBe(state);
    expect(await test.state(id)).toBe(state);
    for (const answer of answers) {
      expect([200, 204, 303, 410]).toContain(answer.status);
      if (answer.headers.get("content-type")?.startsWith("text/html"))
        expect(await answer.text()).toMatch(pages[state] ?? "");
    }
    for (const one of all) {
      const page = await (await one.server.fetch(new Request(origin + path))).text();
      expect(page).toMatch(pages[state] ?? "");
    }
    expect(all.flatMap(({ errors }) => errors)).toEqual([]);
  },
);
