import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
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

vi.setConfig({ testTimeout: 60_000 });

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

/** A test of the example: each has a customer of its own; at its end nothing may stand in the console. */
export const it = test.extend<{ visit: (options: Omit<LenderVisitOptions, "url">) => Promise<LenderVisit> }>({
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
});
