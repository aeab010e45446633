// Takes the README's pictures into docs/pictures/: of the stories, and of the page that a colleague sees. Builds the
// Storybook where there is none; the library must have been built.
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
  { name: "fallback-open", story: "fallback-open", width: 768, scale: 1 },
  { name: "message-open", story: "message-open", width: 768, scale: 1 },
  { name: "live-not-your-business", part: "onboardingprovider", story: "not-your-business", width: 768 },
  { name: "invites", part: "invitestatus", story: "several", width: 390 },
];

/** Serves a built Storybook on a free port of this machine. */
export async function serve(folder = site) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = join(folder, normalize(pathname === "/" ? "/index.html" : decodeURIComponent(pathname)));
    if (!file.startsWith(folder) || !existsSync(file)) return response.writeHead(404).end();
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

/** Opens the colleague's page as the server writes it. */
async function openInvitePage(page) {
  const [{ createPages }, { createPageStyles }] = await Promise.all(
    ["pages", "pageStyles"].map((name) => import(`../dist/server/pages/${name}.js`)),
  );
  const url = "https://apply.acmelending.example/connect/";
  const styles = createPageStyles();
  const pagesFor = createPages({
    apiUrl: "https://api.codat.io",
    appName: "Acme Lending",
    supportContact: "help@acmelending.example",
    privacyUrl: `${url}privacy`,
    styles,
    root: "/connect",
  });
  const invite = {
    customer: { id: "1", name: "Oak & Elm Ltd", userName: "Sam Patel" },
    kind: "connect",
    sourceType: "accounting",
    platformKey: "gbol",
    platformName: "Xero",
    state: "prepared",
    expiresAt: Date.UTC(2026, 11, 6, 12),
  };
  const markup = await pagesFor(new Request(url)).invite(invite, "/connect/x").text();
  await page.route(`${url}**`, (route) =>
    route.request().url().endsWith(".css")
      ? route.fulfill({ contentType: "text/css", body: styles.css })
      : route.fulfill({ contentType: "text/html", body: markup }),
  );
  await page.goto(url);
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
  const take = async (name, { width, scale = 1.5 }, open) => {
    const page = await browser.newPage({ viewport: { width, height: 100 }, deviceScaleFactor: scale });
    await open(page);
    await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
    await page.close();
    console.log(`pictures: docs/pictures/${name}.png`);
  };
  for (const { name, part = "authstep", story, theme = "light", ...size } of pictures) {
    await take(name, size, async (page) => {
      await openStory(page, url, `components-${part}--${story}`, { theme });
      await page.addStyleTag({ content: "#storybook-root { display: grid; justify-items: center }" });
    });
  }
  await take("invite-page", { width: 390, scale: 1 }, openInvitePage);
  await browser.close();
  close();
}
