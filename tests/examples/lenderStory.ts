import type { Page } from "playwright";
import { describe, expect } from "vitest";
import { it, lender } from "./lenderTest.js";
import { acceptance, goThrough, happens, linkForColleague, showsView, visitsToCodat } from "./lenderVisit.js";
import { companionsCompany, type RecordAtCodat, recordAtCodat } from "./recordAtCodat.js";

/** What is so, whatever the owner's page says. */
interface World extends RecordAtCodat {
  /** Somebody went from the invite to Codat's page: their browser did. */
  used: boolean;
  /** Somebody said that they cannot do it. */
  declined: boolean;
  /** Who was asked last. */
  asked: string | undefined;
}

const isLinked = ({ connections }: World) => connections.some(({ status }) => status === "Linked");
const isPending = ({ connections }: World) => connections.some(({ status }) => status === "PendingAuth");
const hasData = ({ connections }: World) =>
  connections.some(({ status, lastSync }) => status === "Linked" && lastSync);
const waitsFor = (name: string) => (world: World) => world.asked === name && !isLinked(world);

/** Everything that the owner may read in this story, with the fact that it needs. */
const facts: Readonly<Record<string, (world: World) => unknown>> = {
  "Waiting for Priya": waitsFor("Priya"),
  "Waiting for Tom": waitsFor("Tom"),
  "Paste what you copied to whoever has the login, if you haven’t yet: we can’t see whether you did.": (
    world,
  ) => !world.used,
  "This page changes when it is connected.": (world) => !isLinked(world),
  "This page changes when Xero is connected.": (world) => !isLinked(world) && isPending(world),
  "Someone used the link, and hasn’t connected yet.": (world) => world.used && !isLinked(world),
  "Someone has started on Codat’s page. Nothing is connected yet.": (world) =>
    world.used && isPending(world) && !isLinked(world),
  "Finish connecting Xero": (world) => isPending(world) && !isLinked(world),
  "It was started on Codat’s page and isn’t finished. Nothing is connected yet.": (world) =>
    isPending(world) && !isLinked(world),
  "Priya Whoever opened it can’t do this.": (world) => world.declined,
  "Xero is connected": isLinked,
  "Oak & Elm Ltd. Its first data has arrived.": hasData,
};

/** What the owner reads: heading and sentences, and what became of the newest invite where a row says so. */
function readBy(owner: Page): Promise<string[]> {
  return owner.locator(".co-AuthStep").evaluate((step) => {
    const places = [
      "[role=status] > div > h1",
      "[role=status] > div > p > span",
      ".co-InviteStatus li > button",
    ];
    const said = [...step.querySelectorAll(places.join())];
    const words = said.map((element) =>
      (element.textContent ?? "").replaceAll(/[\u2066-\u2069]/g, "").trim(),
    );
    return words.filter((text) => text !== "");
  });
}

/** Waits until the owner reads this, and checks each sentence against the fact that it needs. */
async function reads(owner: Page, world: Omit<World, keyof RecordAtCodat>, expected: string[]) {
  await expect.poll(() => readBy(owner)).toEqual(expected);
  const record = await recordAtCodat(owner);
  const untrue = expected.filter((text) => !facts[text]?.({ ...record, ...world }));
  expect(untrue, JSON.stringify({ ...record, ...world })).toEqual([]);
  // The companion says what Codat has: no more, no less, of the same company.
  const statusesOf = (connections: readonly { id: string; status: string }[]) =>
    connections.map(({ id, status }) => `${id} ${status}`).sort();
  await expect
    .poll(async () => {
      const { id, connections } = await companionsCompany(owner);
      return [id, ...statusesOf(connections)];
    })
    .toEqual([record.companyId, ...statusesOf(record.connections)]);
}

/** Where Codat sends a colleague back to. What it says there depends on how often it was opened just now. */
const returned = /\/api\/codat\/return\?/;

