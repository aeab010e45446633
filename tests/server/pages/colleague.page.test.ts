import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedPageLanguages } from "../../../src/server/pages/pageLanguages.js";
import { openPageSite, type PageSite } from "./pageSite.js";
import { launchChromium } from "./shownPages.js";

const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 720 },
];
const names = {
  usual: { name: "Oak & Elm Ltd", user: "Sam Patel" },
  long: {
    name: "Donaudampfschifffahrtsgesellschaft Müller & Söhne Verwaltungs GmbH & Co. KG",
    user: "Dr. Maximilian Freiherr von Hohenzollern-Sigmaringen",
  },
};
const wishes = {
  "of no platform": {},
  "for a platform": { platformKey: "gbol" },
  "for one that is installed": { platformKey: "pqsw" },
  "to reconnect": { kind: "reconnect", platformKey: "gbol" },
  "for another device": { kind: "self" },
};

let browser: Browser;
let site: PageSite;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchChromium(), openPageSite()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** A tab of a person who lets no script run: no page may need any. */
async function visit(viewport = sizes[0]): Promise<Page> {
  const context = await browser.newContext({ ...(viewport && { viewport }), javaScriptEnabled: false });
  return context.newPage();
}

/** The words of a text, as the language has them. */
function wordsOf(text: string, locale: string): string[] {
  const segments = new Intl.Segmenter(locale, { granularity: "word" }).segment(text);
  return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

describe.each(sizes)("on $width × $height", (size) => {
  it.each(namedPageLanguages.map(({ locale }) => locale))(
    "the button is seen without scrolling, after few words, in %s",
    async (locale) => {
      const page = await visit(size);
      const places: [string, number, number][] = [];
      for (const [who, { name, user }] of Object.entries(names)) {
        for (const [what, wish] of Object.entries(wishes)) {
          const { url } = await site.invite({ ...wish, sourceType: "accounting" }, { name, user });
          await page.goto(`${url}?lang=${locale}`);
          expect(await page.locator("html").getAttribute("lang")).toBe(locale);
          const box = await page.locator("form.go button").boundingBox();
          const label = (await page.locator("form.go button").textContent()) ?? "";
          const [before = ""] = (await page.locator("body").textContent())?.split(label) ?? [];
          places.push([
            `${who}, ${what}`,
            (box?.y ?? Infinity) + (box?.height ?? 0),
            wordsOf(before, locale).length,
          ]);
          expect.soft(wordsOf(before, locale).length, `${who}, ${what}`).toBeGreaterThan(8);
        }
      }
      await page.context().close();
      expect(places.filter(([, bottom]) => bottom > size.height)).toEqual([]);
      expect(places.filter(([, , words]) => words > 120)).toEqual([]);
    },
  );
});

it("nothing is wider than a small phone, with names that do not break", async () => {
  const page = await visit({ width: 320, height: 640 });
  const name = "Unbreakable".repeat(8);
  const { url } = await site.invite({ platformKey: "gbol" }, { name, user: name });
  for (const locale of ["en-GB", "ar"]) {
    for (const path of ["", "/decline"]) {
      await page.goto(`${url}${path}?lang=${locale}`);
      const main = await page.locator("main").boundingBox();
      expect([main?.x, main?.width]).toEqual([0, 320]);
      for (const part of await page.locator("main *:not(svg *)").all()) {
        const box = await part.boundingBox();
        if (!box) continue;
        const said = (await part.textContent()) ?? "";
        expect.soft(box.x, said).toBeGreaterThanOrEqual(0);
        expect.soft(box.x + box.width, said).toBeLessThanOrEqual(320);
      }
    }
  }
  await page.context().close();
});

it("without a script a colleague reads what is folded, thinks again, and declines", async () => {
  const page = await visit();
  const { url, id } = await site.invite({ platformKey: "gbol" }, names.usual);
  const requested: string[] = [];
  page.on("request", (request) => requested.push(new URL(request.url()).origin));
  await page.goto(url);
  expect(await page.getByText("Codat keeps the data").isVisible()).toBe(false);
  await page.getByText("Before you continue").click();
  expect(await page.getByText("Codat keeps the data").isVisible()).toBe(true);

  await page.getByRole("link", { name: "I’m not the right person" }).click();
  await page.getByRole("heading", { name: "Tell Sam Patel that you can’t do this?" }).waitFor();
  await page.getByRole("link", { name: "Go back" }).click();
  await page.getByRole("button", { name: "Continue to Codat" }).waitFor();
  expect(await site.state(id)).toBe("prepared");

  await page.getByRole("link", { name: "I’m not the right person" }).click();
  await page.getByRole("button", { name: "Say that I can’t do this" }).click();
  await page.getByRole("heading", { name: "Thank you for saying so" }).waitFor();
  expect(await site.state(id)).toBe("declined");
  await page.goto(url);
  await page.getByRole("heading", { name: "This request has been declined" }).waitFor();
  expect([...new Set(requested)]).toEqual([new URL(url).origin]);
  await page.context().close();
});

it("the host's logo, font and radius are seen, from the host's own origin, which learns nothing of the link", async () => {
  const page = await visit();
  const { url } = await site.invite({}, names.usual);
  const shown = page.waitForResponse(/acme\.woff2$/);
  await page.goto(url);
  await shown;
  const sent = site.requests.filter(({ path }) => /^\/acme\./.test(path));
  expect(new Set(sent.map(({ path }) => path))).toEqual(new Set(["/acme.svg", "/acme.woff2"]));
  const token = new URL(url).pathname.split("/").at(-1) ?? "";
  for (const { referer } of site.requests.filter(({ path }) => !path.includes(token)))
    expect(referer).not.toContain(token);
  const logo = await page.getByRole("img", { name: "Acme Lending" }).boundingBox();
  expect(logo?.width).toBeGreaterThan(100);
  await page.context().close();
});
