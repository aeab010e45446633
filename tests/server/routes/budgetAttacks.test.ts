import type { Company } from "codat-onboarding/server";
import { beforeEach, describe, expect, it } from "vitest";
import { origin } from "../companionTest.js";
import { connectByLink } from "./colleagueTest.js";
import { go, type StandingTest, standing } from "./standingTest.js";

const minute = 60_000;
const hour = 60 * minute;

let test: StandingTest;

describe("other sites' pages, which can send a customer to the way back", () => {
  const foreign = {
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };
  const back = "GET /return?statuscode=200";

  /** @returns how they were answered */
  async function send(times: number): Promise<Set<number>> {
    const statuses = new Set<number>();
    for (let n = 0; n < times; n++) {
      statuses.add((await test.ask(back, { headers: foreign })).status);
      await test.fake.advance(11_000);
    }
    return statuses;
  }

  it("leave a first visit to one without a company", async () => {
    test = standing();
    expect(await send(5)).toEqual(new Set([200]));
    // Whether there is a company cannot be asked any more, so they are led on.
    expect(await send(60)).toEqual(new Set([200, 303]));
    expect((await test.ask("POST /company")).status).toBe(200);
    expect(await test.goes(1)).toEqual([303]);
  });

  it("leave it for a day to one whose company the host's record names, and Codat does not know", async () => {
    const companies = { get: () => "00000000-0000-4000-8000-00000000dead", set: () => {} };
    test = standing({ companies });
    await send(60);
    expect((await test.ask("POST /company")).status).toBe(200);
  });

  it("take nothing of what is kept for first visits", async () => {
    test = standing({ codat: { quota: { perDay: 1_000 } } });
    await test.spendDay(760);
    await test.ask("POST /company", { as: "birch" });
    const before = test.calls();
    await send(20);
    expect(test.calls() - before).toBe(0);
    expect((await test.ask("POST /company")).status).toBe(200);
  });

  it("leave a customer with subsidiaries the way to Codat", async () => {
    test = standing();
    const { id } = await test.json<Company>("POST /company");
    for (let n = 0; n < 20; n++) test.fake.createSubsidiary(id, `Elm ${n}`);
    await test.fake.advance(hour);
    await send(20);
    expect(await test.goes(1)).toEqual([303]);
  });

  it("leave it where Codat's search gives a hundred pages of others' companies", async () => {
    const results = Array.from({ length: 100 }, () => ({ id: crypto.randomUUID(), tags: {} }));
    test = standing();
    test.fake.fault({ method: "GET", path: "/companies", status: 200, body: { results }, times: 1_000 });
    const before = test.calls();
    await send(20);
    expect(test.calls() - before).toBeLessThanOrEqual(12);
    test.fake.clearFaults();
    expect((await test.ask("POST /company")).status).toBe(200);
  });

  it("spend nothing by pictures and scripts", async () => {
    test = standing();
    for (const dest of ["image", "empty", "script", "embed"]) {
      const headers = { ...foreign, "sec-fetch-mode": "no-cors", "sec-fetch-dest": dest };
      expect((await test.ask(back, { headers })).status).toBe(200);
      await test.fake.advance(11_000);
    }
    expect(test.calls()).toBe(0);
  });

  it.each([
    ["the button", "go?sourceType=accounting", true],
    ["the company", "company", false],
    ["the stream", "events", false],
    ["the invites", "invites", false],
  ])("leave five calls in a browser that does not say who sends it, by %s", async (_, path, hasCompany) => {
    test = standing();
    if (hasCompany) await test.ask("POST /company");
    await test.fake.advance(hour);
    for (let n = 0; n < 40; n++) {
      const headers = { cookie: "customer=acme", referer: "https://other.example/" };
      const { body } = await test.server.fetch(new Request(`${origin}/api/codat/${path}`, { headers }));
      await body?.cancel();
      await test.fake.advance(11_000);
    }
    const before = test.calls();
    expect((await test.ask("POST /company")).status).toBe(200);
    expect(await test.goes(2)).toEqual([303, 303]);
    expect(test.calls() - before).toBeLessThanOrEqual(5);
  });
});

it("pages of a search are paid for, the second as the first", async () => {
  const results = Array.from({ length: 100 }, () => ({ id: crypto.randomUUID(), tags: {} }));
  test = standing();
  test.fake.fault({ method: "GET", path: "/companies", status: 200, body: { results }, times: 1_000 });
  for (let n = 0; n < 30; n++) await test.ask("GET /company");
  // Four searches of four pages, the last of which has begun.
  expect(test.calls()).toBe(16);
});

