import { memoryBackplane } from "codat-onboarding/server";
import { createFakeCodat, type FakeCodat } from "codat-onboarding/testing";
import { describe, expect, it, vi } from "vitest";
import { customerTagKey } from "../../src/server/companies/customerTag.js";
import {
  type AskInit,
  apiKey,
  type CompanionTest,
  codatUrl,
  companionTest,
  origin,
  webhookSecret,
} from "../server/companionTest.js";

/** `npm run test:chaos` asks ten thousand times. */
const many = process.env["LAW_RUNS"] ? 10_000 : 300;
vi.setConfig({ testTimeout: 1_200_000 });
const begin = new Date("2026-11-23T08:00:00.437Z");
const minute = 60_000;
const hour = 60 * minute;
/** What a customer may cost at once, in an hour, and in a day. */
const budget = { burst: 15, hourly: 30, daily: 60 };
const other = "00000000-0000-4000-8000-00000000dead";
const secret = "what the tests sign their invites with";

/** A companion whose clock stands still, before a Codat with a new account's thousand calls a day. */
function standing(now = begin): CompanionTest {
  const test: { current?: CompanionTest } = {};
  const companion = companionTest({
    codat: { now: () => now, quota: { perDay: 1_000, perMinute: 1_000_000 } },
    invites: { secret, publicUrl: origin },
    backplane: memoryBackplane({ now: () => test.current?.fake.now() ?? now }),
  });
  test.current = companion;
  return companion;
}

const keys = (n: number) =>
  [3, 2, 1, 0].map((place) => "abcdefghijklmnopqrstuvwxyz"[Math.floor(n / 26 ** place) % 26]).join("");

/** Every request that makes the companion call Codat, as often as one likes. */
const kinds: readonly (readonly [string, (n: number) => readonly [string, AskInit?]])[] = [
  ["GET company", () => ["GET /company"]],
  ["GET company, without one", () => ["GET /company", { as: "newcomer" }]],
  ["POST company", () => ["POST /company"]],
  ["GET events", () => ["GET /events"]],
  ["GET go", () => ["GET /go?sourceType=accounting"]],
  ["GET go for a connection", () => [`GET /go?sourceType=banking&connectionId=${other}`]],
  ["GET return", () => ["GET /return?statuscode=200"]],
  ["POST connections", () => ["POST /connections", { body: { platformKey: "gbol" } }]],
  ["DELETE connections", () => [`DELETE /connections/${other}`]],
  ["POST unlink", () => [`POST /connections/${other}/unlink`]],
  ["GET invites", () => ["GET /invites"]],
  [
    "POST invites for another platform each time",
    (n) => ["POST /invites", { body: { sourceType: "accounting", platformKey: keys(n) } }],
  ],
];

async function flood(
  { ask }: CompanionTest,
  request: (typeof kinds)[number][1],
  times = many,
): Promise<number[]> {
  const statuses = new Set<number>();
  for (let from = 0; from < times; from += 20) {
    const some = Array.from({ length: Math.min(20, times - from) }, (_, n) => request(from + n));
    for (const response of await Promise.all(some.map((one) => ask(...one)))) {
      statuses.add(response.status);
      if (response.status === 429) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      await response.body?.cancel();
    }
  }
  return [...statuses];
}

/** The first visits of a hundred others, their way to Codat, and news of companies that were never seen. */
async function hundredOthers({ ask, fake }: CompanionTest): Promise<void> {
  const refused: unknown[] = [];
  for (let n = 0; n < 100; n++) {
    const as = `other${n}`;
    const visit = await ask("POST /company", { as });
    const way = await ask("GET /go?sourceType=accounting", { as });
    if (visit.status !== 200 || way.status !== 303) refused.push([as, visit.status, way.status]);
  }
  expect(refused).toEqual([]);
  const before = fake.webhooks.deliveries().length;
  for (let n = 0; n < 10; n++) fake.connect(fake.createCompany(`Never seen ${n}`).id);
  await fake.webhooks.settle();
  const news = fake.webhooks.deliveries().slice(before);
  expect(news.length).toBeGreaterThan(10);
  expect(news.filter(({ status }) => status !== 200)).toEqual([]);
}

