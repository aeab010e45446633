import type { Browser, Page } from "playwright";
import type { FaultyProxy } from "./faultyProxy.js";
import type { Network } from "./networks.js";
import type { Site } from "./site.js";

/** What a customer met behind a network; times in milliseconds. */
export interface NetworkVisit {
  /** From the opening of the page until its button led to Codat, or was a link where nothing could lead there. */
  usable: number;
  /** Until a mail stood ready with a link for a colleague; `undefined` where no companion makes one. */
  handedOver: number | undefined;
  /** Until the page said that nothing comes; `undefined` where it does. */
  worded: number | undefined;
  /** What the page said meanwhile, and what it showed before the fault ended. */
  during: { text: string; status: string | null };
  /** From the end of the fault, or from the change at Codat where there is none, until both agree. */
  level: number;
  /** What the page shows in the end, and what the server has. */
  shown: { status: string | null; reason: string | null; text: string };
  server: string[];
}

const step = ".co-AuthStep";
const minutes = 60_000;

/** Opens a page behind a network, uses it, has the customer connect elsewhere, ends the fault, and waits. */
export async function visitNetwork(
  browser: Browser,
  site: Site,
  { fault, start }: Network,
  customer: string,
): Promise<NetworkVisit> {
  const network = await start(site.url);
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(minutes / 3);
  try {
    const address = `${network.url}/?customer=${customer}`;
    const watched = await open(await context.newPage(), address);
    const used = await use(await context.newPage(), address, fault === "companion");
    const isSilent = fault === "stream" || fault === "companion";
    // What the page has read another way by then, where it could.
    const status = fault === "companion" ? "unavailable" : "idle";
    const silent = `${step}[data-reason=unreachable][data-status=${status}]`;
    const worded = isSilent ? await until(watched, silent) : undefined;
    const { id } = await site.company(customer);
    site.codat.api.connect(id);
    await site.codat.api.webhooks.settle();
    const during = {
      text: await seen(watched.page, step),
      status: await data(watched.page, "status"),
    };
    const level = await levelled(watched.page, isSilent ? network : undefined);
    const { connections } = await site.company(customer);
    return {
      ...used,
      worded,
      during,
      level,
      shown: {
        status: await data(watched.page, "status"),
        reason: await data(watched.page, "reason"),
        text: await seen(watched.page, `${step} [role=status]`),
      },
      server: connections.map(({ status }) => status),
    };
  } finally {
    await context.close();
    await network.close();
  }
}

interface Opened {
  page: Page;
  openedAt: number;
}

async function open(page: Page, address: string): Promise<Opened> {
  const openedAt = Date.now();
  await page.goto(address, { waitUntil: "commit" });
  return { page, openedAt };
}

async function until({ page, openedAt }: Opened, selector: string): Promise<number> {
  await page.waitForSelector(selector, { state: "attached" });
  return Date.now() - openedAt;
}

/** Presses the button, then hands over, on a page of its own: a press is a cause to look anew. */
async function use(
  page: Page,
  address: string,
  isAlone: boolean,
): Promise<Pick<NetworkVisit, "usable" | "handedOver">> {
  const opened = await open(page, address);
  const button = ".co-ConnectCTA[href*='/api/codat/go']";
  if (isAlone) {
    const usable = await until(opened, button);
    await page.close();
    return { usable, handedOver: undefined };
  }
  const [codat] = await Promise.all([page.context().waitForEvent("page"), page.click(button)]);
  await codat.waitForURL(/\/api\/company\//, { waitUntil: "commit" });
  const usable = Date.now() - opened.openedAt;
  await codat.close();
  const again = await open(page, address);
  await page.click(".co-FallbackTrigger");
  const handedOver = await until(again, ".co-InviteLink[href*='apply.acme.example']");
  await page.close();
  return { usable, handedOver };
}

async function levelled(page: Page, network: FaultyProxy | undefined): Promise<number> {
  const since = Date.now();
  network?.mend();
  await page.waitForSelector(`${step}[data-status=connected]:not([data-reason])`, { state: "attached" });
  return Date.now() - since;
}

async function seen(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().allInnerTexts()).join(" ");
}

function data(page: Page, name: string): Promise<string | null> {
  return page.locator(step).getAttribute(`data-${name}`);
}
