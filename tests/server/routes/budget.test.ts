import type { Company } from "codat-onboarding/server";
import type { FakeFault } from "codat-onboarding/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../support/eventReader.js";
import { begin, go, type StandingTest, standing } from "./standingTest.js";

const minute = 60_000;
const hour = 60 * minute;

let test: StandingTest;

describe("a customer over the budget", () => {
  beforeEach(async () => {
    test = standing();
    await test.ask("POST /company");
    await test.fake.advance(hour);
  });

  it("gets 429, a page in words, and the time of the next call", async () => {
    expect(await test.goes(16)).toEqual([...Array(15).fill(303), 429]);
    const response = await test.ask(go);
    expect(response.headers.get("retry-after")).toBe("120");
    expect(response.headers.get("location")).toBeNull();
    const page = await response.text();
    expect(page).toContain("<h1>");
    expect(page).not.toContain("link.codat.io/company");
    await test.fake.advance(2 * minute);
    expect(await test.goes(2)).toEqual([303, 429]);
  });

  it("is told in JSON too, and keeps what needs no call", async () => {
    await test.goes(15);
    expect((await test.ask("GET /company")).status).toBe(200);
    const refused = await test.ask("DELETE /connections/00000000-0000-4000-8000-00000000dead");
    expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
      429,
      "120",
      { error: "ONB-522" },
    ]);
  });

  it("has the next day's calls at midnight, and is told so", async () => {
    for (let hours = 0; hours < 4; hours++) {
      await test.goes(20);
      await test.fake.advance(hour);
    }
    const seconds = 11 * 3600;
    const { status, headers } = await test.ask(go);
    expect([status, Number(headers.get("retry-after"))]).toEqual([429, expect.closeTo(seconds, -1)]);
    await test.fake.advance(11 * hour);
    expect((await test.goes(1))[0]).toBe(303);
  });

  it("has something left though other sites’ pages send it to the way back again and again", async () => {
    const foreign = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    for (let n = 0; n < 60; n++) {
      expect((await test.ask("GET /return?statuscode=200", { headers: foreign })).status).toBe(303);
      await test.fake.advance(11_000);
    }
    expect(await test.goes(5)).toEqual(Array(5).fill(303));
  });

  it("is told when the calls are back that have gone into debt, though that is tomorrow", async () => {
    const night = new Date("2026-11-23T23:50:00.437Z");
    test = standing({ codat: { now: () => night } });
    const { id } = await test.json<Company>("POST /company");
    for (let n = 0; n < 20; n++) test.fake.createSubsidiary(id, `Elm ${n}`);
    // Three calls, and one and twenty: nine are owed.
    expect(await test.goes(2)).toEqual([303, 429]);
    const refused = await test.ask(go);
    expect(refused.headers.get("retry-after")).toBe("1200");
    await test.fake.advance(20 * minute - 1_000);
    expect(await test.goes(1)).toEqual([429]);
    await test.fake.advance(1_000);
    expect(await test.goes(1)).toEqual([303]);
  });

  it("is told the later of two times, where the day's calls are gone too", async () => {
    const night = new Date("2026-11-23T23:50:00.437Z");
    test = standing({ codat: { now: () => night }, budget: { daily: 20 } });
    const { id } = await test.json<Company>("POST /company");
    for (let n = 0; n < 20; n++) test.fake.createSubsidiary(id, `Elm ${n}`);
    await test.goes(1);
    expect((await test.ask(go)).headers.get("retry-after")).toBe("1200");
  });

  it("leaves others, and the colleagues' presses, what they may cost", async () => {
    const { path } = await test.invite();
    await test.goes(16);
    expect(await test.goes(1, "birch")).toEqual([303]);
    expect((await test.press(path)).status).toBe(303);
  });

  it("is reported once, and then as a number", async () => {
    await test.goes(40);
    expect(test.errors.map(({ code }) => code)).toEqual(["ONB-522"]);
    expect(test.errors[0]?.message).not.toContain("acme");
  });
});

it("a host may give customers more, and keep less", async () => {
  test = standing({ budget: { burst: 40, hourly: 3600, daily: 70, reserve: 0 } });
  await test.ask("POST /company");
  // Three calls are spent.
  expect((await test.goes(40)).filter((status) => status === 303)).toHaveLength(37);
  await test.fake.advance(minute);
  expect((await test.goes(40)).filter((status) => status === 303)).toHaveLength(30);
});

it("a Codat that gives more gives each customer more: two of a hundred a day", async () => {
  test = standing({ codat: { quota: { perDay: 10_000 } }, budget: { burst: 1_000 } });
  expect((await test.goes(300)).filter((status) => status === 303)).toHaveLength(198);
});

describe("the last quarter of the day", () => {
  it("is for first visits and webhooks; others are told the time", async () => {
    test = standing({ codat: { quota: { perDay: 1_000 } } });
    await test.ask("POST /company");
    await test.spendDay(750);
    // This process learns it by its next call.
    expect(await test.goes(3)).toEqual([303, 503, 503]);
    const refused = await test.ask(go);
    const untilMidnight = 16 * 3600;
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(untilMidnight - 1);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThan(untilMidnight + 61);
    expect((await test.ask("POST /company", { as: "birch" })).status).toBe(200);
    expect((await test.ask(go, { as: "cedar" })).status).toBe(303);
    test.fake.connect(test.fake.createCompany("Never seen").id);
    await test.fake.webhooks.settle();
    expect(test.fake.webhooks.deliveries().map(({ status }) => status)).not.toContain(503);
    expect(new Set(test.errors.map(({ code }) => code))).toEqual(new Set(["ONB-511"]));
    await test.fake.advance(16 * hour);
    expect(await test.goes(1)).toEqual([303]);
  });
});

