import type { Page } from "playwright";
import { describe, expect } from "vitest";
import { it } from "./lenderTest.js";
import {
  acceptance,
  confirmed,
  endings,
  goThrough,
  happens,
  linkForColleague,
  openHandOver,
  shows,
} from "./lenderVisit.js";

const unsent = [
  "Waiting for Priya",
  "Paste what you copied to whoever has the login, if you haven’t yet: we can’t see whether you did.",
] as const;

/** What stands between a mail and its reader: it opens every link, follows it, and runs its scripts. */
async function scan(page: Page, link: string): Promise<void> {
  for (let count = 0; count < 20; count++) {
    for (const method of ["HEAD", "GET"])
      expect((await page.request.fetch(link, { method })).status()).toBe(200);
  }
  await page.goto(link);
  for (const other of await page.getByRole("link").all()) {
    const href = (await other.getAttribute("href")) ?? "";
    if (!href.startsWith("mailto:")) await page.request.get(new URL(href, link).href);
  }
}

/** What the example shows of invites; a function, so that one file of tests builds and starts it. */
export function describeInvites(): void {
  describe("an invite that arrives", () => {
    it("the whole story: a phone, a scanner, a suspicious accountant days later, and the news at each step", async ({
      visit,
      colleague,
    }) => {
      const { page, goToConnect } = await visit({ width: 390, oneTime: true });
      await goToConnect();
      const link = await linkForColleague(page, "Priya");
      await shows(page, ...unsent);
      await scan(await colleague(), link);

      await happens(page, "Three days pass");
      const theirs = await colleague();
      await theirs.setViewportSize({ width: 1280, height: 800 });
      const policies: string[] = [];
      theirs.on("console", (message) => {
        if (message.type() === "error") policies.push(message.text());
      });
      await theirs.goto(link);
      // Suspicious: who asks, for what, and what if nobody did?
      await theirs
        .getByText("Sam Patel, signed in to Acme Lending, asks you to connect", { exact: false })
        .waitFor();
      await theirs.getByText("Call Sam Patel on a number you already have.").waitFor();
      await theirs.getByText("Before you continue").click();
      await theirs.getByText("it does not delete that data", { exact: false }).waitFor();
      await shows(page, ...unsent);

      const [sent] = await Promise.all([
        theirs.waitForRequest((request) => new URL(request.url()).pathname.startsWith("/one-time/company/")),
        theirs.getByRole("button", { name: "Continue to Codat" }).click(),
      ]);
      expect((await sent.allHeaders())["referer"]).toBeUndefined();
      await shows(page, "Waiting for Priya", "Someone used the link, and hasn’t connected yet.");
      await goThrough(theirs, acceptance.slice(1));
      await confirmed(theirs);
      await shows(page, ...endings.connected);
      await page.getByRole("button", { name: "1 earlier invite" }).click();
      await page
        .locator(".co-InviteStatus")
        .getByText(/^Connected \d+ \w+\.$/)
        .waitFor();
      expect(policies).toEqual([]);

      // What has ended stays ended.
      await theirs.goto(link);
      await theirs.getByRole("heading", { name: "This is already done" }).waitFor();
    });

    it("the colleague says that they are the wrong person, and the customer learns just that", async ({
      visit,
      colleague,
    }) => {
      const { page, goToConnect } = await visit({ width: 1280 });
      await goToConnect();
      const link = await linkForColleague(page);
      const theirs = await colleague();
      await theirs.goto(link);
      await theirs.getByText("I’m not the right person").click();
      await theirs.getByRole("button", { name: "Say that I can’t do this" }).click();
      await theirs.getByRole("heading", { name: "Thank you for saying so" }).waitFor();
      await shows(page, "Whoever opened the link can’t do this. You can ask someone else.");

      await openHandOver(page);
      await page.getByRole("button", { name: "Copy link" }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe(link);
    });

    it("the customer cancels, and the link says so in the colleague's language", async ({
      visit,
      colleague,
    }) => {
      const { page, goToConnect } = await visit({ width: 390 });
      await goToConnect();
      const link = await linkForColleague(page);
      await page.getByRole("button", { name: "I’ll connect it myself" }).click();
      const invites = page.locator(".co-InviteStatus");
      await invites.getByRole("button", { name: /^Someone/ }).click();
      await invites.getByRole("button", { name: "Cancel this invite" }).click();
      await invites.getByRole("button", { name: "Cancel it", exact: true }).click();
      await invites.getByRole("button", { name: "1 earlier invite" }).click();
      await invites.getByText(/^Cancelled \d+ \w+\. The link no longer works\.$/).waitFor();
      const theirs = await colleague();
      await theirs.goto(`${link}?lang=de`);
      expect(await theirs.locator("html").getAttribute("lang")).toBe("de");
      expect(await theirs.getByRole("button").count()).toBe(0);
    });
  });
}
