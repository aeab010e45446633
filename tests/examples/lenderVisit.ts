import type { StepView } from "codat-onboarding/core";
import type { Browser, BrowserContext, Locator, Page } from "playwright";

/** How a visit to the fake's Hosted Link pages goes: the buttons that are pressed there, in order. */
export const visitsToCodat = {
  connected: ["Xero", "Agree and continue", "Allow", "Oak & Elm Ltd"],
  unchanged: ["Already connected, leave"],
  cancelled: ["Cancel"],
  cancelledAtSignIn: ["Xero", "Agree and continue", "Cancel"],
  failed: ["Xero", "Agree and continue", "Something goes wrong"],
  unsupported: ["My platform isn't listed"],
} as const;

/** What a colleague presses, from the page that says who asks. */
export const acceptance = ["Continue to Codat", ...visitsToCodat.connected] as const;

const leadsToCodat = /^(Connect your|Continue connecting|Try again|Choose another platform|Reconnect Xero)/;
const asked = "Connect your accounting software (optional)";

/** What both tabs say after such a visit: the heading, and what is beneath it. */
export const endings = {
  connected: ["Xero is connected"],
  unchanged: [asked, "Nothing new was connected."],
  cancelled: [asked, "You left Codat’s page before connecting. Nothing was connected."],
  cancelledAtSignIn: [
    "Connect Xero (optional)",
    "You left Codat’s page before connecting. Nothing was connected.",
  ],
  failed: [
    "Connecting Xero didn’t work",
    "Codat couldn’t finish connecting Xero. You can try again, or ask someone else to connect it.",
  ],
  unsupported: [
    "That platform can’t be connected",
    "Codat doesn’t offer the one you chose. Nothing was connected. If you use another one too, choose that.",
  ],
} as const satisfies Record<keyof typeof visitsToCodat, readonly string[]>;

/** One customer's browser at the lender's. */
export interface LenderVisit {
  context: BrowserContext;
  page: Page;
  /** What went wrong in any tab: errors in the console, breaches of the content security policy. */
  problems: string[];
  /** Goes to the page where accounting is connected. */
  goToConnect(): Promise<void>;
  /** The button that leads to Codat. */
  cta(name?: string): Locator;
  /** Follows the button into its new tab, and presses the buttons there. */
  goToCodat(buttons?: readonly string[], from?: Page): Promise<Page>;
}

export interface LenderVisitOptions {
  url: string;
  width: number;
  /** @default 844 */
  height?: number | undefined;
  /** Links work once. */
  oneTime?: boolean | undefined;
  demo?: Record<string, unknown> | undefined;
  /** Paths that nothing answers at. */
  cut?: RegExp | undefined;
}

/** Opens the application as a new customer. */
export async function visitLender(browser: Browser, options: LenderVisitOptions): Promise<LenderVisit> {
  const { url, width, height = 844, oneTime = false, demo, cut } = options;
  const problems: string[] = [];
  const context = await browser.newContext({
    viewport: { width, height },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(30_000);
  if (cut) await context.route(cut, (route) => route.abort());
  context.on("console", (message) => {
    if (cut?.test(message.location().url)) return;
    // Chromium's own note that there is no company yet: the page makes one then.
    if (/ 404 /.test(message.text()) && message.location().url.endsWith("/events")) return;
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  context.on("weberror", (error) => problems.push(String(error.error())));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`Blocked by ${violatedDirective}: ${blockedURI}`),
    );
    // A mail program must not be started; the click has done everything else by then.
    addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a[href^='mailto:']"))
        event.preventDefault();
    });
  });

  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (demo) {
    await page.evaluate((text) => localStorage.setItem("demo", text), JSON.stringify(demo));
    await page.reload();
  }
  if (oneTime) {
    await page.getByText("Demo controls").click();
    await Promise.all([
      page.waitForEvent("load"),
      page.getByLabel("Links").selectOption({ label: "One-time" }),
    ]);
  }

  const cta = (name = "Connect your accounting software") => page.getByRole("link", { name, exact: true });
  return {
    context,
    page,
    problems,
    cta,
    async goToConnect() {
      await page.getByRole("button", { name: "Continue" }).click();
      // Before the stream has said anything it leads nowhere.
      await page.locator(".co-ConnectCTA[href]").waitFor();
    },
    async goToCodat(buttons = [], from = page) {
      const button = from.getByRole("link", { name: leadsToCodat });
      const [tab] = await Promise.all([context.waitForEvent("page"), button.click()]);
      await goThrough(tab, buttons);
      return tab;
    },
  };
}

/** Whether the page scrolls sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Presses buttons at Codat's page, one after the other. */
export async function goThrough(page: Page, buttons: readonly string[]): Promise<void> {
  for (const name of buttons) await page.getByRole("button", { name, exact: true }).click();
}

/** Waits until the step says this of itself, and that it says it once. */
export async function shows(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await page.getByRole("status").getByText(text, { exact: true }).waitFor();
}

/** Waits until the step shows this view. */
export async function showsView(page: Page, view: StepView): Promise<void> {
  await page.locator(`.co-AuthStep[data-view='${view}']`).waitFor();
}

/** Opens the ways of handing over. */
export async function openHandOver(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Can’t sign in/ }).click();
  await showsView(page, "handOver");
}

export function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Copies the link for a colleague, as somebody who has no login does. */
export async function linkForColleague(page: Page, name?: string): Promise<string> {
  await openHandOver(page);
  if (name) await page.getByLabel("Who are you asking?").fill(name);
  await page.getByRole("button", { name: "Copy link" }).click();
  await shows(page, "Link copied.");
  return clipboard(page);
}

/** What would happen at Codat or at the platform happens, on the fake's side. */
export async function happens(page: Page, name: string): Promise<void> {
  const controls = page.getByText("Demo controls");
  if (!(await page.getByRole("button", { name }).isVisible())) await controls.click();
  await page.getByRole("button", { name }).click();
}

/** Waits until the colleague is thanked by name: the first page after the return says it, and does not change. */
export async function confirmed(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Xero is connected for Oak & Elm Ltd" }).waitFor();
}
