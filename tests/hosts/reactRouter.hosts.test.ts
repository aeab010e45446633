import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../support/freePort.js";
import { openPage, startBrowser, type Visit } from "./support/browser.js";
import { type CodatServer, startCodat } from "./support/codat.js";
import { describeCompanion } from "./support/companionSuite.js";
import { describeEnding } from "./support/endingSuite.js";
import { installHost } from "./support/hostFolder.js";
import { type HostProcess, startHostProcess } from "./support/hostProcess.js";
import { run } from "./support/run.js";

describe("React Router in framework mode", () => {
  let folder: string;
  let codat: CodatServer;
  let host: HostProcess;
  let browser: Browser;

  const inFolder = (...args: string[]) => run("npx", args, { cwd: folder, env: { NODE_ENV: "production" } });

  async function start(env: Record<string, string>): Promise<HostProcess> {
    const serve = ["node_modules/@react-router/serve/bin.js", "build/server/index.js"];
    return startHostProcess(folder, serve, { ...env, HOST: "127.0.0.1", PORT: `${await freePort()}` });
  }

  beforeAll(async () => {
    folder = await installHost({ name: "react-router", from: "examples/react-router" });
    await inFolder("react-router", "build");
    codat = await startCodat();
    [host, browser] = await Promise.all([start(codat.env), startBrowser()]);
    codat.tell(host.url);
  });

  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    await codat?.close();
  });

  // By Express, in which `react-router-serve` answers.
  const streamType = "text/event-stream; charset=utf-8";
  describeCompanion(() => ({ url: host.url, codat, streamType }));

  describeEnding({ start, resets: true });

  test("its types hold", async () => {
    await inFolder("react-router", "typegen");
    await inFolder("tsc");
  });

  /** A new customer's session, and what the server's HTML for it says. */
  async function signIn(): Promise<{ cookie: string; html(): Promise<string> }> {
    const { headers } = await fetch(`${host.url}/sign-in`, { method: "POST" });
    const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
    const html = async () => (await fetch(`${host.url}/onboarding`, { headers: { cookie } })).text();
    return { cookie, html };
  }

  async function makeCompany(cookie: string): Promise<string> {
    const headers = { cookie, "sec-fetch-site": "same-origin" };
    const response = await fetch(`${host.url}/api/codat/company`, { method: "POST", headers });
    return (await response.json()).id;
  }

  async function signedIn(cookie: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Visit> {
    const visit = await openPage(browser, "about:blank", options);
    const [name = "", value = ""] = cookie.split("=");
    await visit.page.context().addCookies([{ name, value, url: host.url }]);
    return visit;
  }

  const link = 'href="/api/codat/go?use=connect&amp;sourceType=accounting"';
  const words = (html: string) => html.replace(/<[^>]*>/g, "");

  test("the first HTML of a new customer is a usable link", async () => {
    const { html } = await signIn();
    const before = codat.api.companies().length;
    expect(await html()).toContain(link);
    expect(codat.api.companies()).toHaveLength(before);
  });

  test("the first HTML says what the companion knows", async () => {
    const { cookie, html } = await signIn();
    const { id } = codat.api.connect(await makeCompany(cookie));
    codat.api.completeRead(id);
    await codat.api.webhooks.settle();
    expect(words(await html())).toMatch(
      /Xero is connected\s*Example Bakery Ltd\. Its first data has arrived\./,
    );
  });

  test("without JavaScript the button leads to Codat's page", async () => {
    const { page } = await signedIn((await signIn()).cookie, { javaScriptEnabled: false });
    await page.goto(`${host.url}/onboarding`);
    const opened = page.context().waitForEvent("page");
    await page.locator(".co-ConnectCTA").click();
    const tab = await opened;
    await tab.waitForURL(/\/company\//);
    expect(await tab.title()).toContain("Choose your platform");
    await page.context().close();
  });

  test("it hydrates without a word, asks for nothing that was prefetched, and follows the stream", async () => {
    const { cookie } = await signIn();
    const companyId = await makeCompany(cookie);
    const { page, problems } = await signedIn(cookie);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto(`${host.url}/onboarding`);
    // Closed by React, once it has taken the page over.
    await page.locator(".co-FallbackPanel").waitFor({ state: "hidden" });
    await page.locator(".co-AuthStep[data-status=idle]").waitFor();
    const { id } = codat.api.connect(companyId);
    await page.getByText("Xero is connected", { exact: true }).first().waitFor();
    codat.api.completeRead(id);
    await page.getByText("Example Bakery Ltd. Its first data has arrived.").waitFor();
    expect(asked.filter((request) => request.includes("/api/codat"))).toEqual(["GET /api/codat/events"]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("nobody sees the page without a session", async () => {
    expect((await fetch(`${host.url}/onboarding`)).status).toBe(401);
  });
});
