import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedPageLanguages } from "../../../src/server/pages/pageLanguages.js";
import { byBothEngines } from "../../support/drivenRules.js";
import { everyPage } from "./everyPage.js";
import { styles } from "./pageTest.js";
import { launchChromium, openTab, type PageTab } from "./shownPages.js";

const isThorough = process.env["EVERY_RULE"] === "on";
const day = { colorScheme: "light", viewport: { width: 320, height: 640 } } as const;
const night = { colorScheme: "dark", viewport: { width: 1280, height: 720 } } as const;

/** `npm run test:access` looks at every language in all four; each change at the two directions in two. */
const looks = isThorough
  ? [day, night, { ...night, viewport: day.viewport }, { ...day, viewport: night.viewport }]
  : [day, night];
const locales = namedPageLanguages
  .map(({ locale }) => locale)
  .filter((locale) => isThorough || ["en-GB", "ar"].includes(locale));

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.each(looks)("in $colorScheme, $viewport.width px wide", (look) => {
  let tab: PageTab;
  beforeAll(async () => {
    tab = await openTab(browser, look);
  });

  it.each(locales)(
    "two rule engines find nothing on any page in %s",
    async (locale) => {
      const found: string[] = [];
      for (const [name, response] of Object.entries(everyPage(locale))) {
        await tab.show({ response, css: styles.css });
        for (const fold of await tab.page.locator("summary").all()) await fold.click();
        found.push(...(await byBothEngines(tab.page)).map((one) => `${name}: ${one}`));
      }
      expect(found).toEqual([]);
      expect(tab.asked).toEqual([]);
    },
    5 * 60_000,
  );
});
