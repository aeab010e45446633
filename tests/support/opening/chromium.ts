import { chromium, type Page } from "playwright";
import { findChromium } from "../../../scripts/system.mjs";
import type { Browser, Tab } from "./suite.js";

/** Chromium by Playwright. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  const context = await browser.newContext();
  let own: Page | undefined;
  return {
    async visit(url) {
      const before = context.pages();
      own = await context.newPage();
      for (const page of before) await page.close();
      await own.goto(url);
      await own.waitForSelector(".co-ConnectCTA");
      return tabOf(own);
    },
    others: async () =>
      context
        .pages()
        .filter((page) => page !== own)
        .map(tabOf),
    close: () => browser.close(),
  };
}

function tabOf(page: Page): Tab {
  return {
    url: async () => page.url(),
    read: (expression) => page.evaluate(expression),
    click: (selector, { button = "left", count = 1 } = {}) =>
      page.click(selector, { button, clickCount: count }),
    hover: (selector) => page.hover(selector),
    press: (selector, key) => page.press(selector, key),
  };
}
