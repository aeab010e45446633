import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";
import { findChromium } from "../../../scripts/system.mjs";
import { origin } from "../companionTest.js";

/** A page, and the one stylesheet of all. */
export interface Shown {
  response: Response;
  css: string;
}

/** A browser tab at the companion's origin that shows responses without a companion. */
export interface PageTab {
  page: Page;
  show(shown: Shown): Promise<void>;
  /** Addresses that the pages asked for beside their own and their stylesheet's. */
  asked: string[];
}

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
}

export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<PageTab> {
  const page = await (await browser.newContext(options)).newPage();
  const address = `${origin}/connect/x`;
  const asked: string[] = [];
  let current: Shown | undefined;
  await page.route(/./, async (route) => {
    const url = route.request().url();
    if (url === address && current) {
      const { status, headers } = current.response;
      const body = await current.response.clone().text();
      return route.fulfill({ status, headers: Object.fromEntries(headers), body });
    }
    if (url.endsWith(".css")) return route.fulfill({ contentType: "text/css", body: current?.css ?? "" });
    asked.push(url);
    return route.abort();
  });
  return {
    page,
    asked,
    async show(shown) {
      current = shown;
      await page.goto(address);
    },
  };
}
