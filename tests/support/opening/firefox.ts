import { launch, type Page } from "puppeteer-core";
import { ensurePrograms, findProgram } from "../../../scripts/system.mjs";
import type { Browser, Tab } from "./suite.js";

/** Where Firefox is, if it is here or can be installed. */
export const firefoxPath = findProgram("firefox") ?? installed();

/** Firefox by Puppeteer and WebDriver BiDi. */
export async function launchFirefox(): Promise<Browser> {
  if (!firefoxPath) throw new Error("There is no Firefox. Install firefox-esr.");
  const browser = await launch({ browser: "firefox", executablePath: firefoxPath, headless: true });
  let own: Page | undefined;
  return {
    async visit(url) {
      const before = await browser.pages();
      own = await browser.newPage();
      for (const page of before) await page.close();
      await own.goto(url);
      await own.waitForSelector(".co-ConnectCTA");
      return tabOf(own);
    },
    others: async () => (await browser.pages()).filter((page) => page !== own).map(tabOf),
    close: () => browser.close(),
  };
}

function tabOf(page: Page): Tab {
  return {
    url: async () => page.url(),
    read: (expression) => page.evaluate(expression) as Promise<never>,
    click: (selector, { button = "left", count = 1 } = {}) => page.click(selector, { button, count }),
    hover: (selector) => page.hover(selector),
    async press(selector, key) {
      await page.focus(selector);
      await page.keyboard.press(key as "Enter");
    },
  };
}

function installed(): string | undefined {
  ensurePrograms([{ command: "firefox-esr", package: "firefox-esr" }]);
  return findProgram("firefox-esr");
}
