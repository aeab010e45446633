import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChromium } from "../../scripts/system.mjs";
import { type LenderProcess, startLenderProcess } from "./lenderProcess.js";
import { type LenderVisit, type LenderVisitOptions, visitLender } from "./lenderVisit.js";

const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The running example, for every test of a file. */
export let lender: LenderProcess;
let browser: Browser;

beforeAll(async () => {
  const executablePath = findChromium();
  [lender, browser] = await Promise.all([
    startLenderProcess(),
    chromium.launch({ ...(executablePath && { executablePath }), args: browserFlags }),
  ]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lender?.stop();
});

interface Fixtures {
  /** A new customer's browser. At the test's end nothing may stand in its console. */
  visit: (options: Omit<LenderVisitOptions, "url">) => Promise<LenderVisit>;
  /** A page in somebody else's browser, who has no session. */
  colleague: () => Promise<Page>;
}

/** A test of the example: each has a customer of its own. */
export const it = test.extend<Fixtures>({
  visit: async ({ task: _ }, use) => {
    const visits: LenderVisit[] = [];
    await use(async (options) => {
      const visit = await visitLender(browser, { url: lender.url, ...options });
      visits.push(visit);
      return visit;
    });
    await Promise.all(visits.map(({ context }) => context.close()));
    expect(visits.flatMap(({ problems }) => problems)).toEqual([]);
  },
  colleague: async ({ task: _ }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      context.setDefaultTimeout(30_000);
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});
