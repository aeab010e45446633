import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openPage, startBrowser } from "./support/browser.js";
import { type CodatServer, startCodat } from "./support/codat.js";
import { serveWithCompanion } from "./support/companionSite.js";
import { installHost } from "./support/hostFolder.js";
import type { Listener } from "./support/listen.js";
import { run } from "./support/run.js";
import { root } from "./support/tarball.js";

const reacts = [
  // The lowest that the package's peers allow. The types of that React need @types/scheduler of their time.
  { react: "18.2.0", types: "18.2.0", dom: "18.2.0", query: "5.0.0" },
  { react: "18.3.1", types: "18.3.31", dom: "18.3.7", query: "5.108.0" },
  { react: "19.3.1", types: "19.3.0", dom: "19.3.0", query: "5.108.0" },
];
const resolutions = [
  ["--module", "preserve", "--moduleResolution", "bundler"],
  ["--module", "nodenext", "--moduleResolution", "nodenext"],
];

test("the first are the lowest peers that package.json allows", async () => {
  const { peerDependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const lowest = (name: string) => /\d+\.\d+\.\d+/.exec(peerDependencies[name])?.[0];
  const [{ react, query } = { react: "", query: "" }] = reacts;
  expect(["react", "react-dom", "@tanstack/react-query"].map(lowest)).toEqual([react, react, query]);
});

describe.each(reacts)("a host on Vite with React $react, Query $query", ({ react, types, dom, query }) => {
  let folder: string;
  let browser: Browser;
  let codat: CodatServer;
  let site: Listener;

  beforeAll(async () => {
    folder = await installHost({
      name: `spa-${react}`,
      from: "tests/hosts/spa",
      versions: {
        react,
        "react-dom": react,
        "@types/react": types,
        "@types/react-dom": dom,
        "@tanstack/react-query": query,
      },
    });
    await run(process.execPath, ["node_modules/vite/bin/vite.js", "build"], {
      cwd: folder,
      env: { NODE_ENV: "production" },
    });
    [browser, codat] = await Promise.all([startBrowser(), startCodat()]);
    site = await serveWithCompanion(join(folder, "dist"), codat);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await codat?.close();
  });

  describe.each(resolutions)("type-checked with its libraries by tsc %s %s %s %s", (...resolution) => {
    test.each(["true", "false"])("and --exactOptionalPropertyTypes %s", async (exact) => {
      const args = ["node_modules/typescript/bin/tsc", ...resolution, "--exactOptionalPropertyTypes", exact];
      await run(process.execPath, args, { cwd: folder });
    });
  });

  async function visit(more = ""): Promise<Page> {
    const { page, problems } = await openPage(
      browser,
      `${site.url}/?codat=${codat.url}&company=${codat.companyId}${more}`,
    );
    onTestFinished(async () => {
      await page.context().close();
      expect(problems).toEqual([]);
    });
    return page;
  }

  const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard);

  test("renders, and fetches nothing by itself", async () => {
    const page = await visit();
    await page.getByRole("heading", { name: "Connect your bank" }).waitFor();
    await page.locator("#accounting").getByText("Another day").waitFor();
    expect((await heard(page)).filter((word) => word.startsWith("fetch"))).toEqual([]);
  });

  test("the host's own button is the part's element, by both refs", async () => {
    const page = await visit();
    const cta = page.locator("#accounting [data-hosts-own]");
    expect(await cta.getAttribute("class")).toBe("is-idle mine");
    const opened = page.context().waitForEvent("page");
    await cta.click();
    const tab = await opened;
    await tab.waitForURL(/\/company\//);
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    const words = await heard(page);
    expect(words).toEqual(expect.arrayContaining(["fetch:connect", "same:true", "connect"]));
    expect(words).not.toContain("fetch:invite");
  });

  test("an arranged fallback opens onto the invite", async () => {
    const page = await visit();
    await page.locator("#accounting .co-FallbackTrigger").click();
    const link = page.locator("#accounting a[href^='mailto:']");
    await link.waitFor();
    expect(await link.getAttribute("href")).toMatch(/^mailto:sam%2Bbooks@example\.com\?subject=/);
    expect(await heard(page)).toEqual(expect.arrayContaining(["open:true", "fallbackOpen", "fetch:invite"]));
    // The panel has taken the place of what opened it.
    expect(await page.locator(".co-FallbackTrigger").count()).toBe(1);
  });

  test("the step as it comes leads to Codat's page, styled", async () => {
    const page = await visit();
    const cta = page.locator("#banking .co-ConnectCTA");
    expect(await cta.textContent()).toBe("Connect your bank");
    expect(await cta.getAttribute("href")).toBe(`${codat.url}/company/${codat.companyId}`);
    expect(await cta.evaluate((element) => getComputedStyle(element).display)).not.toBe("inline");
  });

  test("has what it asked for installed, and nothing newer", async () => {
    for (const [name, version] of Object.entries({
      react,
      "react-dom": react,
      "@tanstack/react-query": query,
    })) {
      const manifest = await readFile(join(folder, "node_modules", name, "package.json"), "utf8");
      expect([name, JSON.parse(manifest).version]).toEqual([name, version]);
    }
  });

  test("a live step follows its company, from the link to the first data", async () => {
    const page = await visit("&live");
    const step = page.locator("#live");
    const status = (name: string) => page.locator(`#live[data-status="${name}"]`).waitFor();
    await status("idle");
    const opened = page.context().waitForEvent("page");
    await step.locator(".co-ConnectCTA").click();
    await (await opened).waitForURL(/\/company\//);
    const [company] = codat.api.companies();
    const { id } = codat.api.connect(company?.id ?? "");
    await status("connected");
    await page.locator("#own-status").getByText("connected Xero").waitFor();
    codat.api.completeRead(id);
    await status("ready");
    expect(await step.locator(".co-ConnectCTA").count()).toBe(0);
    const words = await heard(page);
    expect(words).toEqual(expect.arrayContaining(["restored", "connect", "connected", "dataReady"]));
    expect(words.filter((word) => word.startsWith("error"))).toEqual([]);
  });

  test("the hooks serve markup of the host's own", async () => {
    const page = await visit();
    const own = page.locator("#own");
    await own.getByText("idle open").waitFor();
    await own.getByRole("button", { name: "Later" }).click();
    await own.getByText("idle skipped").waitFor();
    expect(await heard(page)).toContain("own:skip");
    expect(await own.getByRole("link", { name: "Mail" }).getAttribute("href")).toMatch(/^mailto:\?subject=/);
  });
});
