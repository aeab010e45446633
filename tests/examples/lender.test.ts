import { describe, expect } from "vitest";
import { describeInvites } from "./lenderInvites.js";
import { describeLive } from "./lenderLive.js";
import { describeStory } from "./lenderStory.js";
import { it, lender } from "./lenderTest.js";
import { describeViews } from "./lenderViews.js";
import {
  clipboard,
  confirmed,
  endings,
  goThrough,
  openHandOver,
  overflow,
  shows,
  showsView,
  visitsToCodat,
} from "./lenderVisit.js";

const mailed = [
  "Waiting for someone to connect your accounting software",
  "Press send in your email, if you haven’t yet: we can’t see whether it went.",
] as const;

describe.for([390, 1280])("a lender's application, %i px wide", (width) => {
  it.for(Object.keys(endings) as (keyof typeof endings)[])(
    "tells both tabs how the visit to Codat ended, after a reload too: %s",
    async (outcome, { visit }) => {
      const { page, goToConnect, goToCodat } = await visit({ width });
      await goToConnect();
      const tab = await goToCodat(visitsToCodat[outcome]);

      for (const shown of [tab, page]) {
        await shown.bringToFront();
        await shows(shown, ...endings[outcome]);
        await shown.reload();
        await shows(shown, ...endings[outcome]);
      }
      expect(new URL(tab.url()).searchParams.get("statuscode")).toMatch(/^(200|201|403|500|501)$/);
      expect(await overflow(tab)).toBe(0);
    },
  );

  it("offers everything again when the tab at Codat was closed", async ({ visit }) => {
    const { page, goToConnect, goToCodat } = await visit({ width });
    await goToConnect();
    const tab = await goToCodat();
    await tab.getByRole("heading", { name: "Choose your platform" }).waitFor();
    await tab.close();
    await page.reload();
    const again = await goToCodat(["Xero", "Agree and continue"]);
    await again.getByRole("heading", { name: "Pretend sign-in at Xero" }).waitFor();
    await again.close();
    await page.reload();
    await page.getByRole("link", { name: "Continue connecting" }).waitFor();
    await page.getByRole("button", { name: "I’ll do this later" }).waitFor();
  });

  it("tries again after a failure, and goes on from the success", async ({ visit }) => {
    const { page, goToConnect, goToCodat } = await visit({ width });
    await goToConnect();
    const failed = await goToCodat(visitsToCodat.failed);
    await shows(failed, ...endings.failed);
    const worked = await goToCodat(visitsToCodat.connected, failed);
    await shows(worked, ...endings.connected);
    for (const tab of [failed, page]) {
      await tab.reload();
      await shows(tab, ...endings.connected);
    }
    await worked.getByRole("button", { name: "Continue to your loan" }).click();
    await worked.getByLabel("How much would you like to borrow?").waitFor();
    await worked.goBack();
    await shows(worked, ...endings.connected);
  });

  it("does not take an old return for a new one when its page is reloaded", async ({ visit }) => {
    const { page, goToConnect, goToCodat } = await visit({ width });
    await goToConnect();
    const cancelled = await goToCodat(visitsToCodat.cancelled);
    await shows(cancelled, ...endings.cancelled);
    const unsupported = await goToCodat(visitsToCodat.unsupported, cancelled);
    await shows(unsupported, ...endings.unsupported);
    await cancelled.reload();
    const events = cancelled.locator(".events li");
    await events.first().waitFor({ state: "attached" });
    expect(await events.allTextContents()).toEqual(["restored"]);
    for (const tab of [unsupported, cancelled, page]) await shows(tab, ...endings.unsupported);
  });

  it("opens the customer's mail program with the message as they edited it", async ({ visit }) => {
    const { page, goToConnect } = await visit({ width });
    await goToConnect();
    await openHandOver(page);
    await page.getByRole("button", { name: "More ways" }).click();
    await page.getByLabel("Their email address").fill("priya@example.com");
    await page.getByRole("button", { name: "Read or change the message" }).click();
    const before = page.getByLabel("Before the link");
    expect(await before.inputValue()).toContain(
      "applying to Acme Lending for a business loan for Oak & Elm Ltd.",
    );
    await before.fill("Dear Priya,\n\nplease connect our books: 100% + VAT.");
    const link = page.getByRole("link", { name: "Write the email" });
    const mail = new URL((await link.getAttribute("href")) ?? "");
    await link.click();
    await shows(page, ...mailed);

    const body = decodeURIComponent(/body=(.*)$/.exec(mail.search)?.[1] ?? "");
    expect(mail.pathname).toBe("priya@example.com");
    expect(body).toContain("Dear Priya,\r\n\r\nplease connect our books: 100% + VAT.");
    expect(body).toMatch(new RegExp(`\r\n${lender.url}/connect/[A-Za-z0-9]{47} \r\n`));
    expect(body).toMatch(/Sam Patel$/);

    await page.reload();
    await page.locator(".co-AuthStep[data-invite='prepared']").waitFor();
    await shows(page, ...mailed);
    await page.getByRole("button", { name: "Continue to your loan" }).click();
    await page.getByRole("heading", { name: "Your loan" }).waitFor();
  });

  it("copies the link and the message", async ({ visit }) => {
    const { page, goToConnect, cta } = await visit({ width });
    await goToConnect();
    await openHandOver(page);
    await page.getByRole("button", { name: "Copy link" }).click();
    await shows(page, "Link copied.");
    const link = await clipboard(page);
    expect(link).toMatch(new RegExp(`^${lender.url}/connect/[A-Za-z0-9]{47}$`));
    // The customer's own way is by the companion, and shows no link of Codat's.
    await page.getByRole("button", { name: "I’ll connect it myself" }).click();
    expect(await cta().getAttribute("href")).toBe("/api/codat/go?use=connect&sourceType=accounting");
    await page.getByRole("button", { name: "Back", exact: true }).first().click();

    await page.getByRole("button", { name: "Change this invite" }).click();
    await page.getByRole("button", { name: "More ways" }).click();
    await page.getByRole("button", { name: "Copy the message" }).click();
    await shows(page, "Message copied.");
    const message = await clipboard(page);
    expect(message).toContain("could you do it for us?");
    expect(message).toContain(`\n${link} \n`);
  });

  it("lets the customer put it off, send the application, and connect after all", async ({ visit }) => {
    const { page, goToConnect, goToCodat, cta } = await visit({ width });
    await goToConnect();
    await page.getByRole("button", { name: "I’ll do this later" }).click();
    await page.getByRole("heading", { name: "Your loan" }).waitFor();
    await page.goBack();
    await shows(page, "Skipped for now.");
    await page.reload();
    await shows(page, "Skipped for now.");
    await page.getByRole("button", { name: "Continue to your loan" }).click();

    await page.getByLabel("How much would you like to borrow?").fill("25,000");
    await page.getByRole("button", { name: "Send application" }).click();
    await page.getByText("Please select an item in the list.").waitFor();
    await page.getByLabel("What is it for?").selectOption("Hiring");
    await page.getByLabel("Address").fill("4 Mill Lane");
    await page.getByLabel("Town or city").fill("Leeds");
    await page.reload();
    expect(await page.getByLabel("Town or city").inputValue()).toBe("Leeds");
    await page.getByLabel("Postcode").fill("LS1 4AP");
    await page.getByRole("button", { name: "Send application" }).click();

    await page.getByRole("heading", { name: "We have your application" }).waitFor();
    await page.reload();
    await shows(page, "Skipped for now.");
    await page.getByRole("button", { name: "Undo: show this step again" }).click();
    await cta().waitFor();
    const tab = await goToCodat(visitsToCodat.connected);
    for (const shown of [tab, page]) {
      await shown.bringToFront();
      await shown.getByRole("heading", { name: "We have your application" }).waitFor();
      await shows(shown, ...endings.connected);
    }
  });

  it("keeps what was typed and where one was when the page is reloaded", async ({ visit }) => {
    const { page } = await visit({ width });
    await page.getByLabel("Phone").fill("020 7946 0000");
    await page.reload();
    expect(await page.getByLabel("Phone").inputValue()).toBe("020 7946 0000");
    await page.getByLabel("Work email").fill("sam");
    await page.getByRole("button", { name: "Continue" }).click();
    expect(await page.getByLabel("Work email").getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("Work email").fill("sam@oakandelm.example");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Step 2 of 4").waitFor();
    await page.reload();
    await page.getByText("Step 2 of 4").waitFor();
  });

  it("gives each use a link of its own where links work once", async ({ visit, colleague }) => {
    const { page, goToConnect, goToCodat, cta } = await visit({ width, oneTime: true });
    await goToConnect();
    expect(await cta().getAttribute("href")).toBe("/api/codat-one-time/go?use=connect&sourceType=accounting");

    await openHandOver(page);
    await page.getByRole("button", { name: "Copy link" }).click();
    await shows(page, "Link copied.");
    const invited = await clipboard(page);
    expect(invited).toMatch(/\/connect-one-time\/[A-Za-z0-9]{47}$/);

    await page.getByRole("button", { name: "I’ll connect it myself" }).click();
    const tab = await goToCodat();
    await tab.getByRole("heading", { name: "Choose your platform" }).waitFor();
    expect(await tab.evaluate(() => opener)).toBeNull();

    // The customer's visit spent their own link, and the colleague's still works.
    const theirs = await colleague();
    await theirs.goto(invited);
    await goThrough(theirs, ["Continue to Codat", ...visitsToCodat.connected]);
    await confirmed(theirs);
    expect(new URL(theirs.url()).pathname).toBe("/api/codat-one-time/return");
    await shows(page, ...endings.connected);
  });

  it("asks for the connection where it is required", async ({ visit }) => {
    const { page, goToConnect, goToCodat } = await visit({ width, demo: { required: true } });
    await goToConnect();
    await page.getByRole("heading", { name: "Connect your accounting software", exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "I’ll do this later" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Continue to your loan" }).count()).toBe(0);
    const tab = await goToCodat(visitsToCodat.connected);
    await tab.getByRole("button", { name: "Continue to your loan" }).waitFor();
    await page.bringToFront();
    await page.getByRole("button", { name: "Continue to your loan" }).waitFor();
  });

  it("shows events by their names, never a link", async ({ visit }) => {
    const { page, goToConnect, goToCodat } = await visit({ width });
    await goToConnect();
    const tab = await goToCodat(visitsToCodat.cancelled);
    await shows(tab, ...endings.cancelled);
    await tab.getByText("Demo controls").click();
    const events = tab.getByRole("complementary", { name: "Demo controls" }).getByRole("listitem");
    expect(await events.allTextContents()).toEqual(["restored", "return"]);
    await page.getByText("Demo controls").click();
    await page.getByRole("button", { name: "Start over" }).click();
    await page.getByRole("heading", { name: "Check your details" }).waitFor();
  });
});

it.for(["ltr", "rtl"])("never scrolls sideways on the smallest phone, %s", async (dir, { visit }) => {
  const { page, goToConnect, goToCodat } = await visit({ width: 320, demo: { dir } });
  expect(await overflow(page)).toBe(0);
  await goToConnect();
  await openHandOver(page);
  await page.getByText("Demo controls").click();
  await page.getByRole("button", { name: "More ways" }).click();
  expect(await overflow(page)).toBe(0);
  await page.getByRole("button", { name: "Read or change the message" }).click();
  await page.getByLabel("Before the link").waitFor();
  expect(await overflow(page)).toBe(0);
  await page.getByRole("link", { name: "Write the email" }).click();
  await showsView(page, "waiting");
  expect(await overflow(page)).toBe(0);
  await page.getByRole("button", { name: "I’ll connect it myself" }).click();
  const tab = await goToCodat(visitsToCodat.failed);
  await shows(tab, ...endings.failed);
  expect(await overflow(tab)).toBe(0);
  await tab.getByRole("button", { name: "I’ll do this later" }).click();
  await tab.getByRole("button", { name: "Send application" }).click();
  await tab.getByText("Please select an item in the list.").waitFor();
  expect(await overflow(tab)).toBe(0);
});

it("serves nothing but what was built, and takes orders from its own pages alone", async () => {
  const ask = (path: string, init?: RequestInit) => fetch(lender.url + path, { redirect: "manual", ...init });
  expect((await ask("/../server.mjs")).status).toBe(404);
  expect((await ask("/..%2fserver.mjs")).status).toBe(404);
  expect((await ask("//elsewhere.example/")).status).toBe(404);
  expect((await ask("/demo/codat", { method: "POST", body: "{}" })).status).toBe(403);
  const otherName = await fetch(lender.url.replace("127.0.0.1", "localhost"), { redirect: "manual" });
  expect(otherName.headers.get("location")).toBe(`${lender.url}/onboarding`);
  const page = await ask("/onboarding?statuscode=200");
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).not.toContain("unsafe");
});

describeViews();
describeStory();
describeLive();
describeInvites();
