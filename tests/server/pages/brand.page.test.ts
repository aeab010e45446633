import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPageStyles } from "../../../src/server/pages/pageStyles.js";
import { brandColors } from "../../support/brandColors.js";
import { everyPage } from "./everyPage.js";
import { judge, measureSheets } from "./measureSheets.js";
import { launchChromium, openTab, type PageTab } from "./shownPages.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  let tab: PageTab;
  beforeAll(async () => {
    tab = await openTab(browser, { colorScheme });
  });

  it("one brand colour is enough: everything can be read, whichever it is", async () => {
    const response = everyPage("en-GB")["connect"] as Response;
    await tab.show({ response, css: createPageStyles().css });
    const sheets = brandColors().map((accent) => [accent, createPageStyles({ colors: { accent } }).css]);
    const measured = await tab.page.evaluate(measureSheets, sheets as [string, string][]);
    expect(measured).toHaveLength(brandColors().length);
    const { lowest, failures } = judge(measured);
    expect(failures).toEqual([]);
    expect(Object.keys(lowest)).toHaveLength(4);
  });

  it("the host's own text on it outranks ours", async () => {
    const response = everyPage("en-GB")["connect"] as Response;
    const colors = { accent: "#ff0000", onAccent: "#ffffff" };
    await tab.show({ response, css: createPageStyles({ colors }).css });
    const color = await tab.page.locator("button").evaluate((button) => getComputedStyle(button).color);
    expect(color).toBe("rgb(255, 255, 255)");
  });
});
