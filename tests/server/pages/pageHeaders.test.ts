import { describe, expect, it } from "vitest";
import { createPages } from "../../../src/server/pages/pages.js";
import { colleagueTest } from "../routes/colleagueTest.js";
import { options, read, request } from "./pageTest.js";

describe("the headers", () => {
  const headers = (formAction: string) => ({
    "cache-control": "no-store",
    "content-security-policy": `default-src 'none'; style-src 'self'; img-src 'self' data:; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
    "content-type": "text/html; charset=utf-8",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
  });

  it("are the same on every page", async () => {
    const test = colleagueTest();
    const { path } = await test.invite();
    const answers = [
      await test.open(path),
      await test.open(path, { method: "HEAD" }),
      await test.open("/connect/x"),
      await test.open(`${path}/decline`),
      await test.press(path, { "sec-fetch-site": "cross-site" }),
      await test.press(`${path}/decline`),
      await test.press(path),
      await test.ask("GET /return", { as: null }),
      await test.ask("GET /go?sourceType=accounting", { as: null }),
    ];
    for (const answer of answers) {
      expect(Object.fromEntries(answer.headers)).toEqual(headers("'self' https: http://127.0.0.1:4310"));
    }
  });

  it.each([
    [undefined, "'self' https:"],
    [["link.acme.example"], "'self' https:"],
    [
      ["localhost:4310", "127.0.0.1", "127.evil.example", "[::1]:80"],
      "'self' https: http://localhost:4310 http://127.0.0.1 http://[::1]:80",
    ],
  ])("let a form lead to %j", (linkHosts, formAction) => {
    const page = createPages({ ...options, linkHosts })(request()).unknown();
    expect(page.headers.get("content-security-policy")).toBe(headers(formAction)["content-security-policy"]);
  });

  it("let a font of the host load, and no other", () => {
    const page = createPages({ ...options, invites: { fontFile: "/acme.woff2" } })(request()).unknown();
    expect(page.headers.get("content-security-policy")).toContain("; font-src 'self' data:; ");
  });

  it("let the stylesheet be kept, and nothing of a page's address go with it", async () => {
    const test = colleagueTest();
    const page = await read(test.open((await test.invite()).path));
    const link = page.querySelector('link[rel="stylesheet"]');
    expect(link?.getAttribute("referrerpolicy")).toBe("no-referrer");
    const address = link?.getAttribute("href") ?? "";
    expect(address).toMatch(/^\/connect\/style-[\da-f]{16}\.css$/);
    const response = await test.open(address);
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([
      200,
      {
        "cache-control": "public, max-age=31536000, immutable",
        "content-type": "text/css; charset=utf-8",
        "x-content-type-options": "nosniff",
      },
    ]);
    expect(await response.text()).toContain("prefers-color-scheme: dark");
  });
});
