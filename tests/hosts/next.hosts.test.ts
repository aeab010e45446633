import type { Locator, Page } from "playwright";
import { describe, expect, test } from "vitest";
import { describeCompanion } from "./support/companionSuite.js";
import { describeEnding } from "./support/endingSuite.js";
import { useNextHost } from "./support/nextHost.js";

describe.each(["turbopack", "webpack"] as const)("Next's App Router, built with %s", (bundler) => {
  const host = useNextHost(bundler);

  describe("before JavaScript", () => {
    test("the server's HTML has the words, those that the host replaced too", async () => {
      const html = await (await fetch(host.url)).text();
      expect(html).toContain("Connect your accounting software");
      expect(html).toContain("Connect your bank accounts");
      expect(html).toContain("Not today");
      expect(html).toContain("Copy the link instead");
      expect(html).not.toContain("I’ll do this later");
    });

    test("the server's HTML has the link, and fetches none that works once", async () => {
      const html = await (await fetch(host.url)).text();
      expect(html).toContain(`href="${host.codat.url}/company/${host.codat.companyId}"`);
      expect(html).not.toContain("otp");
      expect(host.codat.linkRequests).toEqual([]);
    });

    test("a click opens Codat's page in a tab that knows nothing of ours", async () => {
      const { page } = await host.visit({ javaScriptEnabled: false });
      const tab = await openedBy(page, button(page, "banking"));
      expect(await tab.title()).toContain("Choose your platform");
      expect(await tab.evaluate(() => document.referrer)).toBe("");
    });

    test("the fallback is open, with a mail to somebody else", async () => {
      const { page } = await host.visit({ javaScriptEnabled: false });
      const mail = await readMailto(page.locator("#banking a[href^='mailto:']"));
      expect(mail.body).toContain(`\r\n${host.codat.url}/company/${host.codat.companyId} \r\n`);
    });

    test("the styles apply", async () => {
      const { page } = await host.visit({ javaScriptEnabled: false });
      expect(await styleOf(button(page, "accounting"), "backgroundColor")).toBe("rgb(20, 80, 60)");
      expect(await styleOf(button(page, "banking"), "display")).not.toBe("inline");
    });
  });

  describe("on the page", () => {
    test("it hydrates, and nothing is fetched", async () => {
      const { page, actions } = await host.visit();
      await hydrated(page);
      await page.waitForLoadState("networkidle");
      expect(actions).toEqual([]);
      expect(host.codat.linkRequests).toEqual([]);
    });

    test("the host's button is the part's element: class names, state, handlers, its own ones too", async () => {
      const { page } = await host.visit();
      await hydrated(page);
      const link = button(page, "accounting");
      expect((await link.getAttribute("class"))?.trim()).toBe("acme-button acme-primary");
      expect(await link.getAttribute("data-status")).toBe("idle");
      expect(await link.textContent()).toBe("Connect your accounting software");
      await openedBy(page, link);
      expect(await link.getAttribute("data-presses")).toBe("1");
      expect(await events(page)).toContain("connect");
    });

    test("a server component's element is the part's element, and works", async () => {
      const { page } = await host.visit();
      await hydrated(page);
      const skip = page.locator("#accounting [data-rendered-on=server]");
      expect(await skip.getAttribute("class")).toBe("acme-button acme-quiet");
      await skip.click();
      await page.getByText("Skipped for now.").waitFor();
      expect(await skip.textContent()).toBe("Undo: show this step again");
      expect(await events(page)).toContain("skip");
    });
  });

  describe("a server action as linkUrl", () => {
    test("it is called when somebody is about to click, once, and the click follows its link", async () => {
      const { page, actions } = await host.visit();
      await hydrated(page);
      const link = button(page, "accounting");
      await link.hover();
      await page.locator("#accounting > a[href*='otp=']").waitFor();
      expect(actions).toHaveLength(1);
      expect(host.codat.linkRequests).toEqual([`Basic ${btoa("test-key")}`]);
      const tab = await openedBy(page, link);
      expect(await tab.title()).toContain("Choose your platform");
    });

    test("a link that was used is fetched anew", async () => {
      const { page } = await host.visit();
      await hydrated(page);
      const link = button(page, "accounting");
      for (const count of [1, 2]) {
        const tab = await openedBy(page, link);
        expect(await tab.title()).toContain("Choose your platform");
        expect(host.codat.linkRequests).toHaveLength(count);
        await tab.close();
        await page.mouse.move(0, 0);
        await aSecondLater(page);
      }
    });

    test("a click that comes before the link opens its tab all the same", async () => {
      const { page } = await host.visit();
      await hydrated(page);
      await page.route("**/*", async (route) => {
        if (route.request().method() === "POST") await new Promise((later) => setTimeout(later, 1000));
        await route.continue();
      });
      const link = button(page, "accounting");
      const opened = page.context().waitForEvent("page");
      await link.click();
      const tab = await opened;
      expect(tab.url()).toBe("about:blank");
      await tab.getByText("Opening Codat’s page…").waitFor();
      await tab.waitForURL(/\/one-time\/company\//);
      expect(await tab.evaluate(() => window.opener)).toBeNull();
      expect(await link.getAttribute("href")).toBeNull();
    });

    test("it works by keyboard", async () => {
      const { page } = await host.visit();
      await hydrated(page);
      const opened = page.context().waitForEvent("page");
      await button(page, "accounting").focus();
      await page.keyboard.press("Enter");
      await (await opened).waitForURL(/\/one-time\/company\//);
    });

    test("when it fails the tab closes, the page says so, and the next click tries again", async () => {
      const visit = await host.visit();
      const { page, problems } = visit;
      await hydrated(page);
      host.codat.broken = true;
      const link = button(page, "accounting");
      const opened = page.context().waitForEvent("page");
      await link.click();
      const tab = await opened;
      if (!tab.isClosed()) await tab.waitForEvent("close");
      await page.getByText("The link couldn’t be fetched.").waitFor();
      expect(await events(page)).toContain("error");
      host.codat.broken = false;
      await aSecondLater(page);
      await openedBy(page, link);
      // Chromium itself reports the 500 that Next answers.
      expect(problems.splice(0).every((problem) => problem.startsWith("Failed to load resource"))).toBe(true);
    });

    test("an invite has a link of its own", async () => {
      const { page } = await host.visit();
      await hydrated(page);
      await button(page, "accounting").hover();
      const connect = page.locator("#accounting > a[data-status][href]");
      const ours = await connect.getAttribute("href");
      await page.locator("#accounting .co-FallbackTrigger").click();
      const mail = await readMailto(page.locator("#accounting a[href^='mailto:']"));
      expect(mail.to).toBe("");
      expect(mail.subject).toContain("Acme Lending");
      expect(mail.subject).toContain("Example Bakery Ltd");
      const link = /\r\n(http\S+) \r\n/.exec(mail.body)?.[1];
      expect(link).toContain(`/one-time/company/${host.codat.companyId}?link.otp=`);
      expect(link).not.toBe(ours);
      expect((await fetch(link ?? "")).status).toBe(200);
      expect(mail.body).toContain("a business loan");
      expect(mail.body).toContain("Sam Baker");
    });
  });

  test("callbacks of the client wrapper see what happens", async () => {
    const { page } = await host.visit();
    await hydrated(page);
    const banking = page.locator("#banking");
    await banking.locator(".co-FallbackTrigger").click();
    expect(await page.title()).toBe("Ask somebody else – Acme Lending");
    await banking.locator("[data-look=back]").click();
    await openedBy(page, button(page, "banking"));
    await banking.locator(".co-SkipStep").click();
    expect(await events(page)).toEqual("restored restored fallbackOpen view view connect skip".split(" "));
  });

  describe("/live", () => {
    describeCompanion(() => ({ url: host.url, codat: host.codat }));

    // Next's own way to say SIGTERM.
    describeEnding({ start: (env) => host.start(env), code: 143, resets: true });

    test("says that somebody else has connected, with no request but the stream", async () => {
      const { page, problems } = await host.visit();
      await page.evaluate(() => fetch("/sign-in", { method: "POST" }));
      await page.goto(`${host.url}/live`);
      await page
        .locator(".co-ConnectCTA[data-status=idle][href='/api/codat/go?use=connect&sourceType=accounting']")
        .waitFor();
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      const company = host.codat.api.companies().at(-1);
      const { id } = host.codat.api.connect(company?.id ?? "");
      await page.getByText("Xero is connected", { exact: true }).first().waitFor();
      host.codat.api.completeRead(id);
      await page.getByText("Example Bakery Ltd. Its first data has arrived.").waitFor();
      expect(requests).toEqual([]);
      // Chromium itself reports that there was no company at first.
      expect(problems.splice(0).filter((problem) => !problem.includes("404"))).toEqual([]);
    });
  });

  test("a strict Content-Security-Policy stands on every page", async () => {
    const policy = (await fetch(host.url)).headers.get("content-security-policy");
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'; style-src 'self';/);
  });
});

function button(page: Page, step: "accounting" | "banking"): Locator {
  return page.locator(`#${step} > a[data-status]`);
}

/** Until React has taken the page over: a closed panel is open in the server's HTML. */
async function hydrated(page: Page): Promise<void> {
  await page.locator("#banking .co-FallbackPanel").waitFor({ state: "hidden" });
}

/** A second click within a second counts as the first. */
async function aSecondLater(page: Page): Promise<void> {
  await page.waitForTimeout(1100);
}

async function openedBy(page: Page, link: Locator): Promise<Page> {
  const opened = page.context().waitForEvent("page");
  await link.click();
  const tab = await opened;
  await tab.waitForURL(/\/company\//);
  await tab.waitForLoadState();
  expect(await tab.evaluate(() => window.opener)).toBeNull();
  return tab;
}

function events(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (window as { dataLayer?: unknown[] }).dataLayer ?? []);
}

function styleOf(locator: Locator, name: "backgroundColor" | "display"): Promise<string> {
  return locator.evaluate((element, property) => getComputedStyle(element)[property], name);
}

async function readMailto(link: Locator): Promise<{ to: string; subject: string; body: string }> {
  const { pathname, searchParams } = new URL((await link.first().getAttribute("href")) ?? "");
  return {
    to: pathname,
    subject: searchParams.get("subject") ?? "",
    body: searchParams.get("body") ?? "",
  };
}
