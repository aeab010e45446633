import { chromium } from "playwright";
import { launch } from "puppeteer-core";
import { findChromium } from "../../scripts/system.mjs";
import { firefoxPath } from "../support/opening/firefox.js";
import { launchWebKit, missingForWebKit } from "../support/webkit.js";

/** A browser of somebody's own, with no session in it. */
export interface Engine {
  version: string;
  open(url: string): Promise<unknown>;
  url(): Promise<string>;
  click(selector: string): Promise<unknown>;
  /** What the first element that fits shows; empty without one. */
  text(selector: string): Promise<string>;
  close(): Promise<unknown>;
}

async function launchChromium(): Promise<Engine> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  const page = await browser.newPage();
  return {
    version: browser.version(),
    open: (url) => page.goto(url),
    url: async () => page.url(),
    click: (selector) => page.click(selector),
    text: (selector) =>
      page.textContent(selector, { timeout: 1000 }).then(
        (text) => text ?? "",
        () => "",
      ),
    close: () => browser.close(),
  };
}

async function launchFirefox(): Promise<Engine> {
  const browser = await launch({
    browser: "firefox",
    executablePath: firefoxPath ?? "firefox",
    headless: true,
  });
  const page = await browser.newPage();
  return {
    version: await browser.version(),
    open: (url) => page.goto(url),
    url: async () => page.url(),
    click: (selector) => page.click(selector),
    text: (selector) => page.$eval(selector, (element) => element.textContent ?? "").catch(() => ""),
    close: () => browser.close(),
  };
}

/** The three engines; `missing` names what one lacks here. */
export const engines: readonly { name: string; missing: readonly string[]; launch: () => Promise<Engine> }[] =
  [
    { name: "Chromium", missing: findChromium() ? [] : ["chromium"], launch: launchChromium },
    { name: "Firefox", missing: firefoxPath ? [] : ["firefox-esr"], launch: launchFirefox },
    { name: "WebKit", missing: missingForWebKit(), launch: launchWebKit },
  ];