/** Opens the invite as the colleague does, and goes on to Codat's page. */
async function goFromInvite(theirs: Page, link: string): Promise<void> {
  await theirs.goto(link);
  const [sent] = await Promise.all([
    theirs.waitForRequest((request) => request.url().startsWith(`${lender.codatUrl}/company/`)),
    theirs.getByRole("button", { name: "Continue to Codat" }).click(),
  ]);
  expect(sent.isNavigationRequest()).toBe(true);
}

/** The owner's side of everything that a colleague may do; a function, so that one file of tests starts the example. */
export function describeStory(): void {
  describe("the owner is told the truth", () => {
    it("while the colleague closes the tab, cancels, finds no platform, declines, and another connects", async ({
      visit,
      colleague,
    }) => {
      const { page: owner, goToConnect } = await visit({ width: 390 });
      let loads = 0;
      owner.on("load", () => loads++);
      await goToConnect();
      const asking = { used: false, declined: false, asked: "Priya" };
      const priyas = await linkForColleague(owner, "Priya");
      const copied =
        "Paste what you copied to whoever has the login, if you haven’t yet: we can’t see whether you did.";
      const idle = "This page changes when it is connected.";
      await reads(owner, asking, ["Waiting for Priya", copied, idle]);

      // To open the page is nothing yet, and to go on is no connection.
      const first = await colleague();
      await first.goto(priyas);
      await first.getByRole("button", { name: "Continue to Codat" }).waitFor();
      await reads(owner, asking, ["Waiting for Priya", copied, idle]);
      await goFromInvite(first, priyas);
      const used = { ...asking, used: true };
      await reads(owner, used, [
        "Waiting for Priya",
        "Someone used the link, and hasn’t connected yet.",
        idle,
      ]);

      // She picks Xero, reads what is allowed, and closes the tab.
      await goThrough(first, ["Xero"]);
      await first.getByRole("button", { name: "Agree and continue" }).waitFor();
      await first.close();
      const started = [
        "Waiting for Priya",
        "Someone has started on Codat’s page. Nothing is connected yet.",
        "This page changes when Xero is connected.",
      ];
      await reads(owner, used, started);

      // Later she cancels there; then she looks for another platform.
      const second = await colleague();
      await goFromInvite(second, priyas);
      await goThrough(second, visitsToCodat.cancelledAtSignIn);
      await second.waitForURL(returned);
      await reads(owner, used, started);
      const third = await colleague();
      await goFromInvite(third, priyas);
      await goThrough(third, visitsToCodat.unsupported);
      await third.waitForURL(returned);
      await reads(owner, used, started);

      // It is not hers to do, and the owner learns just that.
      const fourth = await colleague();
      await fourth.goto(priyas);
      await fourth.getByText("I’m not the right person").click();
      await fourth.getByRole("button", { name: "Say that I can’t do this" }).click();
      await fourth.getByRole("heading", { name: "Thank you for saying so" }).waitFor();
      await showsView(owner, "ask");
      await reads(owner, { ...used, declined: true }, [
        "Finish connecting Xero",
        "It was started on Codat’s page and isn’t finished. Nothing is connected yet.",
        "Priya Whoever opened it can’t do this.",
      ]);

      // Tom has another link, and connects.
      const toms = await linkForColleague(owner, "Tom");
      expect(toms).not.toBe(priyas);
      const tom = { used: false, declined: true, asked: "Tom" };
      await reads(owner, tom, ["Waiting for Tom", copied, "This page changes when Xero is connected."]);
      const last = await colleague();
      await goFromInvite(last, toms);
      await goThrough(last, acceptance.slice(1));
      await last.waitForURL(returned);
      await reads(owner, { ...tom, used: true }, ["Xero is connected"]);
      await happens(owner, "The first data arrives");
      await reads(owner, { ...tom, used: true }, [
        "Xero is connected",
        "Oak & Elm Ltd. Its first data has arrived.",
      ]);
      expect(loads).toBe(0);
    });
  });
}