describe("the last reading of a company", () => {
  const away: [string, FakeFault][] = [
    ["refuses with 402", { status: 402 }],
    ["answers with 500", { status: 500 }],
    ["cuts connections", { drop: true }],
  ];
  const company = () => test.json<Company>("GET /company");

  beforeEach(async () => {
    // Retries of a Codat that is away are calls too.
    test = standing({ budget: { burst: 1_000, daily: 1_000 } });
    const { id } = await test.json<Company>("POST /company");
    test.fake.connect(id);
    await test.fake.webhooks.settle();
  });

  it.each(away)("is served, as of when it was read, while Codat %s", async (_, fault) => {
    const before = await company();
    expect(before.asOf).toBeUndefined();
    await test.fake.advance(16 * minute);
    test.fake.fault({ path: /companies/, ...fault, times: 1_000 });
    expect(await company()).toEqual({ ...before, asOf: begin.toISOString() });
  });

  it("is served for a day, in the stream too, and never for the way to Codat", async () => {
    await test.fake.advance(16 * minute);
    test.fake.fault({ path: /companies/, status: 402, times: 1_000 });
    const stream = readEvents(await test.ask("GET /events"));
    const asOf = begin.toISOString();
    expect(await stream.take(1)).toMatchObject([
      { data: { type: "snapshot", company: { asOf, connections: [{ status: "Linked" }] } } },
    ]);
    await stream.cancel();
    // A link is never an old one.
    const way = await test.ask(go);
    expect([way.status >= 500, way.headers.get("location")]).toEqual([true, null]);
    await test.fake.advance(23 * hour);
    expect((await company()).asOf).toBe(asOf);
    await test.fake.advance(hour);
    expect((await test.ask("GET /company")).status).toBeGreaterThanOrEqual(500);
  });

  it("is served to a customer over the budget", async () => {
    test = standing();
    await test.ask("POST /company");
    await test.fake.advance(hour);
    await test.goes(16);
    await test.fake.advance(minute);
    expect(await company()).toMatchObject({ asOf: begin.toISOString() });
  });

  it("is served while Codat does not answer, and the reading that comes late is told", async () => {
    await test.fake.advance(16 * minute);
    const stream = readEvents(await test.ask("GET /events"));
    await stream.take(1);
    await test.fake.advance(16 * minute);
    test.fake.webhooks.hold();
    for (const { id } of test.fake.connections(test.companyId())) test.fake.unlink(id);
    test.fake.fault({ path: /companies/, delay: minute });
    expect((await company()).asOf).toBe(new Date(+begin + 16 * minute).toISOString());
    await test.fake.advance(minute);
    expect(await stream.take(1)).toMatchObject([
      { data: { type: "connection", connection: { status: "Unlinked" } } },
    ]);
    await stream.cancel();
    expect((await company()).asOf).toBeUndefined();
  });

  it("is read anew where our clock was two months ahead when it was read", async () => {
    const moved = { by: 60 * 24 * hour };
    const { fake } = test;
    test = standing({ fake, now: () => new Date(+fake.now() + moved.by) });
    await company();
    const before = test.calls();
    await company();
    expect(test.calls() - before).toBe(0);
    moved.by = 0;
    await company();
    await company();
    expect(test.calls() - before).toBe(1);
  });

  it("is not served of a company that was deleted", async () => {
    await test.fake.advance(16 * minute);
    test.fake.webhooks.hold();
    test.fake.deleteCompany(test.companyId());
    expect((await test.ask("GET /company")).status).toBe(404);
  });
});

describe("presses", () => {
  const platforms = ["gbol", "qhyg", "vxvy", "tgff"];
  /** Four links of one business. */
  async function four(): Promise<string[]> {
    const made = [];
    for (const platformKey of platforms) made.push((await test.invite({ platformKey })).path);
    return made;
  }

  beforeEach(() => {
    test = standing();
  });

  it("of a holder of three links do not shut out the fourth", async () => {
    const links = await four();
    for (let round = 0; round < 8; round++) {
      for (const link of links.slice(0, 3)) for (let n = 0; n < 25; n++) await test.press(link);
      await test.fake.advance(20 * minute);
    }
    for (const link of links.slice(0, 3)) for (let n = 0; n < 25; n++) await test.press(link);
    expect((await test.press(links[3] ?? "")).status).toBe(303);
  });

  it("of one after the other find something left, in the same moment", async () => {
    const links = await four();
    const statuses = [];
    for (const link of links) {
      statuses.push((await test.press(link)).status);
      for (let n = 0; n < 25; n++) await test.press(link);
    }
    expect(statuses).toEqual([303, 303, 303, 303]);
  });

  it("cost no more than a customer may, by an account of their own, and say until when", async () => {
    const { path } = await test.invite();
    const before = test.calls();
    const statuses = [];
    for (let n = 0; n < 100; n++) statuses.push((await test.press(path)).status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(15);
    expect(test.calls() - before).toBe(15);
    const refused = await test.press(path);
    expect([refused.status, Number(refused.headers.get("retry-after"))]).toEqual([429, expect.any(Number)]);
    expect(await test.goes(1)).toEqual([303]);
  });
});
