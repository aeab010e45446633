import type { Page } from "playwright";
import { describe, expect } from "vitest";
import { it, lender } from "./lenderTest.js";
import {
  acceptance,
  confirmed,
  endings,
  goThrough,
  happens,
  linkForColleague,
  shows,
  showsView,
} from "./lenderVisit.js";

const disconnected = [
  "Xero is no longer connected",
  "Acme Lending can’t read anything new. Codat keeps the data it has read until the connection is deleted.",
] as const;
const arrived = ["Xero is connected", "Oak & Elm Ltd. Its first data has arrived."] as const;

/** What a page asked for from now on, such as `GET /api/codat/events`. */
function requestsOf(page: Page): string[] {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  return requests;
}

/** Counts the times that a page is loaded. */
function loadsOf(page: Page): { count: number } {
  const loads = { count: 0 };
  page.on("load", () => loads.count++);
  return loads;
}

/** What a browser does with the tabs that nobody sees. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    hidden ? "hidden" : "visible",
  );
}

/** What the example shows of the live depth; a function, so that one file of tests builds and starts it. */
export function describeLive(): void {
  describe("two browsers, side by side", () => {
    it.for([false, true])(
      "the owner waits, the colleague connects, and the owner's page says so (links work once: %s)",
      async (oneTime, { visit, colleague }) => {
        const { page, goToConnect } = await visit({ width: 1280, oneTime });
        await goToConnect();
        const link = await linkForColleague(page);

        const before = requestsOf(page);
        await page.reload();
        await showsView(page, "waiting");
        const base = oneTime ? "/api/codat-one-time" : "/api/codat";
        expect(before.filter((request) => request.includes(" /api/"))).toEqual([
          "GET /api/me",
          `GET ${base}/events`,
        ]);
        const requests = requestsOf(page);
        const loads = loadsOf(page);
        const theirs = await colleague();
        await theirs.goto(link);
        await goThrough(theirs, acceptance);
        await confirmed(theirs);
        await shows(page, ...endings.connected);
        expect(requests).toEqual([]);
        expect(loads.count).toBe(0);
      },
    );

    it("data arrives, the customer revokes the access, and it is taken up again by the same connection", async ({
      visit,
      colleague,
    }) => {
      const { page, goToConnect, goToCodat } = await visit({ width: 1280 });
      await goToConnect();
      const link = await linkForColleague(page);
      const theirs = await colleague();
      const led: string[] = [];
      theirs.on("response", (response) => {
        if (response.status() === 303) led.push(response.headers()["location"] ?? "");
      });
      await theirs.goto(link);
      await goThrough(theirs, acceptance);
      await shows(page, ...endings.connected);

      const requests = requestsOf(page);
      await happens(page, "The first data arrives");
      await shows(page, ...arrived);
      await page.getByRole("button", { name: "Not your business?" }).waitFor();

      await happens(page, "The customer revokes access");
      await shows(page, ...disconnected);
      // The example's own buttons. What comes to lie under the pointer may ask for its link, and nothing asks how it is.
      const asked = requests.filter((request) => request !== "POST /api/codat/invites");
      expect(asked).toEqual(["POST /demo/codat", "POST /demo/codat"]);

      const opened: string[] = [];
      page.context().on("response", (response) => {
        if (response.status() === 303) opened.push(response.headers()["location"] ?? "");
      });
      const tab = await goToCodat(["Agree and continue", "Allow", "Oak & Elm Ltd"]);
      expect(opened[0]).toMatch(
        new RegExp(`^${lender.codatUrl}/companies/[0-9a-f-]{36}/connections/[0-9a-f-]{36}/start$`),
      );
      // The same company: the one whose Hosted Link the colleague was led to.
      expect(opened[0]).toContain(new URL(led[0] ?? "").pathname.split("/")[2]);
      for (const shown of [page, tab]) await shows(shown, ...arrived);

      await happens(page, "Access expires");
      for (const shown of [page, tab]) await shows(shown, ...disconnected);
      expect(await page.getByRole("link", { name: "Reconnect Xero" }).count()).toBe(1);
    });

    it("the lender fetches the data once, when it is there", async ({ visit, colleague }) => {
      const { page, goToConnect } = await visit({ width: 1280 });
      const me = () => page.evaluate(async () => (await (await fetch("/api/me")).json()).figures);
      await goToConnect();
      const theirs = await colleague();
      await theirs.goto(await linkForColleague(page));
      await goThrough(theirs, [
        "Continue to Codat",
        "Xero",
        "Agree and continue",
        "Allow",
        "Oak & Elm Holdings Ltd",
      ]);
      await shows(page, ...endings.connected);
      expect(await me()).toBeUndefined();
      await happens(page, "The first data arrives");
      await shows(page, "Xero is connected", "Oak & Elm Holdings Ltd. Its first data has arrived.");
      expect(await me()).toEqual({ organisation: "Oak & Elm Holdings Ltd", fetches: 1 });
      await happens(page, "The first data arrives");
      expect(await me()).toEqual({ organisation: "Oak & Elm Holdings Ltd", fetches: 1 });

      // The wrong one: the customer says so, and it ends.
      await page.getByRole("button", { name: "Not your business?" }).click();
      await page.getByRole("button", { name: "Disconnect Xero" }).click();
      await shows(page, ...disconnected);
    });
  });

  describe("a browser's tabs", () => {
    it.for([
      ["the button in one tab", (tab: Page) => tab.getByRole("button", { name: "Sign out" }).click()],
      ["the server alone", (tab: Page) => tab.evaluate(() => fetch("/api/sign-out", { method: "POST" }))],
    ] as const)("what ends the session clears every tab: %s", async ([_, signOut], { visit }) => {
      const { context, page, problems, goToConnect } = await visit({ width: 1280 });
      await goToConnect();
      const other = await context.newPage();
      await other.goto(page.url());
      await other.getByRole("link", { name: "Connect your accounting software" }).waitFor();

      await signOut(other);
      for (const tab of [other, page]) {
        await tab.getByRole("heading", { name: "You are signed out" }).waitFor();
        expect(await tab.getByText("Oak & Elm").count()).toBe(0);
      }
      // Chromium itself reports the 401s.
      expect(problems.splice(0).filter((problem) => !problem.includes("401"))).toEqual([]);
    });

    it("a hidden tab holds no stream, and catches up when it is seen again", async ({ visit, colleague }) => {
      const { page, goToConnect } = await visit({ width: 1280 });
      await goToConnect();
      const link = await linkForColleague(page);
      const requests = requestsOf(page);
      const ended = page.waitForEvent("requestfailed");
      await setHidden(page, true);
      expect(new URL((await ended).url()).pathname).toBe("/api/codat/events");

      const theirs = await colleague();
      await theirs.goto(link);
      await goThrough(theirs, acceptance);
      await confirmed(theirs);
      expect(requests).toEqual([]);
      await setHidden(page, false);
      await shows(page, ...endings.connected);
      expect(requests).toEqual(["GET /api/codat/events"]);
    });
  });
}
