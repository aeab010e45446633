import { type Browser, chromium, type Frame, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChromium } from "../../scripts/system.mjs";
import { openSite, type Site } from "../support/badPlaces/site.js";

const link = "https://link.codat.io/company/3f2b8c1e-5a4d-4e6f-9b7a-1c2d3e4f5a6b";
let browser: Browser;
let site: Site;

beforeAll(async () => {
  const executablePath = findChromium();
  [browser, site] = await Promise.all([
    chromium.launch({
      ...(executablePath && { executablePath }),
      // A name that is not the loopback's: only there is http not trusted.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--host-resolver-rules=MAP acme.test 127.0.0.1",
      ],
    }),
    openSite("react-19"),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page, and gives the frame that the step is in. */
async function visit(path: string, host = "127.0.0.1", options = {}): Promise<Frame> {
  const page: Page = await browser.newPage(options);
  await page.goto(`http://${host}:${site.port}${path}`);
  const frame = page.frames().at(-1) as Frame;
  await frame.waitForSelector(".co-InviteByMailto");
  return frame;
}

const framed = (attributes: string, origin = "") =>
  `/frame?${new URLSearchParams({ attributes, src: `${origin}/step` })}`;

const places: readonly [where: string, open: () => Promise<Frame>, gone: string][] = [
  ["on plain http", () => visit("/step", "acme.test"), "isSecureContext || navigator.clipboard"],
  [
    "on plain http, in a modal dialog",
    () => visit("/dialog", "acme.test"),
    "isSecureContext || !document.querySelector('dialog:modal')",
  ],
  [
    "in a sandboxed frame",
    () => visit(framed('sandbox="allow-scripts"')),
    // An opaque origin.
    "self.origin !== 'null'",
  ],
  [
    "in a frame of another origin that gives no permission",
    () => visit(framed("", `http://localhost:${site.port}`)),
    "self === top || document.featurePolicy?.allowsFeature('clipboard-write')",
  ],
];

describe.each(places)("%s", (_, open, elsewhere) => {
  let frame: Frame;
  const said = () => frame.textContent("[role=status]");
  const events = () => frame.evaluate<string[]>("events");
  const paste = async () => {
    await frame.focus("body textarea:not([id])");
    await frame.fill("body textarea:not([id])", "");
    await frame.page().keyboard.press("Control+V");
    return frame.inputValue("body textarea:not([id])");
  };

  beforeAll(async () => {
    frame = await open();
  });
  afterAll(() => frame?.page().close());

  test("is the place", async () => {
    expect(await frame.evaluate<boolean>(`!!(${elsewhere})`)).toBe(false);
  });

  test("the link is copied, and said to be", async () => {
    await frame.click(".co-CopyLink");
    await expect.poll(said).toContain("Link copied.");
    expect(await paste()).toBe(link);
  });

  test("the invite still is a link, and what to do when it opens nothing is said", async () => {
    expect(await frame.getAttribute(".co-InviteLink", "href")).toMatch(/^mailto:\?subject=/);
    // Seen by the page, and kept from the machine's mail program.
    await frame.evaluate("addEventListener('click', (event) => event.preventDefault(), { once: true })");
    await frame.click(".co-InviteLink");
    await expect.poll(() => frame.textContent(".co-InviteAfter")).toContain("use another way below");
  });

  test("the message is copied, and said to be", async () => {
    await frame.click(".co-CopyMessage");
    await expect.poll(said).toContain("Message copied.");
    const text = await paste();
    expect(text.replaceAll("\r\n", "\n")).toContain(`\n${link} \n`);
    expect(await events()).toEqual(["restored", "copied", "invite", "view", "invite", "copied", "invite"]);
  });

  test("what cannot work there is not offered", async () => {
    expect(await frame.locator(".co-ShareLink").count()).toBe(0);
  });
});

describe("where no script runs", () => {
  let frame: Frame;
  beforeAll(async () => {
    frame = await visit("/markup", "127.0.0.1", { javaScriptEnabled: false });
  });
  afterAll(() => frame?.page().close());
  const visible = (selector: string) => frame.locator(selector).filter({ visible: true });

  test("the invite is a link with the whole message", async () => {
    const href = await visible(".co-InviteLink").getAttribute("href");
    expect(decodeURIComponent(href ?? "")).toContain(link);
  });

  test("its link can be read in full", async () => {
    expect(await visible(".co-InviteByMailto bdi").textContent()).toBe(link);
  });

  test("no button stands there that does nothing", async () => {
    expect(await visible("button").allTextContents()).toEqual([]);
  });
});
