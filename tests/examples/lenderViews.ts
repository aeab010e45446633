import type { StepView } from "codat-onboarding/core";
import type { Page } from "playwright";
import { describe, expect } from "vitest";
import { it } from "./lenderTest.js";
import {
  acceptance,
  endings,
  goThrough,
  type LenderVisit,
  linkForColleague,
  openHandOver,
  shows,
  showsView,
} from "./lenderVisit.js";
import { measureView } from "./measureView.js";
import { recordAtCodat } from "./recordAtCodat.js";

const onwards = "Continue to your loan";

/** For each view what may be pressed at most, how many fields there are, and the one filled button. */
const limits: Record<StepView, { press: number; fields: number; filled: string }> = {
  ask: { press: 5, fields: 0, filled: "Connect your accounting software" },
  handOver: { press: 5, fields: 1, filled: "Write the email" },
  waiting: { press: 4, fields: 0, filled: onwards },
  returned: { press: 4, fields: 0, filled: onwards },
  connected: { press: 4, fields: 0, filled: onwards },
  unavailable: { press: 4, fields: 0, filled: onwards },
};

/** How somebody comes to each view, from the page where the step is. */
const ways: Record<StepView, (visit: LenderVisit, colleague: () => Promise<Page>) => Promise<void>> = {
  ask: ({ goToConnect }) => goToConnect(),
  async handOver({ page, goToConnect }) {
    await goToConnect();
    await openHandOver(page);
    // Who may use the link is said once it is there.
    await page.getByText(/^Anyone with the link can use it until/).waitFor();
  },
  async waiting({ page, goToConnect }) {
    await goToConnect();
    await linkForColleague(page, "Priya");
    await shows(page, "Waiting for Priya");
  },
  async returned({ page, goToConnect, goToCodat }) {
    await goToConnect();
    const tab = await goToCodat(["Xero"]);
    await tab.getByRole("heading", { name: /Xero/ }).waitFor();
    const { companyId, connections } = await recordAtCodat(page);
    // As Codat leads people back before it has told the companion.
    const address = new URL("/api/codat/return?statuscode=200&sourcetype=Accounting", page.url());
    address.searchParams.set("companyid", companyId ?? "");
    address.searchParams.set("connectionid", connections[0]?.id ?? "");
    await tab.goto(address.href);
    for (const shown of [tab, page]) await shows(shown, "Codat says the connection worked");
    await page.bringToFront();
  },
  async connected({ page, goToConnect }, colleague) {
    await goToConnect();
    const link = await linkForColleague(page, "Priya");
    const theirs = await colleague();
    await theirs.goto(link);
    await goThrough(theirs, acceptance);
    await shows(page, ...endings.connected);
    await page.getByRole("button", { name: "1 earlier invite" }).waitFor();
  },
  async unavailable({ page, goToConnect }) {
    await goToConnect();
    await shows(page, "We can’t open this step right now");
  },
};

/** What each view asks of a tired owner; a function, so that one file of tests builds and starts the example. */
export function describeViews(): void {
  describe.for([
    [390, 844],
    [1280, 720],
  ] as const)("one task at a time, on %i × %i", ([width, height]) => {
    it.for(Object.keys(ways) as StepView[])(
      "the view %s has one filled button, little to press, and no need to scroll",
      async (view, { visit, colleague }) => {
        const cut = view === "unavailable" ? /\/api\/codat\/(events|company)$/ : undefined;
        const visited = await visit({ width, height, cut });
        await ways[view](visited, colleague);
        await showsView(visited.page, view);
        const { filled, press, fields, bottom } = await measureView(visited.page);
        const limit = limits[view];
        expect(filled).toEqual([limit.filled]);
        expect(press.length, press.join(" · ")).toBeLessThanOrEqual(limit.press);
        expect(fields).toBe(limit.fields);
        expect(bottom).toBeLessThanOrEqual(height);
      },
    );

    it("two taps lead to the draft, and three and a name to the way on", async ({ visit }) => {
      const draft = await visit({ width, height });
      await draft.goToConnect();
      const drafted = await taps(draft.page);
      await draft.page.getByRole("button", { name: /^Can’t sign in/ }).click();
      await draft.page.getByRole("link", { name: "Write the email" }).click();
      await showsView(draft.page, "waiting");
      expect(await drafted()).toEqual({ taps: "2", draft: expect.stringMatching(/^mailto:\?subject=.+/) });

      const named = await visit({ width, height });
      await named.goToConnect();
      const waited = await taps(named.page);
      await named.page.getByRole("button", { name: /^Can’t sign in/ }).click();
      await named.page.getByLabel("Who are you asking?").click();
      await named.page.keyboard.type("Priya");
      await named.page.getByRole("link", { name: "Write the email" }).click();
      await shows(named.page, "Waiting for Priya");
      await named.page.getByRole("button", { name: onwards }).waitFor();
      expect((await waited())["taps"]).toBe("3");
    });
  });
}

/** From now on counts what is pressed, and keeps the draft that the mail program would open with. */
async function taps(page: Page): Promise<() => Promise<DOMStringMap>> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    const count = ({ isTrusted, target }: MouseEvent) => {
      if (isTrusted) dataset["taps"] = String(Number(dataset["taps"] ?? 0) + 1);
      const mail = target instanceof Element && target.closest<HTMLAnchorElement>("a[href^='mailto:']");
      if (mail) dataset["draft"] = mail.href;
    };
    // Before React hears of it, which may give the link another address.
    addEventListener("click", count, { capture: true });
  });
  return () =>
    page.evaluate(() => {
      const { taps, draft } = document.documentElement.dataset;
      return { taps, ...(draft && { draft }) };
    });
}
