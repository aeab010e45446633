import type { Company } from "codat-onboarding/server";
import { beforeEach, describe, expect, it } from "vitest";
import { type AskInit, type CompanionTest, companionTest } from "../companionTest.js";

const go = "GET /go?use=connect&sourceType=accounting";

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

  it.each<[string, Record<string, string>, number]>([
    ["a click on our page", { "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate" }, 303],
    ["the address bar", { "sec-fetch-site": "none" }, 303],
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["a sibling's page", { "sec-fetch-site": "same-site" }, 403],
    [
      "an allowed sibling's page",
      { "sec-fetch-site": "same-site", referer: "https://app.example/step?x" },
      303,
    ],
    [
      "another page of that name",
      { "sec-fetch-site": "cross-site", referer: "https://app.example.evil/" },
      403,
    ],
    ["a prefetch", { "sec-purpose": "prefetch" }, 403],
    ["a prerender", { "sec-purpose": "prefetch;prerender" }, 403],
    ["an older prefetch", { purpose: "prefetch" }, 403],
    ["an even older prefetch", { "x-moz": "prefetch" }, 403],
  ])("is open to %s or closed", async (_, headers, status) => {
    const { fake, ask } = companionTest({ fake: companion.fake, allowedOrigins: ["https://app.example"] });
    const before = fake.requests().length;
    expect((await ask(go, { headers })).status).toBe(status);
    expect(fake.requests().length > before).toBe(status === 303);
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

  it("notices by itself that the company was deleted, and leads to another the next time", async () => {
    companion.fake.webhooks.hold();
    companion.fake.deleteCompany(companyId);
    expect((await companion.ask(go)).status).toBe(503);
    expect(await location()).toContain(companion.fake.companies()[0]?.id);
  });

  it("makes another company where the known one was deleted meanwhile", async () => {
    companion.fake.deleteCompany(companyId);
    await companion.fake.webhooks.settle();
    expect(await location()).toContain(companion.fake.companies()[0]?.id);
  });
});
