import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../support/freePort.js";
import { openPage, startBrowser } from "./support/browser.js";
import { type CodatServer, startCodat } from "./support/codat.js";
import { describeCompanion } from "./support/companionSuite.js";
import { installHost } from "./support/hostFolder.js";
import { type HostProcess, startHostProcess } from "./support/hostProcess.js";
import { run } from "./support/run.js";

const modes = {
  "development server": { words: [], env: { NODE_ENV: "development" } },
  preview: { words: ["preview"], env: { NODE_ENV: "production" } },
} as const;

describe.each(Object.entries(modes))("Vite's %s before a separate API", (_, { words, env }) => {
  let codat: CodatServer;
  let api: HostProcess;
  let vite: HostProcess;
  let browser: Browser;

  beforeAll(async () => {
    const folder = await installHost({ name: "vite", from: "examples/vite" });
    await run("npx", ["tsc"], { cwd: folder });
    if (words.length > 0) await run("npx", ["vite", "build"], { cwd: folder, env });
    codat = await startCodat();
    // A fake and production do not go together, and examples are not for production.
    api = await startHostProcess(folder, ["api/server.mjs"], { ...codat.env, NODE_ENV: "development" });
    const port = `${await freePort()}`;
    const own = ["--host", "127.0.0.1", "--strictPort", "--port", port];
    vite = await startHostProcess(folder, ["node_modules/vite/bin/vite.js", ...words, ...own], {
      ...env,
      API_URL: api.url,
      NO_COLOR: "1",
      FORCE_COLOR: "0",
    });
    browser = await startBrowser();
    codat.tell(vite.url);
  });

  afterAll(async () => {
    await browser?.close();
    await vite?.stop();
    await api?.stop();
    await codat?.close();
  });

  describeCompanion(() => ({ url: vite.url, codat }));

  test("the page follows its company, and the button leads to Codat's page", async () => {
    const { page, problems } = await openPage(browser, vite.url);
    await page.getByText("Please sign in.").waitFor();
    await page.evaluate(() => fetch("/sign-in", { method: "POST" }));
    await page.reload();
    const button = page.locator(".co-ConnectCTA[data-status=idle][href]");
    await button.waitFor();
    const opened = page.context().waitForEvent("page");
    await button.click();
    await (await opened).waitForURL(/\/company\//);
    const company = codat.api.companies().at(-1);
    const { id } = codat.api.connect(company?.id ?? "");
    await page.getByText("Xero is connected", { exact: true }).first().waitFor();
    codat.api.completeRead(id);
    await page.getByText("Example Bakery Ltd. Its first data has arrived.").waitFor();
    // Chromium itself reports that there was no company at first.
    expect(problems.filter((problem) => !problem.includes("404"))).toEqual([]);
    await page.context().close();
  });
});
