import type { Company } from "codat-onboarding/server";
import { beforeEach, describe, expect, it } from "vitest";
import { findPageMessages } from "../../../src/server/pages/pageLanguages.js";
import { readEvents } from "../../support/eventReader.js";
import { type CompanionTest, companionTest, origin } from "../companionTest.js";
import { type ColleagueTest, colleagueTest, connectByLink, inviteSecret } from "./colleagueTest.js";

let companion: CompanionTest;
let companyId: string;
let connectionId: string;

beforeEach(async () => {
  companion = companionTest({ returnUrl: "/onboarding?step=2#connect" });
  companyId = (await companion.json<Company>("POST /company")).id;
  connectionId = companion.fake.startConnection(companyId).id;
});

/** As Codat's redirect says it, free texts and all. */
function route(more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    statuscode: "200",
    companyid: companyId,
    connectionid: connectionId,
    platform: "gbol",
    sourcetype: "Accounting",
    errormessage: "<b>call 555-1234</b>",
    platformname: "<img src=x>",
    ...more,
  });
  return `GET /return?${query}`;
}

const fromCodat = { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" } };

describe("the way back from Codat", () => {
  it("leads the customer to the host's page, with what its reader of the redirect knows and no free text", async () => {
    const response = await companion.ask(route(), fromCodat);
    expect(response.status).toBe(303);
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("location")).toBe(
      `/onboarding?step=2&statuscode=200&companyid=${companyId}&connectionid=${connectionId}&sourcetype=accounting&platform=gbol#connect`,
    );
  });

  it("tells the open page of the change before any webhook has", async () => {
    const { fake, ask } = companion;
    const stream = readEvents(await ask("GET /events"));
    expect(await stream.take(1)).toMatchObject([{ data: { type: "snapshot" } }]);
    fake.webhooks.hold();
    fake.authorize(connectionId);
    await ask(route(), fromCodat);
    expect(await stream.take(1)).toMatchObject([
      { data: { type: "connection", connection: { id: connectionId, status: "Linked" } } },
    ]);
    await stream.cancel();
  });

  it("knows a subsidiary for the customer's own", async () => {
    const { id } = companion.fake.createSubsidiary(companyId, "Elm UK");
    const response = await companion.ask(route({ companyid: id }), fromCodat);
    expect(response.headers.get("location")).toContain(`companyid=${id}`);
  });

  it.each([
    ["nobody", { as: null }],
    ["somebody without a company", { as: "newcomer" }],
  ])("thanks %s, and shows nothing of the address", async (_, who) => {
    const response = await companion.ask(route(), { ...fromCodat, ...who });
    const page = await response.text();
    expect([response.status, response.headers.get("location")]).toEqual([200, null]);
    expect(page).toContain("We’re waiting for confirmation. You can close this page.");
    expect(page).not.toMatch(/555|<img|<script|gbol|200|[\da-f]{8}-/);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["200", "Thank you"],
    ["201", "Nothing new was connected"],
    ["403", "Nothing new was connected"],
    ["500", "The connection didn’t work"],
    ["501", "The connection didn’t work"],
  ])("does not thank for what was not done: %s", async (statuscode, heading) => {
    const page = await companion.ask(route({ statuscode }), { ...fromCodat, as: null });
    expect(await page.text()).toContain(`<h1>${heading}</h1>`);
  });

  it("answers everybody else alike", async () => {
    await companion.ask("POST /company", { as: "birch" });
    const pages = [
      await companion.ask(route(), { ...fromCodat, as: null }),
      await companion.ask(route(), { ...fromCodat, as: "birch" }),
      await companion.ask(route(), { ...fromCodat, as: "newcomer" }),
      await companion.ask("GET /return", { as: null }),
    ];
    const [first, ...others] = await Promise.all(pages.map((page) => page.text()));
    for (const other of others) expect(other).toBe(first);
  });

  it("leads on with nothing where the redirect says nothing it knows", async () => {
    const { ask } = companion;
    for (const query of ["", "?statuscode=999", "?companyid=17", "?statuscode=__proto__"]) {
      expect((await ask(`GET /return${query}`)).headers.get("location")).toBe("/onboarding?step=2#connect");
    }
  });

  it("leads on though Codat cannot be asked", async () => {
    companion.fake.fault({ path: /./, status: 402, times: 9 });
    expect((await companion.ask(route(), fromCodat)).status).toBe(303);
    expect(companion.errors).toMatchObject([{ code: "ONB-508" }]);
  });

  it("is not gone ahead of the person", async () => {
    const before = companion.fake.requests().length;
    expect((await companion.ask(route(), { headers: { "sec-purpose": "prefetch" } })).status).toBe(403);
    expect((await companion.ask(route().replace("GET", "HEAD"))).status).toBe(200);
    expect(companion.fake.requests()).toHaveLength(before);
  });
});

