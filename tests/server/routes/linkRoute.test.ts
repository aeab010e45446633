import type { Company } from "codat-onboarding/server";
import { beforeEach, describe, expect, it } from "vitest";
import { type AskInit, type CompanionTest, companionTest, origin } from "../companionTest.js";

const go = "GET /go?use=connect&sourceType=accounting";
/** What browsers say of a call by a page's script. */
const script = { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" };

let companion: CompanionTest;
let companyId: string;

beforeEach(async () => {
  companion = companionTest({
    codat: { apiKey: undefined, baseUrl: "http://127.0.0.1:4310", oneTimeLinks: true },
  });
  companyId = (await companion.json<Company>("POST /company")).id;
});

async function location(route = go, init: AskInit = {}): Promise<string> {
  const response = await companion.ask(route, init);
  expect(response.status).toBe(303);
  return response.headers.get("location") ?? "";
}

/** The path of a link, without its one-time password. */
async function path(route?: string): Promise<string> {
  return new URL(await location(route)).pathname;
}

const ownPath = (connectionId: string) => `/companies/${companyId}/connections/${connectionId}/start`;

describe("the way to Codat", () => {
  it("is a link made at this moment, each time another, byte for byte", async () => {
    const links = [await location(), await location(), await location()];
    expect(new Set(links).size).toBe(3);
    for (const link of links) {
      expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:4310/company/${companyId}\\?link\\.otp=`));
      expect((await companion.fake.fetch(link)).status).toBeLessThan(400);
      expect((await companion.fake.fetch(link)).status).toBe(410);
    }
  });

  it("is stored and told nowhere", async () => {
    const response = await companion.ask(go);
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "no-store",
      location: response.headers.get("location"),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe("");
  });

  it("makes the company of somebody who has none", async () => {
    const link = await location(go, { as: "birch" });
    expect(link).toContain(companion.fake.companies().at(-1)?.id);
    expect(companion.fake.companies()).toHaveLength(2);
  });

  it("goes on with a connection that waits", async () => {
    const { id } = companion.fake.startConnection(companyId);
    expect(await path()).toBe(ownPath(id));
    expect(await path("GET /go?use=connect&sourceType=banking")).toBe(`/company/${companyId}`);
    expect(await path("GET /go?use=invite&sourceType=Accounting")).toBe(ownPath(id));
  });

  it("takes up the newest connection again that has ended", async () => {
    const { fake } = companion;
    const older = fake.connect(companyId);
    fake.unlink(older.id);
    expect(await path()).toBe(ownPath(older.id));
    const { id } = fake.connect(companyId, { platform: "qhyg" });
    expect(await path()).toBe(`/company/${companyId}`);
    fake.deauthorize(id);
    expect(await path()).toBe(ownPath(id));
  });

  it("lets choose a platform again after an attempt that was cancelled or went wrong", async () => {
    const { fake } = companion;
    const { id } = fake.startConnection(companyId);
    fake.cancel(id);
    expect(await path()).toBe(`/company/${companyId}`);
    fake.fail(id);
    expect(await path()).toBe(`/company/${companyId}`);
    expect(await path(`${go}&connectionId=${id}`)).toBe(ownPath(id));
    // Another one that waits may be for the wrong platform as well.
    fake.startConnection(companyId, "qhyg");
    expect(await path()).toBe(`/company/${companyId}`);
  });

  it("leads to a subsidiary's connection", async () => {
    const { fake } = companion;
    const subsidiary = fake.createSubsidiary(companyId, "Elm UK");
    const { id } = fake.connect(subsidiary.id);
    fake.deauthorize(id);
    expect(await path()).toBe(`/companies/${subsidiary.id}/connections/${id}/start`);
  });

  it.each([
    "GET /go",
    "GET /go?sourceType=payroll",
    "GET /go?use=steal&sourceType=accounting",
    `${go}&connectionId=17`,
    `${go}&connectionId=__proto__`,
  ])("is asked for in words it knows, not by %s", async (route) => {
    const response = await companion.ask(route);
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
  });

  it.each<[string, Record<string, string>]>([
    ["a click on our page", {}],
    ["a click on our page in a frame", { "sec-fetch-dest": "iframe" }],
    ["the address bar", { "sec-fetch-site": "none" }],
    [
      "a click on an allowed sibling's page",
      { "sec-fetch-site": "same-site", referer: "https://app.example/step?x" },
    ],
  ])("is open to %s", async (_, headers) => {
    const { ask, errors } = companionTest({ fake: companion.fake, allowedOrigins: ["https://app.example"] });
    expect((await ask(go, { headers })).status).toBe(303);
    expect(errors).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["another site's page", { "sec-fetch-site": "cross-site" }, /another site/],
    ["a sibling's page", { "sec-fetch-site": "same-site" }, /another site/],
    [
      "a page of nearly that name",
      { "sec-fetch-site": "cross-site", referer: "https://app.example.evil/" },
      /another site/,
    ],
    ["a prefetch", { "sec-purpose": "prefetch" }, /prefetch/],
    ["a prerender", { "sec-purpose": "prefetch;prerender" }, /prefetch/],
    ["an older prefetch", { purpose: "prefetch" }, /prefetch/],
    ["an even older prefetch", { "x-moz": "prefetch" }, /prefetch/],
    ["a router of Next", { ...script, rsc: "1" }, /prefetch/],
    ["a prefetch of Next", { ...script, "next-router-prefetch": "1" }, /prefetch/],
    ["a middleware's prefetch of Next", { ...script, "x-middleware-prefetch": "1" }, /prefetch/],
    ["a script", script, /navigation/],
    ["a picture", { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" }, /navigation/],
    ["what is no navigation by its mode alone", { "sec-fetch-mode": "cors" }, /navigation/],
    ["an object in a page", { "sec-fetch-dest": "object" }, /navigation/],
    ["a program that says half", { "sec-fetch-mode": "", "sec-fetch-dest": "" }, /navigation/],
  ])("is closed to %s, costs Codat nothing, and says why", async (_, headers, why) => {
    const { fake, ask, errors } = companionTest({
      fake: companion.fake,
      allowedOrigins: ["https://app.example"],
    });
    const before = fake.requests().length;
    const response = await ask(go, { headers });
    expect([response.status, response.headers.get("location")]).toEqual([403, null]);
    expect(fake.requests()).toHaveLength(before);
    expect(errors).toMatchObject([{ code: "ONB-518", message: expect.stringMatching(why) }]);
  });

  it("shows its refusal to a person as a page, and to a script as the error's code", async () => {
    const page = await companion.ask(go, { headers: { "sec-fetch-site": "cross-site" } });
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const answer = await companion.ask(go, { headers: script });
    expect(await answer.json()).toEqual({ error: "ONB-518" });
  });

  describe("in a browser that does not say what it fetches", () => {
    /** As `Request` has it: without `Sec-Fetch-*`, with these headers. */
    async function click(headers: Record<string, string>, test = companion): Promise<number> {
      const url = `${origin}/api/codat/go?use=connect&sourceType=accounting`;
      return (await test.server.fetch(new Request(url, { headers }))).status;
    }
    const birch = { cookie: "customer=birch" };

    it.each(["https://lender.example/onboarding", "https://app.example/step"])(
      "is open to a click on our page %s",
      async (referer) => {
        const test = companionTest({ fake: companion.fake, allowedOrigins: ["https://app.example"] });
        expect(await click({ ...birch, referer }, test)).toBe(303);
      },
    );

    it.each([{}, { referer: "https://evil.example/" }, { referer: "about:blank" }])(
      "makes no company for a request that may be anybody's: %j",
      async (headers) => {
        const before = companion.fake.requests().length;
        expect(await click({ ...birch, ...headers })).toBe(403);
        expect(companion.fake.requests()).toHaveLength(before);
        expect(companion.errors).toMatchObject([
          { code: "ONB-518", message: expect.stringMatching(/Sec-Fetch-Site.*Referer/) },
        ]);
      },
    );

    it("is open to a customer whose company is there", async () => {
      expect(await click({ cookie: "customer=acme" })).toBe(303);
      const companies = { get: () => companyId, set: () => {} };
      const other = companionTest({ fake: companion.fake, companies });
      expect(await click(birch, other)).toBe(303);
    });

    it("is closed to nobody with the page for that", async () => {
      expect(await click({ referer: `${origin}/onboarding` })).toBe(401);
    });
  });

  it("is closed with a page for people when Codat is away", async () => {
    const { fake, ask, errors } = companionTest({
      fake: companion.fake,
      appName: "Acme <Lending>",
      supportContact: "help@acme.example",
      privacyUrl: "https://acme.example/privacy?a=1&b=2",
    });
    fake.fault({ path: /./, status: 402, times: 1 });
    const response = await ask(go);
    expect(response.status).toBe(502);
    const page = await response.text();
    expect(page).toContain("We can’t open Codat right now");
    expect(page).toContain("Nothing was connected. Try this link again later.");
    expect(page).toContain("Acme &lt;Lending&gt;");
    expect(page).toContain('<a href="mailto:help@acme.example">');
    expect(page).toContain("privacy?a=1&amp;b=2");
    expect(page).not.toMatch(/<script|\son\w+=|style="/);
    const [, styles = ""] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
    expect((await ask(`GET ${styles.replace("/api/codat", "")}`)).headers.get("content-type")).toContain(
      "css",
    );
    expect(errors).toMatchObject([{ code: "ONB-508" }]);
  });

  it.each([
    "javascript:alert(1)",
    "https://link.codat.io.evil.example/company/x",
    "https://link.codat.io@evil.example/",
    "http://link.codat.io/company/x",
    "/company/x",
    "",
  ])("does not lead to %s, whatever Codat says", async (redirect) => {
    const { fake } = companion;
    const found = { id: companyId, redirect, dataConnections: [] };
    fake.fault({ method: "GET", path: `/companies/${companyId}`, status: 200, body: found });
    const response = await companion.ask(go);
    expect(response.headers.get("location")).toBeNull();
    expect([404, 502]).toContain(response.status);
    for (const { message } of companion.errors) expect(message).not.toContain("evil");
  });

  it("notices by itself that the company was deleted, and leads to another", async () => {
    // Before that it might be one that Codat does not find yet.
    await companion.fake.advance(60_000);
    companion.fake.webhooks.hold();
    companion.fake.deleteCompany(companyId);
    expect(await location()).toContain(companion.fake.companies()[0]?.id);
    expect(companion.fake.companies()).toHaveLength(1);
  });

  it("makes another company where the known one was deleted meanwhile", async () => {
    companion.fake.deleteCompany(companyId);
    await companion.fake.webhooks.settle();
    expect(await location()).toContain(companion.fake.companies()[0]?.id);
  });
});
