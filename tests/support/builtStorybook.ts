import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright";
import { serve } from "../../scripts/pictures.mjs";
import { findChromium } from "../../scripts/system.mjs";

/** A place on a docs page, or a story by itself, as it is rendered. */
export interface Canvas {
  /** The story's. */
  id: string;
  /** Its elements with their texts and states, without what is counted: ids, and what names them. */
  shape: string;
  /** Whether there is anything to see beside the caption. */
  blank: boolean;
  /** Why nothing is to be seen. */
  caption: string | undefined;
}

/** An entry of its index. */
export interface Entry {
  id: string;
  title: string;
  type: "docs" | "story";
  tags: readonly string[];
}

export interface BuiltStorybook {
  entries: readonly Entry[];
  /** Opens a docs page. */
  openDocs(id: string): Promise<void>;
  /** What stands on it, those in a frame of their own too, once all of it is there. */
  canvases(): Promise<Canvas[]>;
  /** Ids that stand more than once in its canvases. */
  doubledIds(): Promise<string[]>;
  /** Shows a story by itself, its play function run to its end. */
  story(id: string): Promise<Canvas>;
  /** Errors and warnings of the console since the last call. */
  complaints(): string[];
  close(): Promise<void>;
}

const folder = fileURLToPath(new URL("../../.cache/storybook-tested", import.meta.url));

/** Builds the Storybook as it is published, and opens it in Chromium. */
export async function openBuiltStorybook(): Promise<BuiltStorybook> {
  await build();
  const site = await serve(folder);
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  const [page, alone] = [await context.newPage(), await context.newPage()];
  let heard: string[] = [];
  for (const one of [page, alone]) {
    one.on("pageerror", ({ message }) => heard.push(`uncaught: ${message}`));
    one.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) heard.push(`${message.type()}: ${message.text()}`);
    });
  }
  const index = (await (await fetch(`${site.url}/index.json`)).json()) as { entries: Record<string, Entry> };
  const entries = Object.values(index.entries);
  const anyStory = entries.find(({ type }) => type === "story")?.id ?? "";
  // Both rule engines have looked at the stories elsewhere.
  await alone.goto(`${site.url}/iframe.html?id=${anyStory}&viewMode=story&globals=a11y.manual:!true`);

  return {
    entries,
    async openDocs(id) {
      await page.goto(`${site.url}/iframe.html?id=${id}&viewMode=docs`);
      await page.waitForSelector("#storybook-docs .sbdocs-content");
    },
    async canvases() {
      // What is in a frame is loaded once it is in sight.
      for (const frame of await page.locator(".sb-story iframe").all()) await frame.scrollIntoViewIfNeeded();
      return page.evaluate(readCanvases, ".sb-story > [id$=-inner], .sb-story > div:not([id]) > iframe");
    },
    doubledIds: () =>
      page.evaluate(() => {
        const ids = [...document.querySelectorAll(".sb-story [id]:not(iframe)")].map(({ id }) => id);
        return ids.filter((id, index) => ids.indexOf(id) !== index);
      }),
    async story(id) {
      await show(alone, id);
      const [canvas] = await alone.evaluate(readCanvases, "#storybook-root");
      if (!canvas) throw new Error(`The story ${id} is not rendered.`);
      return { ...canvas, id };
    },
    complaints() {
      const before = heard;
      heard = [];
      return before;
    },
    async close() {
      await browser.close();
      site.close();
    },
  };
}

async function build() {
  const building = spawn(
    process.execPath,
    ["scripts/storybook.mjs", "build", "--quiet", "--output-dir", folder],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  for (const stream of [building.stdout, building.stderr]) stream.on("data", (text) => (said += text));
  const [code] = await once(building, "close");
  if (code !== 0) throw new Error(`The Storybook is not built:\n${said}`);
}

/** Goes to another story, as a click in the sidebar does. */
async function show(page: Page, id: string) {
  await page.evaluate((storyId) => {
    const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as {
      __STORYBOOK_ADDONS_CHANNEL__: { emit(event: string, story: object): void };
    };
    channel.emit("setCurrentStory", { storyId, viewMode: "story" });
  }, id);
  await page.waitForFunction((storyId) => {
    const { __STORYBOOK_PREVIEW__: preview } = globalThis as unknown as {
      __STORYBOOK_PREVIEW__: { currentRender?: { id: string; phase: string } };
    };
    const { id, phase } = preview.currentRender ?? {};
    return id === storyId && ["finished", "errored"].includes(phase ?? "");
  }, id);
}

/** Runs in the page. */
function readCanvases(selector: string): Canvas[] {
  const rootOf = (place: Element) => {
    const frame = place instanceof HTMLIFrameElement ? place.contentDocument : undefined;
    return frame === undefined ? place : frame?.querySelector("#storybook-root");
  };

  function shapeOf(node: Node): string {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const element = node as Element;
    const own = [...element.attributes].filter(
      ({ name }) =>
        !/^(id|for|name|style|srcdoc|src|href|aria-(labelledby|describedby|controls))$/.test(name),
    );
    const attributes = own.map(({ name, value }) => ` ${name}=${value}`).join("");
    const value = "value" in element ? ` value:${element.value}` : "";
    const inside = (element as HTMLIFrameElement).contentDocument?.body ?? element;
    return `<${element.localName}${attributes}${value}>${[...inside.childNodes].map(shapeOf).join("")}</>`;
  }

  function isSeen(element: Element): boolean {
    const { width, height } = element.getBoundingClientRect();
    if (element.closest(".page-caption") || width < 2 || height < 2) return false;
    return [...element.childNodes].some(
      ({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim(),
    )
      ? element.checkVisibility()
      : /^(img|svg|iframe|input|textarea|select)$/.test(element.localName);
  }

  return [...document.querySelectorAll(selector)].map((place) => {
    const root = rootOf(place);
    const id =
      place
        .closest(".sb-story")
        ?.id.replace(/^story--/, "")
        .replace(/--primary$/, "") ?? "";
    return {
      id,
      shape: [...(root?.childNodes ?? [])].map(shapeOf).join("\n"),
      blank: ![...(root?.querySelectorAll("*") ?? [])].some(isSeen),
      caption: root?.querySelector(".page-caption")?.textContent ?? undefined,
    };
  });
}