describe(`one customer's ${many} requests`, () => {
  it.each(kinds)("by %s cost no more than a customer may at once", async (_, request) => {
    const companion = standing();
    await companion.ask("POST /company");
    await companion.fake.advance(hour);
    const before = companion.fake.requests().length;
    await flood(companion, request);
    expect(companion.fake.requests().length - before).toBeLessThanOrEqual(budget.burst);
  });

  it("of every kind at once end in 429 with a time, and others do not notice", async () => {
    const companion = standing();
    await companion.ask("POST /company");
    const before = companion.fake.requests().length;
    const statuses = await flood(companion, (n) => (kinds[n % kinds.length] as (typeof kinds)[number])[1](n));
    expect(statuses).toContain(429);
    // The newcomer is a customer too.
    expect(companion.fake.requests().length - before).toBeLessThanOrEqual(2 * budget.burst);
    await hundredOthers(companion);
    // One is reported, not each.
    expect(companion.errors.map(({ code }) => code)).toEqual(["ONB-522"]);
  });

  it("spread over a day cost no more than a customer may in a day", async () => {
    const companion = standing(new Date("2026-11-23T00:00:00.437Z"));
    await companion.ask("POST /company");
    for (let quarter = 0; quarter < 95; quarter++) {
      await flood(companion, (n) => (kinds[n % kinds.length] as (typeof kinds)[number])[1](n), 40);
      await companion.fake.advance(15 * minute);
    }
    expect(companion.fake.requests().length).toBeLessThanOrEqual(2 * budget.daily);
    expect(companion.fake.requests().length).toBeGreaterThan(budget.daily);
    await hundredOthers(companion);
  });
});

it("one customer by many sessions and links, at two processes that share a backplane, costs two accounts", async () => {
  const first = standing();
  const backplane = memoryBackplane({ now: first.fake.now });
  const both = [1, 2].map(() =>
    companionTest({ fake: first.fake, backplane, invites: { secret, publicUrl: origin } }),
  );
  const at = (n: number) => both[n % 2] as CompanionTest;
  await at(0).ask("POST /company");
  const links: URL[] = [];
  for (let n = 0; n < 10; n++) {
    const body = { sourceType: "accounting", platformKey: `aaa${"abcdefghij"[n]}`, prepared: true };
    links.push(new URL((await at(n).json<{ url: string }>("POST /invites", { body })).url));
  }
  await first.fake.advance(hour);
  const before = first.fake.requests().length;
  for (let n = 0; n < many; n++) {
    const session = { cookie: `customer=acme; session=${n}` };
    const kind = kinds[n % kinds.length] as (typeof kinds)[number];
    const [route, init = {}] = kind[1](n);
    const response = await at(n).ask(route, { ...init, headers: { ...session, ...init.headers } });
    await response.body?.cancel();
    const press = { method: "POST", headers: { "sec-fetch-site": "same-origin" } };
    await at(n + 1).server.fetch(new Request(links[n % 10] ?? origin, press));
  }
  // A press that has begun makes its connection.
  expect(first.fake.requests().length - before).toBeLessThanOrEqual(3 * budget.burst);
  await hundredOthers(at(1));
});

describe(`${many} navigations of a foreign page`, () => {
  const foreign = {
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };

  it.each([
    ["at once", 0, budget.burst],
    ["eleven seconds apart", 11_000, budget.burst + (many * 11_000 * budget.hourly) / hour],
  ])("to the way back, %s, cost no more than their customer may, and lead on", async (_, pause, most) => {
    const companion = standing();
    await companion.ask("POST /company");
    await companion.fake.advance(hour);
    const before = companion.fake.requests().length;
    for (let n = 0; n < many; n++) {
      const { status } = await companion.ask("GET /return?statuscode=200", { headers: foreign });
      if (status !== 303) expect.fail(`answered with ${status}`);
      if (pause) await companion.fake.advance(pause);
    }
    const days = 1 + Math.ceil((many * pause) / (24 * hour));
    const spent = companion.fake.requests().length - before;
    expect(spent).toBeLessThanOrEqual(Math.min(most, days * budget.daily));
    if (!pause) await hundredOthers(companion);
  });
});