describe("the holder of a connected invite's link", () => {
  const platform = { platformKey: "gbol" };
  let invite: { path: string; id: string };
  let returned: string;
  const heading = async () => {
    const page = await (await test.open(returned, { headers: { "sec-fetch-site": "cross-site" } })).text();
    return /<h1>(.*)<\/h1>/.exec(page.replace(/<\/?bdi>/g, ""))?.[1];
  };

  beforeEach(async () => {
    test = standing();
    invite = await test.invite(platform);
    // What comes after it is newer than the reading without doubt, and none is taken for that.
    await test.fake.advance(minute);
    const pressed = await test.press(invite.path);
    returned = await connectByLink(test, pressed.headers.get("location") ?? "");
    await test.fake.webhooks.settle();
    expect(await test.state(invite.id)).toBe("connected");
  });

  it("spends nothing by coming back, while a reading is there", async () => {
    const before = test.calls();
    for (let n = 0; n < 60; n++) {
      expect(await heading()).toBe("Xero is connected for Oak &amp; Elm Ltd");
      await test.fake.advance(16 * minute);
    }
    expect(test.calls() - before).toBe(0);
    expect(await test.goes(15)).toEqual(Array(15).fill(303));
  });

  it("has it read once where none is, and the customer pays nothing", async () => {
    await test.fake.advance(3 * 24 * hour);
    const before = test.calls();
    for (let n = 0; n < 60; n++) {
      expect(await heading()).toBe("Xero is connected for Oak &amp; Elm Ltd");
      await test.fake.advance(minute);
    }
    expect(test.calls() - before).toBe(1);
    // One call looks for the company.
    expect(await test.goes(14)).toEqual(Array(14).fill(303));
  });

  it("spends the colleagues' calls where Codat gives no answer, as often as a link may be opened", async () => {
    await test.fake.advance(3 * 24 * hour);
    test.fake.fault({ method: "GET", path: /companies/, status: 400, times: 1_000 });
    const before = test.calls();
    for (let n = 0; n < 60; n++) {
      expect(await heading()).toBe("Thank you");
      await test.fake.advance(11_000);
    }
    expect(test.calls() - before).toBeLessThanOrEqual(20);
    test.fake.clearFaults();
    // One call looks for the company.
    expect(await test.goes(14)).toEqual(Array(14).fill(303));
  });
});

describe("a platform's name", () => {
  /** What the page of an invite says. */
  async function pageOf(as: string): Promise<string> {
    const { path } = await test.invite({ platformKey: "fbrh" }, as);
    return (await test.open(path)).text();
  }

  beforeEach(() => {
    test = standing();
  });

  it("that one customer cannot pay for is not lost to another", async () => {
    await test.ask("POST /company");
    await test.goes(20);
    expect(await pageOf("acme")).not.toContain("FreeAgent");
    expect(await pageOf("birch")).toContain("FreeAgent");
  });

  it("that Codat does not know is asked for once in five minutes, and one that nobody pays for is not noted", async () => {
    await test.ask("POST /company");
    await test.ask("POST /company", { as: "birch" });
    test.fake.fault({ path: /integrations/, status: 404, times: 1_000 });
    const before = test.calls();
    await pageOf("acme");
    await pageOf("birch");
    expect(test.calls() - before).toBe(1);
    await test.goes(20);
    test.writes.length = 0;
    for (const letter of "abcdefgh") await test.invite({ platformKey: `zzz${letter}` });
    expect(test.writes.filter((write) => write.includes("platforms"))).toEqual([]);
  });
});

it("a company with twenty subsidiaries is read a few at a time, and nobody is warned", async () => {
  const warnings: string[] = [];
  const note = ({ message }: Error) => warnings.push(message);
  process.on("warning", note);
  try {
    let most = 0;
    let running = 0;
    const one = standing();
    const { fake } = one;
    const counting: typeof fetch = async (...call) => {
      running += 1;
      most = Math.max(most, running);
      try {
        return await fake.fetch(...call);
      } finally {
        running -= 1;
      }
    };
    test = standing({ fake, fetch: counting });
    const { id } = await test.json<Company>("POST /company");
    fake.webhooks.hold();
    for (let n = 0; n < 20; n++) {
      const { id: subsidiary } = fake.createSubsidiary(id, `Elm ${n}`);
      fake.completeRead(fake.connect(subsidiary).id);
    }
    await fake.advance(20 * minute);
    const { connections } = await test.json<Company>("GET /company");
    expect(connections).toHaveLength(20);
    await new Promise((resolve) => setImmediate(resolve));
    expect([most > 1, most <= 5, warnings]).toEqual([true, true, []]);
  } finally {
    process.off("warning", note);
  }
});

describe("the reserve", () => {
  it.each([
    ["presses the button", go],
    ["looks for a company", "GET /company"],
    ["asks for one that Codat does not make", "POST /company"],
  ])("gives a customer who only %s no more than two first visits cost", async (_, route) => {
    test = standing({ codat: { now: () => new Date("2026-11-23T00:00:10.437Z"), quota: { perDay: 1_000 } } });
    await test.spendDay(760);
    await test.ask("POST /company", { as: "birch" });
    if (route.startsWith("POST")) {
      test.fake.fault({ method: "POST", path: "/companies", status: 402, times: 1_000 });
    }
    const before = test.calls();
    for (let n = 0; n < 90; n++) {
      await test.ask(route);
      await test.fake.advance(3 * minute);
    }
    expect(test.calls() - before).toBeGreaterThan(0);
    expect(test.calls() - before).toBeLessThanOrEqual(7);
  });
});
