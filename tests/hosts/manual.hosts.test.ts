import { randomUUID } from "node:crypto";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, startBrowser, type Visit } from "./support/browser.js";
import { bundleClient } from "./support/bundleClient.js";
import { followLink } from "./support/followLink.js";
import { type FreshApp, freshApps } from "./support/freshFolders.js";
import { type FreshHost, freshHost } from "./support/freshHost.js";
import { startCommands } from "./support/freshProcesses.js";
import { connectByLink } from "./support/hostedLinkVisit.js";
import { type ManualStep, manualSteps } from "./support/manualSteps.js";
import { run } from "./support/run.js";

/** How each app is built and started, where its steps do not say. */
const apps: Record<FreshApp, App> = {
  next: {
    page: "/onboarding",
    build: ({ folder, env }) =>
      run("npx", ["next", "build"], { cwd: folder, env: { ...env, NODE_ENV: "production" }, minutes: 6 }),
    start: ["npx next start --hostname 127.0.0.1"],
  },
  "react-router": {
    page: "/onboarding",
    build: ({ folder }) =>
      run("npx", ["react-router", "build"], { cwd: folder, env: { NODE_ENV: "production" } }),
    start: ["node --env-file=.env node_modules/@react-router/serve/bin.js build/server/index.js"],
    env: { HOST: "127.0.0.1", NODE_ENV: "production" },
  },
  express: { page: "/onboarding", build: bundleClient, start: ["node --env-file=.env server.mjs"] },
  hono: { page: "/onboarding", build: bundleClient, start: ["node --env-file=.env server.mjs"] },
  node: { page: "/onboarding", build: bundleClient, start: ["node --env-file=.env server.mjs"] },
  // In development, as its page says.
  vite: { page: "/", env: { NODE_ENV: "development" } },
};

interface App {
  /** Where the step is. */
  page: string;
  build?: (host: FreshHost) => Promise<unknown>;
  start?: readonly string[];
  env?: Record<string, string>;
}

describe.each(freshApps)("the manual's steps on a fresh app: %s", (name) => {
  const { page: path, build, start = [], env = { NODE_ENV: "production" } } = apps[name];
  let steps: ManualStep[];
  let host: FreshHost;
  let browser: Browser;
  let stop: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    steps = manualSteps(`docs/frameworks/${name}.md`);
    host = await freshHost(name, steps);
    await build?.(host);
    const commands = host.commands.length > 0 ? host.commands : start;
    [stop, browser] = await Promise.all([
      startCommands(commands, { ...host, env: { ...host.env, ...env }, isReady: (status) => status === 401 }),
      startBrowser(),
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    await stop?.();
    await host?.close();
  });

  test("are as many as they say", () => {
    const numbers = [...new Set(steps.map(({ number }) => number))];
    console.log(`${name}: ${numbers.length} steps`);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("nobody gets anything without a session", async () => {
    const response = await fetch(`${host.url}/api/codat/company`);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "session" });
  });

  test("the customer's page says that the accountant has connected, and that the data is there", async () => {
    const { page, problems } = await openStep(browser, host, path);
    const button = page.locator(".co-ConnectCTA[href]");
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));

    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const as = (headers: Record<string, string>) => ({ redirect: "manual" as const, headers });
    const href = (await button.getAttribute("href")) ?? "";
    const { status, location: link } = await followLink(new URL(href, host.url), { cookie });
    expect(status).toBe(303);
    expect(link).toMatch(/^https:\/\/link\.codat\.io\/company\/[0-9a-f-]{36}$/);

    const back = await connectByLink(host.codat, link);
    await page.getByText("Xero is connected", { exact: true }).first().waitFor();
    const [company] = host.codat.companies();
    const [connection] = host.codat.connections(company?.id ?? "");
    host.codat.completeRead(connection?.id ?? "");
    await page.getByText("Example Bakery Ltd. Its first data has arrived.").waitFor();
    expect(requests).toEqual([]);
    expect(host.codat.companies()).toHaveLength(1);

    // The accountant is thanked; the customer is led on to the host's page.
    const thanks = await fetch(back, as({}));
    expect(thanks.status).toBe(200);
    expect(await thanks.text()).not.toContain("Example Bakery");
    const home = await followLink(new URL(back), { cookie });
    expect(home.location).toContain(`${path}?statuscode=200&companyid=`);
    // Chromium itself reports that there was no company at first.
    expect(problems.filter((problem) => !problem.includes("404"))).toEqual([]);
    await page.context().close();
  });

  test("a colleague's link shows who asks, leads to Codat and back, and the customer's page says so", async () => {
    const { page } = await openStep(browser, host, path);
    await page.locator(".co-FallbackTrigger").click();
    const mail = page.locator("a[href^='mailto:']").first();
    await mail.waitFor();
    const body = new URL((await mail.getAttribute("href")) ?? "").searchParams.get("body") ?? "";
    const [link = ""] = /http\S+/.exec(body) ?? [];
    expect(link).toMatch(new RegExp(`^${host.url}/connect/[A-Za-z0-9]{47}$`));

    const shown = await fetch(link);
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain("Sam Baker");
    const headers = { "sec-fetch-site": "same-origin" };
    const go = await fetch(link, { method: "POST", redirect: "manual", headers });
    expect(go.status).toBe(303);
    const back = await connectByLink(host.codat, go.headers.get("location") ?? "");
    await page.getByText("Xero is connected", { exact: true }).first().waitFor();
    expect(await (await fetch(back)).text()).toContain("Xero is connected for Example Bakery Ltd");
    await page.context().close();
  });

  test("every webhook was taken", async () => {
    await host.codat.webhooks.settle();
    const statuses = host.codat.webhooks.deliveries().map(({ status }) => status);
    expect(statuses.length).toBeGreaterThan(3);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

/** A page of somebody who is signed in, with the step on it. */
async function openStep(browser: Browser, host: FreshHost, path: string): Promise<Visit> {
  const visit = await openPage(browser, "about:blank");
  await visit.page.context().addCookies([{ name: "session", value: randomUUID(), url: host.url }]);
  await visit.page.goto(host.url + path);
  await visit.page.locator(".co-ConnectCTA[data-status=idle][href]").waitFor();
  return visit;
}
