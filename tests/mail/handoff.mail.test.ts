import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ensureChromium, ensurePrograms } from "../../scripts/system.mjs";
import { type Browser, startChromium } from "./chromium.js";
import { clawsMail } from "./clawsMail.js";
import { DESKTOP_PROGRAMS, type Desktop, startDesktop } from "./desktop.js";
import { draftOf, pageFor } from "./invitePage.js";
import { invites } from "./invites.js";
import type { Draft } from "./mailClient.js";
import { mutt } from "./mutt.js";
import { neoMutt } from "./neoMutt.js";
import { sylpheed } from "./sylpheed.js";
import { thunderbird } from "./thunderbird.js";
import { PICTURE_PROGRAMS } from "./windows.js";

const { UPDATE_PICTURES } = process.env;
const takesPictures = UPDATE_PICTURES === "1";
const pictures = join(import.meta.dirname, "../../docs/mail");
const shared = [...DESKTOP_PROGRAMS, ...(takesPictures ? PICTURE_PROGRAMS : [])];
const browserPath = await ensureChromium().catch((error: Error) => {
  console.warn(error.message);
  return undefined;
});

const clients = [clawsMail, sylpheed, thunderbird, neoMutt, mutt];

describe.each(clients.map((client) => [client.name, client] as const))("%s", (_, client) => {
  const { missing } = ensurePrograms([...shared, ...client.programs]);
  if (!browserPath) missing.push("chromium");
  if (missing.length > 0) {
    const skipped = `SKIPPED, NOT PROVED: ${client.name} needs ${missing.join(", ")}, not found, not installable here`;
    console.warn(skipped);
    it.skip(skipped);
    return;
  }

  let desktop: Desktop;
  let browser: Browser;
  beforeAll(async () => {
    desktop = await startDesktop();
    browser = await startChromium(desktop, browserPath ?? "");
  });
  afterEach(() => desktop.endHandler());
  afterAll(async () => {
    await browser?.stop();
    await desktop?.stop();
  });

  it.each(invites.map((invite) => [invite.name, invite] as const))(
    "opens %s as it was meant",
    async (_, invite) => {
      const expected = draftOf(invite);
      await client.install(desktop);

      const href = await browser.clickMailto(await pageFor(invite), invite);
      // The clients forgive a bare %0A, so only the link itself can show it; phones lose such lines (RFC 6068 s5).
      expect(href.replaceAll("%0D%0A", "")).not.toMatch(/%0[AD]/i);
      expect(await desktop.received()).toEqual([href]);
      const draft = plain(await client.draft(desktop));
      expect(draft).toEqual(plain(expected));
      expect(draft.body.split("\n").filter((line) => line.includes("https:"))).toEqual([
        `${invite.props.linkUrl} `,
      ]);

      if (!takesPictures || invite.picture !== client.pictured) return;
      mkdirSync(pictures, { recursive: true });
      const slug = client.name.toLowerCase().replaceAll(" ", "-");
      await client.picture(desktop, join(pictures, `${slug}-${invite.picture}.png`));
    },
  );
});

/**
 * RFC 6068 section 5: lines end in CRLF, and a client may add a last one. Thunderbird 153 makes a subject's no-break
 * spaces plain ones, and drops its isolates.
 */
function plain(draft: Draft): Draft {
  const subject = draft.subject.replaceAll("\u00a0", " ").replaceAll(/[\u2068\u2069]/g, "");
  return { ...draft, subject, body: draft.body.replace(/\r\n/g, "\n").replace(/\n$/, "") };
}
