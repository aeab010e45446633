import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostFolder } from "../../scripts/pack.mjs";
import { brandColors } from "../support/brandColors.js";
import { hostBundle } from "../support/hostBundle.js";
import { type NodeServer, serve } from "../support/nodeServer.js";
import { type Engine, engines } from "./engines.js";

const count = brandColors().length;
const tests = {
  "/": `of each of ${count} brand colours follows what can be read, in light and dark`,
  "/without": `where there are no relative colours, ${count} brands leave the text in ink`,
};
/** Of each pair, over all brands. What is in ink has the contrast of the default text. */
const least = { "/": 0, "/without": 13 };
const ownColors =
  ":root { --co-button-background: #777; --co-button-text: #777; --co-color-on-accent: #777 }";

let site: NodeServer;

beforeAll(async () => {
  const sheet = join(hostFolder("react-19"), "node_modules/codat-onboarding/dist/styles.css");
  const styles = await readFile(sheet, "utf8");
  // What Chrome 111 and Firefox 115 make of it.
  const without = styles.replace("@supports (color:color(from ", "@supports (color:unknown(from ");
  if (without === styles) throw new Error("The sheet does not ask for relative colours.");
  const script = await hostBundle("react-19", new URL("brandPage.ts", import.meta.url));
  const page = (css: string) =>
    `<!doctype html><meta charset="utf-8"><title>Brands</title><style>${css}</style><body><script>${script}</script>`;
  const pages: Record<string, string> = { "/": page(styles), "/without": page(`${ownColors} ${without}`) };
  site = await serve(({ url = "" }, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8").end(pages[url] ?? "");
  });
});
afterAll(() => site?.close());

describe.each(engines)("in $name", ({ name, missing, launch }) => {
  if (missing.length > 0) {
    const lacks = `SKIPPED, NOT PROVED: ${name} needs ${missing.join(", ")}, not found, not installable here`;
    console.warn(`${lacks}: ${count} brand colours`);
    for (const words of Object.values(tests)) it.skip(`${lacks}: ${words}`);
    return;
  }

  let engine: Engine;
  beforeAll(async () => {
    engine = await launch();
  });
  afterAll(() => engine?.close());

  it.each(Object.entries(tests) as [keyof typeof tests, string][])("%s: %s", async (path) => {
    await engine.open(`${site.url}${path}`);
    await expect.poll(() => engine.text("pre")).not.toBe("");
    const { brands, lowest, failures } = JSON.parse(await engine.text("pre"));
    expect(failures).toEqual([]);
    expect(brands).toBe(count);
    const values = Object.values<number>(lowest);
    expect(values).toHaveLength(6);
    expect(Math.min(...values), JSON.stringify(lowest)).toBeGreaterThan(least[path]);
  });
});
