import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { openPage, startBrowser } from "./browser.js";
import { bundleClient } from "./bundleClient.js";
import { installHost } from "./hostFolder.js";
import { type Listener, listen } from "./listen.js";
import { run } from "./run.js";

/** A page of our parts under style sheets of hosts, as they come from npm. */
export interface LooksHost {
  /** The text of a sheet. */
  sheet(name: SheetName): string;
  /** Opens the page with these sheets, in their order. */
  open(sheets: readonly string[], options?: { dark?: boolean }): Promise<Page>;
}

const order = "@layer theme, base, codat-onboarding, components, utilities;";
const [ours, layered] = ["styles", "styles.layer"].map((name) => `@import "codat-onboarding/${name}.css";`);
const tailwind = '@import "tailwindcss" source(none);\n@source "./client";';

/** What Tailwind's own command makes of these. */
const compiled = {
  "Tailwind 4 before ours": `${tailwind}\n${ours}`,
  "Tailwind 4 after ours": `${ours}\n${tailwind}`,
  "Tailwind 4 around our layer": `${order}\n${tailwind}\n${layered}`,
};

/** What is in the packages. */
const packaged = {
  ours: "codat-onboarding/dist/styles.css",
  "Bootstrap 5": "bootstrap/dist/css/bootstrap.css",
  Bulma: "bulma/css/bulma.css",
  "simple.css": "simpledotcss/simple.css",
  "water.css": "water.css/out/water.css",
} as const;

const older = {
  "Tailwind 3": "tailwindcss-3",
  "Tailwind 3.4.2": "tailwindcss-3.4.2",
  "Tailwind 3.4.1": "tailwindcss-3.4.1",
} as const;

const still =
  "* { transition: none !important; animation: none !important; scroll-behavior: auto !important }";

export type SheetName = keyof typeof packaged | keyof typeof older | keyof typeof compiled;

/** Installs the sheets and the packed package, and serves the page, around the tests of a suite. */
export function openLooksHost(): LooksHost {
  let browser: Browser;
  let site: Listener;
  const pages: string[] = [];
  const texts: Partial<Record<SheetName, string>> = {};
  const sheet = (name: SheetName) => texts[name] ?? "";

  beforeAll(async () => {
    const folder = await installHost({ name: "looks", from: "tests/hosts/looks" });
    const read = async (name: SheetName, path: string) => {
      texts[name] = await readFile(join(folder, path), "utf8");
    };
    const compile = async (name: SheetName, cli: string, input: string, args: readonly string[]) => {
      const file = name.replaceAll(/\W+/g, "-");
      await writeFile(join(folder, `${file}.in.css`), input);
      const words = [cli, "-i", `${file}.in.css`, "-o", `${file}.css`, ...args];
      await run(
        process.execPath,
        words.map((word, index) => (index ? word : `node_modules/${word}`)),
        { cwd: folder },
      );
      await read(name, `${file}.css`);
    };
    for (const [name, path] of Object.entries(packaged))
      await read(name as SheetName, `node_modules/${path}`);
    for (const [name, input] of Object.entries(compiled))
      await compile(name as SheetName, "@tailwindcss/cli/dist/index.mjs", input, ["--minify"]);
    for (const [name, version] of Object.entries(older)) {
      const input = "@tailwind base; @tailwind components; @tailwind utilities;";
      await compile(name as SheetName, `${version}/lib/cli.js`, input, ["--content", "client/main.jsx"]);
    }
    await bundleClient({ folder });
    const client = await readFile(join(folder, "public/client.js"), "utf8");
    browser = await startBrowser();
    site = await listen(() => async ({ url }) => {
      const { pathname } = new URL(url);
      return pathname === "/client.js"
        ? new Response(client, { headers: { "content-type": "text/javascript" } })
        : new Response(pages[Number(pathname.slice(1))], { headers: { "content-type": "text/html" } });
    });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  return {
    sheet,
    async open(sheets, { dark = false } = {}) {
      // Colours are read as they end, and the page stays where it is scrolled to.
      const styles = [...sheets, still];
      const index = pages.push(
        `<!doctype html><html lang="en"><head><meta charset="utf-8">${styles.map((css) => `<style>${css}</style>`).join("\n")}</head>
        <body><div id="root"></div><script type="module" src="/client.js"></script></body></html>`,
      );
      const { page, problems } = await openPage(browser, `${site.url}/${index - 1}`, {
        viewport: { width: 1000, height: 900 },
        colorScheme: dark ? "dark" : "light",
      });
      onTestFinished(async () => {
        await page.context().close();
        expect(problems).toEqual([]);
      });
      return page;
    },
  };
}
