import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostFolder } from "../../scripts/pack.mjs";
import { createPageStyles } from "../../src/server/pages/pageStyles.js";
import { everyPage } from "../server/pages/everyPage.js";
import { judge, measureSheets } from "../server/pages/measureSheets.js";
import { brandColors } from "../support/brandColors.js";
import { hostBundle } from "../support/hostBundle.js";
import { type NodeServer, serve } from "../support/nodeServer.js";
import { type Engine, engines } from "./engines.js";

const count = brandColors().length;
const tests = {
  "/": `of each of ${count} brand colours follows what can be read, in light and dark`,
  "/without": `where there are no relative colours, ${count} brands leave the text in ink`,
};
const schemes = ["light", "dark"] as const;
const colleague = `on the colleague's page ${count} brands leave everything readable`;
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
  const markup = await (everyPage("en-GB")["connect"] as Response).text();
  for (const scheme of schemes) {
    const sheets = brandColors().map((accent) => [
      accent,
      inScheme(createPageStyles({ colors: { accent } }).css, scheme),
    ]);
    const measure = `const said = JSON.stringify((${measureSheets})(${JSON.stringify(sheets)}));
      document.body.appendChild(document.createElement("pre")).textContent = said;`;
    pages[`/${scheme}`] =
      `${markup.replace(/<link rel="stylesheet"[^>]*>/, "")}<script>${measure.replaceAll("</", "<\\/")}</script>`;
  }
  site = await serve(({ url = "" }, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8").end(pages[url] ?? "");
  });
});
afterAll(() => site?.close());

/** In whichever scheme an engine is started. */
function inScheme(css: string, scheme: (typeof schemes)[number]): string {
  const asked = /@media \(prefers-color-scheme: ?dark\)/g;
  if (!asked.test(css)) throw new Error("The page has no dark look.");
  return css.replaceAll(asked, scheme === "dark" ? "@media all" : "@media not all");
}

describe.each(engines)("in $name", ({ name, missing, launch }) => {
  if (missing.length > 0) {
    const lacks = `SKIPPED, NOT PROVED: ${name} needs ${missing.join(", ")}, not found, not installable here`;
    console.warn(`${lacks}: ${count} brand colours`);
    for (const words of [...Object.values(tests), ...schemes.map((scheme) => `${colleague}, ${scheme}`)])
      it.skip(`${lacks}: ${words}`);
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

  it.each(schemes)(`${colleague}, %s`, async (scheme) => {
    await engine.open(`${site.url}/${scheme}`);
    await expect.poll(() => engine.text("pre")).not.toBe("");
    const measured = JSON.parse(await engine.text("pre"));
    expect(measured).toHaveLength(count);
    const { lowest, failures } = judge(measured);
    expect(failures).toEqual([]);
    expect(Object.keys(lowest)).toHaveLength(4);
  });
});
