import { randomBytes } from "node:crypto";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Block, readPage } from "../docs/page.js";
import { freePort } from "../support/freePort.js";
import { openPage, startBrowser } from "./support/browser.js";
import { bundleClient } from "./support/bundleClient.js";
import { commandsOf, freshFolder, install, isInstall, writeBlocks } from "./support/freshFolder.js";
import { type FreshApp, freshFolders } from "./support/freshFolders.js";
import { startCommands } from "./support/freshProcesses.js";
import { manualSteps } from "./support/manualSteps.js";

/** How each app is started, where its page does not say. */
const apps = {
  next: { path: "/onboarding", start: ["npx next dev"] },
  vite: { path: "/", start: [] },
  express: { path: "/onboarding", start: ["node --env-file=.env server.mjs"] },
} as const;

describe.each(["next", "vite", "express"] as const)("a newcomer without a Codat account, in %s", (app) => {
  let url: string;
  let browser: Browser;
  let stop: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    const [port, behind, fakePort] = [await freePort(), await freePort(), await freePort()];
    url = `http://localhost:${port}`;
    const folder = await doAllSteps(app, {
      5173: port,
      3000: app === "vite" ? behind : port,
      4310: fakePort,
    });
    if (app === "express") await bundleClient({ folder });
    const fake = commandsOf(readPage("docs/testing.md").blocks).map((command) =>
      app === "next" ? command.replace(".env", ".env.local") : command,
    );
    const own = commandsOf(manualSteps(pageOf(app))).filter((command) => !isInstall(command));
    const env = { NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" };
    const isReady = (status: number) => [200, 404].includes(status);
    stop = await startCommands([...fake, ...own, ...apps[app].start], { folder, env, url, isReady });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await stop?.();
  });

  test("connects at the fake Codat, and reads on the page that it is done, and that the data is there", async () => {
    const { page, problems } = await openPage(browser, url + apps[app].path);
    const [codat] = await Promise.all([
      page.waitForEvent("popup"),
      page.locator(".co-ConnectCTA[data-status=idle][href]").click({ timeout: 30_000 }),
    ]);
    for (const name of ["Xero", "Agree and continue", "Allow"])
      await codat.getByRole("button", { name, exact: true }).click();
    await page.getByText("Xero is connected", { exact: true }).first().waitFor();
    await page.getByText("Oak & Elm Ltd. Its first data has arrived.").waitFor();
    expect(new URL(codat.url()).origin).toBe(url);
    // Chromium itself reports that there was no company at first.
    expect(problems.filter((problem) => !problem.includes("404"))).toEqual([]);
  });
});

const pageOf = (app: FreshApp) => `docs/frameworks/${app}.md`;

/** Does what the framework's page and the one about testing say, on free ports: the folder of the app. */
async function doAllSteps(app: FreshApp, ports: Record<number, number>): Promise<string> {
  const folders = freshFolders(app).filter((folder) => !folder.endsWith("session"));
  const folder = await freshFolder(`newcomer-${app}`, folders);
  const steps = manualSteps(pageOf(app));
  const standIn = readPage(pageOf(app)).blocks.filter(({ file }) => /(^|\/)session\.\w+$/.test(file ?? ""));
  const testing = readPage("docs/testing.md").blocks;
  const fake = testing.filter(({ file }) => file === "codat.mjs");
  const lines = testing.find(({ language }) => language === "env")?.code ?? "";
  expect([standIn.length, fake.length]).toEqual([1, 1]);
  // The fake's own address is 4310 unless it is told another.
  const moved = `createFakeCodat({\n  baseUrl: "http://127.0.0.1:4310",`;
  const change = ({ language, code }: Block) =>
    Object.entries(ports).reduce(
      (text, [written, port]) => text.replaceAll(written, `${port}`),
      language === "env" ? withLines(code, lines) : code.replace("createFakeCodat({", moved),
    );
  await writeBlocks(folder, [...standIn, ...steps, ...fake], change);
  for (const command of commandsOf(steps).filter(isInstall)) await install(folder, command);
  return folder;
}

/** The settings of a file with others in the place of its own; what is to be random is. */
function withLines(env: string, others: string): string {
  const settings = new Map(
    [...`${env}${others}`.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  return [...settings]
    .map(([name, value]) => {
      const random = randomBytes(24).toString("base64");
      return `${name}=${value.replace(/…(\s+#.*)?$/, random)}\n`;
    })
    .join("");
}
