import { describe, expect, it } from "vitest";
import { plainName } from "../../../src/core/plainName.js";
import { pageLanguages } from "../../../src/server/pages/pageLanguages.js";
import { createPages } from "../../../src/server/pages/pages.js";
import { colleagueTest } from "../routes/colleagueTest.js";
import { invite, options, parse, read, request, textOf } from "./pageTest.js";

describe("names", () => {
  it.each([
    ["with markup", '<img src=x onerror="alert(1)"></title><script>alert(1)</script>&amp;'],
    ["with quotes", `"' onmouseover='alert(1)`],
    ["that turn the words around", "\u202eLtd mlE & kaO\u2066\u200f"],
    ["of ten thousand characters", "x".repeat(10_000)],
    ["of lines", "Oak\r\n\r\nSet-Cookie: a=b\u2028"],
    ["with holes", "{app} {inviter} $& $1"],
  ])("%s are inert", async (_, name) => {
    const test = colleagueTest({
      appName: `App ${name}`,
      authenticate: () => ({ id: "acme", name, user: { id: "u", name } }),
    });
    const { path } = await test.invite();
    for (const { locale } of pageLanguages) {
      const page = await read(test.open(`${path}?lang=${locale}`));
      const shown = [...page.querySelectorAll("bdi")].map(({ textContent }) => textContent);
      expect(shown).toContain(plainName(name));
      // And nothing beside but where it leads and until when.
      const names = [plainName(name), plainName(`App ${name}`)];
      const others = shown.filter((text) => !names.includes(text ?? ""));
      expect(others).toEqual(["127.0.0.1:4310", expect.stringMatching(/2026|٢٠٢٦/)]);
      expect(page.querySelectorAll("img, script, [onerror], [onmouseover]")).toHaveLength(0);
    }
  });
});

describe("a name that leads elsewhere", () => {
  const lure = "URGENT: call 0800 123 4567";
  const lured = invite({ customer: { id: "acme", name: "Verify at acme-secure.com", userName: lure } });
  const all = async (names?: "verified") => {
    const pages = createPages({ ...options, invites: { names } })(request());
    const answers = [
      pages.invite(lured, "/connect/token"),
      pages.declining(lured, "/connect/token"),
      pages.declined(lured),
      pages.returned("connected", { ...lured, state: "connected" }),
    ];
    return (await Promise.all(answers.map((answer) => answer.text()))).map(parse);
  };

  it("is left out of every page, whose sentences do without", async () => {
    const pages = await all();
    for (const page of pages) expect(page.documentElement.textContent).not.toMatch(/0800|acme-secure/);
    const [first] = pages;
    expect(textOf(first?.querySelector("h1 + p") ?? null)).toBe(
      "A customer of Acme Lending asks you to connect their accounting software.",
    );
  });

  it("is shown where the host has verified it, and is no link", async () => {
    const pages = await all("verified");
    for (const page of pages) {
      expect(page.body.textContent).toContain("0800 123 4567");
      const links = [...page.getElementsByTagName("a")].map(({ textContent }) => textContent);
      expect(links.filter((text) => /0800|acme-secure/.test(text ?? ""))).toEqual([]);
      // Else phones make links of numbers and addresses by themselves.
      const detection = page.querySelector('meta[name="format-detection"]')?.getAttribute("content");
      expect(detection).toBe("telephone=no, address=no, email=no");
    }
  });
});
