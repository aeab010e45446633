import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPageStyles } from "../../../src/server/pages/pageStyles.js";
import { brandColors } from "../../support/brandColors.js";
import { contrast } from "../../support/contrast.js";
import { everyPage } from "./everyPage.js";
import { launchChromium, openTab, type PageTab } from "./shownPages.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** What the browser computes of the page that has most of it, with a brand and nothing else of the host's. */
interface Computed {
  accent: string;
  button: string;
  buttonText: string;
  hover: string;
  active: string;
  edge: string;
  focus: string;
  links: string[];
  card: string;
  page: string;
}

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
    const lowest: Record<string, number> = {};
    const failures: string[] = [];
    for (const one of measured) {
      const pairs: [string, number, string, string[]][] = [
        ["text on the button", 4.5, one.buttonText, [one.button, one.hover, one.active]],
        ["accent as text", 4.5, one.links[0] ?? "", [one.card, one.page]],
        ["edge", 3, one.edge, [one.card]],
        ["focus", 3, one.focus, [one.card, one.page]],
      ];
      expect(new Set(one.links).size).toBe(1);
      for (const [name, least, foreground, grounds] of pairs)
        for (const ground of grounds) {
          const value = contrast(foreground, ground);
          lowest[name] = Math.min(lowest[name] ?? 21, value);
          if (!(value >= least)) failures.push(`${name}, ${one.accent}: ${value.toFixed(2)}`);
        }
    }
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

/** In the browser. Rules for the pointer, a press and the focus are read by class, since a script cannot bring them about. */
function measureSheets(sheets: [string, string][]): Computed[] {
  const computed = (selector: string) => getComputedStyle(document.querySelector(selector) as Element);
  const [link] = document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]');
  if (link) link.disabled = true;
  const all: Computed[] = [];
  for (const [accent, css] of sheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      css
        .replaceAll(":hover", ".hover")
        .replaceAll(":active", ".active")
        .replaceAll(":focus-visible", ".focus"),
    );
    document.adoptedStyleSheets = [sheet];
    const button = document.querySelector("button") as HTMLElement;
    const ground = (state: string) => {
      button.className = state;
      const { backgroundColor } = getComputedStyle(button);
      button.className = "";
      return backgroundColor;
    };
    button.className = "focus";
    const focus = getComputedStyle(button).outlineColor;
    all.push({
      accent,
      button: ground(""),
      buttonText: computed("button").color,
      hover: ground("hover"),
      active: ground("active"),
      edge: computed("button").borderTopColor,
      focus,
      links: ["a.decline", "summary", "footer a", "nav a"].map((selector) => computed(selector).color),
      card: computed("main").backgroundColor,
      page: computed("body").backgroundColor,
    });
  }
  return all;
}
