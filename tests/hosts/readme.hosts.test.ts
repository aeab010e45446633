import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, startBrowser } from "./browser.js";
import { type FreshHost, freshHost } from "./freshHost.js";
import { connectByLink } from "./hostedLinkVisit.js";
import { type ReadmeStep, readmeSteps } from "./readmeSteps.js";
import { run } from "./run.js";

const apps = {
  next: {
    heading: "In Next, in six steps",
    build: ({ folder, env }: FreshHost) => run("npx", ["next", "build"], { cwd: folder, env, minutes: 6 }),
    start: ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1"],
  },
  express: {
    heading: "In Express, in six steps",
    build: ({ folder }: FreshHost) =>
      build({
        absWorkingDir: folder,
        entryPoints: ["client/main.jsx"],
        outfile: "public/client.js",
        bundle: true,
        format: "esm",
        jsx: "automatic",
        // Not that of the repository around, whose paths lead to the sources.
        tsconfigRaw: {},
        define: { "process.env.NODE_ENV": '"production"' },
        logLevel: "error",
      }),
    start: ["--env-file=.env", "server.mjs"],
  },
} as const;

describe.each(["next", "express"] as const)("the README's steps on a fresh app: %s", (name) => {
  let steps: ReadmeStep[];
  let host: FreshHost;
  let browser: Browser;
  let stop: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    steps = await readmeSteps(apps[name].heading);
    host = await freshHost(name, steps);
    await apps[name].build(host);
    [stop, browser] = await Promise.all([start(host, apps[name].start), startBrowser()]);
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
    const { page, problems } = await openPage(browser, `${host.url}/`);
    await page.evaluate(() => fetch("/sign-in", { method: "POST" }));
    await page.goto(`${host.url}/onboarding`);
    const button = page.locator(".co-ConnectCTA[href]");
    await button.waitFor();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));

    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const as = (headers: Record<string, string>) => ({ redirect: "manual" as const, headers });
    const go = await fetch(new URL((await button.getAttribute("href")) ?? "", host.url), as({ cookie }));
    expect(go.status).toBe(303);
    const link = go.headers.get("location") ?? "";
    expect(link).toMatch(/^https:\/\/link\.codat\.io\/company\/[0-9a-f-]{36}$/);

    const back = await connectByLink(host.codat, link);
    await page.getByText("Xero is connected.", { exact: true }).waitFor();
    const [company] = host.codat.companies();
    const [connection] = host.codat.connections(company?.id ?? "");
    host.codat.completeRead(connection?.id ?? "");
    await page.getByText("Xero is connected: Example Bakery Ltd. Its first data has arrived.").waitFor();
    expect(requests).toEqual([]);
    expect(host.codat.companies()).toHaveLength(1);

    // The accountant is thanked; the customer is led on to the host's page.
    const thanks = await fetch(back, as({}));
    expect(thanks.status).toBe(200);
    expect(await thanks.text()).not.toContain("Example Bakery");
    const home = await fetch(back, as({ cookie }));
    expect(home.headers.get("location")).toMatch(/^\/onboarding\?statuscode=200&companyid=/);
    // Chromium itself reports that there was no company at first.
    expect(problems.filter((problem) => !problem.includes("404"))).toEqual([]);
    await page.context().close();
  });

  test("a colleague's link shows who asks, leads to Codat and back, and the customer's page says so", async () => {
    const { page } = await openPage(browser, `${host.url}/`);
    await page.evaluate(() => fetch("/sign-in", { method: "POST" }));
    await page.goto(`${host.url}/onboarding`);
    await page.locator(".co-ConnectCTA[href]").waitFor();
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
    await page.getByText("Xero is connected.", { exact: true }).waitFor();
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

/** Starts the app as its step says, until it answers. */
async function start({ folder, env, url }: FreshHost, args: readonly string[]): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (let attempt = 0; child.exitCode === null && attempt < 300; attempt++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) {
      return async () => {
        child.kill("SIGTERM");
        await ended;
      };
    }
    await pause(100);
  }
  child.kill("SIGTERM");
  throw new Error(`The fresh app does not answer:\n${output}`);
}