describe("a colleague's way back", () => {
  let test: ColleagueTest;
  let invite: { path: string; id: string };

  beforeEach(async () => {
    test = colleagueTest({ returnUrl: "/onboarding" });
    invite = await test.invite();
  });

  /** Presses the button, goes through Codat's pages, and comes back to an address of ours. */
  async function visit(outcome?: string): Promise<URL> {
    const pressed = await test.press(invite.path);
    return new URL(await connectByLink(test, pressed.headers.get("location") ?? "", { outcome }));
  }

  async function open(back: URL | string, headers: Record<string, string> = {}): Promise<string[]> {
    const response = await test.open(String(back), {
      headers: { "sec-fetch-site": "cross-site", ...headers },
    });
    if (response.status === 303) return [response.headers.get("location") ?? ""];
    const page = (await response.text()).replace(/<\/?bdi>/g, "");
    return [
      /<h1>(.*)<\/h1>/.exec(page)?.[1] ?? "",
      /<p>(.*?) *<\/p>/s.exec(page.split("<h1>")[1] ?? "")?.[1] ?? "",
    ];
  }

  it("needs no session: it says what the companion knows, names and all", async () => {
    const back = await visit();
    expect(back.searchParams.get("invite")).toMatch(/^\w{47}$/);
    expect(await open(back)).toEqual([
      "Xero is connected for Oak &amp; Elm Ltd",
      "Sam Patel can see this in Acme Lending. You can close this page.",
    ]);
  });

  it("knows by itself, before any webhook came", async () => {
    test.fake.webhooks.hold();
    expect((await open(await visit()))[0]).toBe("Xero is connected for Oak &amp; Elm Ltd");
    expect(await test.state(invite.id)).toBe("connected");
  });

  it("says no more than that it waits where Codat cannot be asked, and the customer is told nothing", async () => {
    test.fake.webhooks.hold();
    const back = await visit();
    test.fake.fault({ path: /./, status: 402, times: 9 });
    expect(await open(back)).toEqual([
      "Thank you",
      "We’re waiting for confirmation. You can close this page.",
    ]);
    expect(await test.state(invite.id)).toBe("opened");
  });

  it("believes no address that says it worked, and nothing that is typed by hand", async () => {
    const back = await visit("cancelled");
    back.searchParams.set("statuscode", "200");
    expect((await open(back))[0]).toBe("Thank you");
    expect((await open(back, { "sec-fetch-site": "none" }))[0]).toBe("Thank you");
    expect((await open(back, { cookie: "customer=acme" }))[0]).toContain("statuscode=200");
    expect(await test.state(invite.id)).toBe("opened");
  });

  it("tells the customer that Codat says so, once Codat shows that somebody has begun", async () => {
    const back = await visit("cancelled");
    back.searchParams.set("statuscode", "200");
    // Another than the one that the press of the button made: somebody is at it.
    test.fake.startConnection(test.companyId());
    await test.fake.webhooks.settle();
    expect(await test.state(invite.id)).toBe("started");
    await open(back);
    expect(await test.state(invite.id)).toBe("returned");
  });

  it.each([
    [
      "cancelled",
      "Nothing new was connected",
      "You can close this page. You can open the link in the message again.",
    ],
    [
      "failed",
      "The connection didn’t work",
      "Codat couldn’t connect. You can open the link in the message again.",
    ],
  ])("says that the link still works after one that was %s", async (outcome, title, text) => {
    expect(await open(await visit(outcome))).toEqual([title, text]);
    expect((await test.press(invite.path)).status).toBe(303);
  });

  it("names what was connected, whatever was asked for", async () => {
    await test.ask(`DELETE /invites/${invite.id}`);
    invite = await test.invite({ platformKey: "qhyg" });
    test.fake.fault({ method: "POST", path: /connections/, status: 400, times: 1 });
    const back = await visit();
    expect((await open(back))[0]).toBe("Xero is connected for Oak &amp; Elm Ltd");
    back.searchParams.delete("connectionid");
    expect((await open(back))[0]).toBe("Connected");
  });

  it("names what was asked for where the address names nothing, and only if that is what stands", async () => {
    await test.ask(`DELETE /invites/${invite.id}`);
    invite = await test.invite({ platformKey: "gbol" });
    const back = await visit();
    for (const [name] of [...back.searchParams]) if (name !== "invite") back.searchParams.delete(name);
    expect((await open(back))[0]).toBe("Xero is connected for Oak &amp; Elm Ltd");
  });

  it("names nothing of another type, and no other company's", async () => {
    const bank = test.fake.connect(test.companyId(), { platform: "suuo" });
    const back = await visit();
    back.searchParams.set("connectionid", bank.id);
    expect((await open(back))[0]).toBe("Connected");
    await test.ask("POST /company", { as: "birch" });
    const other = test.fake.companies().find(({ id }) => id !== test.companyId());
    back.searchParams.set("connectionid", test.fake.connect(other?.id ?? "").id);
    expect((await open(back))[0]).toBe("Connected");
  });

  it("does not say that something is connected which was, and is no more", async () => {
    const back = await visit();
    expect((await open(back))[0]).toContain("is connected");
    for (const { id } of test.fake.connections(test.companyId())) test.fake.deauthorize(id);
    await test.fake.webhooks.settle();
    expect((await open(back))[0]).toBe("Thank you");
    expect(await test.state(invite.id)).toBe("connected");
  });

  it("is gone a hundred times, and asks Codat no more often than a link may be opened", async () => {
    const back = await visit("failed");
    const before = test.fake.requests().length;
    for (let times = 0; times < 100; times++) {
      expect((await open(back))[0]).toContain("didn’t work");
      await test.fake.advance(11_000);
    }
    const asked = test.fake.requests().length - before;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(20);
    await test.ask(`DELETE /invites/${invite.id}`);
    await test.fake.advance(3_600_000);
    const ended = test.fake.requests().length;
    await open(back);
    expect(test.fake.requests()).toHaveLength(ended);
  });

  it("is gone a hundred times at once, by the customer or the colleague, and asks Codat once", async () => {
    // A clock that requests do not move.
    const begin = new Date("2026-11-22T09:00:00.437Z");
    test = colleagueTest({ returnUrl: "/onboarding", codat: { now: () => begin } });
    invite = await test.invite();
    const back = await visit("failed");
    await open(back);
    await test.fake.advance(60_000);
    for (const [times, headers] of [
      [100, { cookie: "customer=acme" }],
      [100, {}],
    ] as const) {
      const before = test.fake.requests().length;
      await Promise.all(Array.from({ length: times }, () => open(back, headers)));
      for (let again = 0; again < times; again++) await open(back, headers);
      expect(test.fake.requests()).toHaveLength(before + 1);
      await test.fake.advance(10_000);
    }
  });

  it("asks Codat nothing for a picture or a script of another site", async () => {
    const back = await visit("failed");
    await test.fake.advance(60_000);
    const before = test.fake.requests().length;
    for (const dest of ["image", "empty", "script", "embed"]) {
      await open(back, { cookie: "customer=acme", "sec-fetch-mode": "no-cors", "sec-fetch-dest": dest });
    }
    expect(test.fake.requests()).toHaveLength(before);
  });

  it("does not say so once the invite has ended", async () => {
    const back = await visit("failed");
    await test.ask(`DELETE /invites/${invite.id}`);
    expect((await open(back))[1]).toContain("ask the person who sent you the link for a new one");
  });

  it("leads the customer whose own invite it is to the host's page", async () => {
    const back = await visit();
    const [location = ""] = await open(back, { cookie: "customer=acme" });
    expect(location).toMatch(/^\/onboarding\?statuscode=200&companyid=/);
    expect(location).not.toContain("invite");
    expect(await test.state(invite.id)).toBe("connected");
  });

  it("thanks somebody of another business, who is signed in there", async () => {
    await test.ask("POST /company", { as: "birch" });
    const back = await visit();
    // A redirect template need not pass on whose company it is.
    back.searchParams.delete("companyid");
    expect((await open(back, { cookie: "customer=birch" }))[0]).toContain("is connected for");
  });

  it("thanks though the host cannot say who is signed in", async () => {
    const back = await visit();
    const { fake, backplane } = test;
    const broken = companionTest({
      fake,
      backplane,
      now: fake.now,
      invites: { secret: inviteSecret, publicUrl: origin },
      authenticate: () => Promise.reject(new Error("the host's own trouble")),
    });
    const response = await broken.server.fetch(new Request(back));
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining("is connected for"),
    ]);
    expect(broken.errors).toMatchObject([{ code: "ONB-510" }]);
  });

  it("is nobody's with a parameter that was not signed here, or is a page's own", async () => {
    const back = await visit();
    const token = invite.path.split("/").at(-1) ?? "";
    const plain = await open(`${back.origin}${back.pathname}?statuscode=200`);
    for (const forged of [token, token.slice(1), "", "x", "%00"]) {
      back.searchParams.set("invite", forged);
      expect(await open(back)).toEqual(plain);
    }
  });

  it("never leads to an address from the query", async () => {
    const back = await visit();
    for (const name of ["url", "next", "returnUrl", "redirect", "lang"]) {
      back.searchParams.set(name, "https://evil.example/");
    }
    const response = await test.open(String(back));
    expect([response.status, await response.text()]).toEqual([200, expect.not.stringContaining("evil")]);
  });

  it("is in the language of the invite, else in the browser's", async () => {
    const accept = { "accept-language": "zh, de-AT;q=0.8, fr;q=0.9" };
    const [english] = await open(await visit("failed"));
    const [french] = await open(await visit("failed"), accept);
    invite = await test.invite({ locale: "ja", kind: "reconnect" });
    const [japanese] = await open(await visit("failed"), accept);
    expect([english, french, japanese]).toEqual([
      "The connection didn’t work",
      findPageMessages("fr-CA")?.returned.failed.title,
      findPageMessages("ja")?.returned.failed.title,
    ]);
  });
});
