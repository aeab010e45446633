// Takes the README's pictures of the stories into docs/pictures/. Builds the Storybook where there is none.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { ensureChromium } from "./system.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const site = join(root, "storybook-static");
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

const pictures = [
  { name: "step-light-390", story: "idle", width: 390 },
  { name: "step-dark-390", story: "idle", width: 390, theme: "dark" },
  { name: "step-light-1280", story: "idle", width: 1280 },
  { name: "step-dark-1280", story: "idle", width: 1280, theme: "dark" },
  { name: "fallback-open", story: "fallback-open", width: 768 },
  { name: "message-open", story: "message-open", width: 768 },
  { name: "live-not-your-business", part: "onboardingprovider", story: "not-your-business", width: 768 },
];

/** Serves the built Storybook on a free port of this machine. */
export async function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = join(site, normalize(pathname === "/" ? "/index.html" : decodeURIComponent(pathname)));
    if (!file.startsWith(site) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Opens a story, its play function run to its end. */
export async function openStory(page, url, id, globals = {}) {
  const chosen = Object.entries(globals).map(([name, value]) => `${name}:${value}`);
  await page.goto(`${url}/iframe.html?id=${id}&viewMode=story&globals=${chosen.join(";")}`);
  await page.waitForFunction(() => document.querySelector("#storybook-root")?.childElementCount);
  await page.waitForFunction(() => {
    const { currentRender } = globalThis.__STORYBOOK_PREVIEW__ ?? {};
    return ["finished", "completed", "errored"].includes(currentRender?.phase);
  });
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(join(site, "index.json"))) {
    spawnSync(process.execPath, [join(root, "scripts/storybook.mjs"), "build"], {
      cwd: root,
      stdio: "inherit",
    });
  }
  const out = join(root, "docs/pictures");
  mkdirSync(out, { recursive: true });
  const { url, close } = await serve();
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ["--no-sandbox"] });
  for (const { name, part = "authstep", story, width, theme = "light" } of pictures) {
    const page = await browser.newPage({ viewport: { width, height: 600 }, deviceScaleFactor: 1.5 });
    await openStory(page, url, `components-${part}--${story}`, { theme });
    await page.addStyleTag({ content: "#storybook-root { display: grid; justify-items: center }" });
    await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
    await page.close();
    console.log(`pictures: docs/pictures/${name}.png`);
  }
  await browser.close();
  close();
}