describe("600 pages after a restart", () => {
  /** A Codat with the companies of customers, and so many calls left. */
  async function codatWith(left: number): Promise<{ fake: FakeCodat; records: Map<string, string> }> {
    const fake = createFakeCodat({
      baseUrl: codatUrl,
      apiKey,
      now: () => begin,
      quota: { perDay: 1_000, perMinute: 1_000_000 },
      webhooks: {
        url: `${origin}/api/codat/webhooks`,
        secret: webhookSecret,
        fetch: async () => new Response(),
      },
    });
    const records = new Map<string, string>();
    for (let n = 0; n < 600; n++) {
      const id = `customer${n}`;
      records.set(id, fake.createCompany("Oak", { tags: { [customerTagKey]: id } }).id);
    }
    const headers = { authorization: `Basic ${btoa(apiKey)}` };
    for (let n = 0; n < 1_000 - left; n++) await fake.fetch(`${codatUrl}/companies/${other}`, { headers });
    return { fake, records };
  }

  /** What a page asks for: its company, and its stream. @returns how it was answered */
  async function openAll({ ask }: CompanionTest, ids: Iterable<string>) {
    const pages = await Promise.all(
      [...ids].map(async (as) => {
        const [company, stream] = await Promise.all([
          ask("POST /company", { as }),
          ask("GET /events", { as }),
        ]);
        await stream.body?.cancel();
        const { error } = (await company.json()) as { error?: string };
        return {
          status: company.status,
          stream: stream.status,
          error,
          after: company.headers.get("retry-after"),
        };
      }),
    );
    const served = pages.filter(({ status }) => status === 200);
    return { served, refused: pages.filter((page) => !served.includes(page)) };
  }

  const recorded = (records: Map<string, string>) => ({
    get: (id: string) => records.get(id),
    set: () => {},
  });

  it("are all served by 600 calls where the host has its own record, the reserve for first visits too", async () => {
    const { fake, records } = await codatWith(600);
    const companion = companionTest({ fake, companies: recorded(records) });
    const before = fake.requests().length;
    const { served, refused } = await openAll(companion, records.keys());
    expect([served.length, refused]).toEqual([600, []]);
    expect(new Set(served.map(({ stream }) => stream))).toEqual(new Set([200]));
    expect(fake.requests().length - before).toBe(600);
    expect(companion.errors).toEqual([]);
  });

  it.each([
    ["with 500 calls left", 500, true],
    ["without such a record", 600, false],
  ])(
    "%s are served as far as they go; the others are told why and until when",
    async (_, left, hasRecord) => {
      const { fake, records } = await codatWith(left);
      const companion = companionTest({ fake, ...(hasRecord && { companies: recorded(records) }) });
      const before = fake.requests().length;
      const { served, refused } = await openAll(companion, records.keys());
      // Of those that were on their way, Codat refuses some itself.
      const answered = fake
        .requests()
        .slice(before)
        .filter(({ status }) => status === 200);
      expect(answered).toHaveLength(left);
      expect(fake.requests().length - before).toBeLessThan(left + 20);
      if (hasRecord) expect(served).toHaveLength(left);
      expect(served.length + refused.length).toBe(600);
      for (const { status, stream, error, after } of refused) {
        expect([status, stream, error]).toEqual([503, 503, expect.stringMatching(/^ONB-5(08|11)$/)]);
        const sixteenHours = 16 * 3600;
        expect(Number(after)).toBeGreaterThan(sixteenHours - 60);
        expect(Number(after)).toBeLessThan(sixteenHours + 120);
      }
      // Each sentence once, and the rest as a number.
      expect(companion.errors.length).toBeLessThan(5);
    },
  );
});
