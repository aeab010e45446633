import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { HostName } from "../../../scripts/pack.mjs";
import { openSite, type Site } from "./site.js";

/** A browser, as far as the suite steers one. */
export interface Browser {
  /** Opens the step's page in a tab of its own, the others closed. */
  visit(url: string): Promise<Tab>;
  /** Every tab but the step's own, oldest first. */
  others(): Promise<Tab[]>;
  close(): Promise<void>;
}

/** One tab. */
export interface Tab {
  url(): Promise<string>;
  /** What an expression gives in the page. */
  read<Value>(expression: string): Promise<Value>;
  click(selector: string, options?: { button?: "left" | "middle"; count?: number }): Promise<void>;
  hover(selector: string): Promise<void>;
  /** Moves the focus there and presses a key. */
  press(selector: string, key: string): Promise<void>;
}

const button = ".co-ConnectCTA";
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A click is never blocked and never lost, however long the link takes: in a real browser, with real clicks. */
export function opensLinks(host: HostName, launch: () => Promise<Browser>): void {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), openSite(host)]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(() => {
    site.visits.length = 0;
  });

  const arrive = (query: string) => browser.visit(`${site.url}/onboarding?${query}`);
  const log = (tab: Tab) => tab.read<string[]>("opening.log");
  /** Lets the link go that the page waits for. */
  const release = (tab: Tab) => expect.poll(() => tab.read<number>("opening.release()")).toBeGreaterThan(0);
  const others = async (count: number): Promise<Tab[]> => {
    await expect.poll(async () => (await browser.others()).length).toBe(count);
    return browser.others();
  };
  const arrives = (tab: Tab | undefined, path: string) =>
    expect.poll(() => tab?.url(), { interval: 100 }).toBe(site.url + path);

  describe.each<[string, (tab: Tab) => Promise<void>]>([
    ["a click", (tab) => tab.click(button)],
    ["the Enter key", (tab) => tab.press(button, "Enter")],
    ["a middle click", (tab) => tab.click(button, { button: "middle" })],
  ])("%s", (_, activate) => {
    test("on a link that is still being fetched opens a tab at once, and leads there", async () => {
      const tab = await arrive("held");
      await activate(tab);
      const [opened] = await others(1);
      expect(site.visits.filter((path) => path.startsWith("/hosted-link"))).toEqual([]);
      expect(await opened?.read<boolean>("opener === null")).toBe(true);
      expect(await opened?.read<string>("document.body.textContent")).not.toBe("");
      await release(tab);
      await arrives(opened, "/hosted-link?use=connect");
      expect(await opened?.read<boolean>("opener === null")).toBe(true);
      expect(await log(tab)).toEqual(["fetch connect", "connect"]);
      expect(await tab.url()).toContain("/onboarding");
    });

    test("on a link that is known opens it", async () => {
      const tab = await arrive("known");
      await activate(tab);
      const [opened] = await others(1);
      await arrives(opened, "/hosted-link?use=known");
      expect(await opened?.read<boolean>("opener === null")).toBe(true);
      expect(await log(tab)).toEqual(["connect"]);
    });

    test("on a link that fails closes its tab, and says so", async () => {
      const tab = await arrive("held&fail");
      await activate(tab);
      await others(1);
      await release(tab);
      await others(0);
      expect((await log(tab)).filter((line) => line.startsWith("error"))).toEqual(["error ONB-202"]);
      const said = await tab.read<string>("document.querySelector('[role=status]').textContent");
      expect(said).toContain("try again");
    });
  });

  const shells = [
    "nothing",
    "throws",
    "no document",
    "nothing to close",
    "a document that throws",
    "a location that throws",
    "the page's own window",
  ];

  describe.each(shells)("in a hybrid app whose window.open gives: %s", (shell) => {
    const said = (tab: Tab) => tab.read<string>("document.querySelector('[role=status]').textContent");
    const query = `held&shell=${encodeURIComponent(shell)}`;

    test("the page itself goes to the link, and stays whole until then", async () => {
      const tab = await arrive(query);
      await tab.click(button);
      await expect.poll(() => said(tab)).toContain("Opening");
      expect((await log(tab)).filter((line) => line === "went")).toEqual([]);
      await release(tab);
      await arrives(tab, "/hosted-link?use=connect");
      await others(0);
    });

    test("a link that fails is said", async () => {
      const tab = await arrive(`${query}&fail`);
      await tab.click(button);
      await release(tab);
      await expect.poll(() => said(tab)).toContain("try again");
      expect(await tab.url()).toContain("/onboarding");
      const lines = await log(tab);
      expect(lines.filter((line) => line.startsWith("error"))).toEqual(["error ONB-202"]);
      const closable = ["no document", "a document that throws", "a location that throws"];
      expect(lines.includes("close")).toBe(closable.includes(shell));
    });
  });

  test("nothing is fetched before somebody is about to click", async () => {
    const tab = await arrive("");
    await pause(200);
    expect(await log(tab)).toEqual([]);
    await tab.hover(button);
    await expect.poll(() => log(tab)).toEqual(["fetch connect"]);
    await expect.poll(() => tab.read(`document.querySelector("${button}").href`)).toContain("/hosted-link");
    await tab.click(button);
    await arrives((await others(1))[0], "/hosted-link?use=connect");
    expect(await log(tab)).toEqual(["fetch connect", "connect"]);
  });

  test("a double click opens one tab", async () => {
    const tab = await arrive("held");
    await tab.click(button, { count: 2 });
    await pause(500);
    await others(1);
  });

  test("an impatient click while the link is fetched opens no second tab", async () => {
    const tab = await arrive("held");
    await tab.click(button);
    await others(1);
    await pause(1200);
    await tab.read("focus()");
    await tab.click(button);
    await release(tab);
    await arrives((await others(1))[0], "/hosted-link?use=connect");
    expect(site.visits.filter((path) => path.startsWith("/hosted-link"))).toHaveLength(1);
  });

  test("after a failure the next click tries again", async () => {
    const tab = await arrive("held&fail");
    await tab.click(button);
    await others(1);
    await release(tab);
    await others(0);
    // A second click within a second counts as the first.
    await pause(1100);
    await tab.click(button);
    await others(1);
    await expect.poll(async () => (await log(tab)).filter((line) => line === "connect")).toHaveLength(2);
  });

  test("a used link is fetched anew for the next click", async () => {
    const tab = await arrive("");
    await tab.click(button);
    await arrives((await others(1))[0], "/hosted-link?use=connect");
    await pause(1100);
    await tab.click(button);
    await others(2);
    await expect
      .poll(async () => (await log(tab)).filter((line) => line === "fetch connect"))
      .toHaveLength(2);
  });

  test("a step that opens in its own tab goes there", async () => {
    const tab = await arrive("held&self");
    await tab.click(button);
    await release(tab);
    await arrives(tab, "/hosted-link?use=connect");
    await others(0);
  });
}
