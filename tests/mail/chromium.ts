import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium } from "playwright";
import type { Desktop } from "./desktop.js";
import type { Invite } from "./invites.js";

export interface Browser {
  /** Shows the page, does in it what the customer does, clicks its invite, and returns the link's `href` as written. */
  clickMailto(html: string, customer: Pick<Invite, "language" | "typed">): Promise<string>;
  stop(): Promise<void>;
}

export async function startChromium(desktop: Desktop, executablePath: string): Promise<Browser> {
  let html = "";
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8").end(html);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  // Chromium 156 hands mailto on without asking, with or without this; a browser that asks would do so in its own
  // window, which no test can reach.
  const profile = join(desktop.folder, "chromium");
  mkdirSync(join(profile, "Default"), { recursive: true });
  const allowed = { protocol_handler: { allowed_origin_protocol_pairs: { [origin]: { mailto: true } } } };
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(allowed));

  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    env: desktop.env,
    viewport: null,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());

  return {
    async clickMailto(next, { language, typed = {} }) {
      html = next;
      await page.goto(origin);
      const labels = {
        subject: "Subject",
        before: "Before the link",
        after: "After the link",
      };
      if (language) await page.getByLabel("Language").selectOption(language);
      for (const [field, words] of Object.entries(typed)) {
        await page.getByLabel(labels[field as keyof typeof labels]).fill(words);
      }
      const invite = page.locator(".co-InviteLink");
      // A link that is fetched is fetched on intent.
      await invite.hover();
      const link = page.locator(".co-InviteLink[href^='mailto:']");
      const href = await link.getAttribute("href");
      await link.click();
      return href ?? "";
    },
    async stop() {
      await context.close();
      await new Promise((closed) => server.close(closed));
    },
  };
}
