import type { LinkOutcome } from "../../core/links/linkRedirect.js";
import { formatDate } from "../../core/mail/inviteMessage.js";
import type { MessageText } from "../../core/messages/text.js";
import { plainName } from "../../core/plainName.js";
import { platformOf } from "../../core/platforms.js";
import type { InviteRecord } from "../invites/invite.js";
import { hasEnded } from "../invites/inviteStore.js";
import { html } from "./html.js";
import { inviteHeading, invitePage } from "./invitePage.js";
import { pageMessagesFor } from "./pageLanguages.js";
import { createPageLayout, type PageLayoutOptions } from "./pageLayout.js";
import type { PageText } from "./pageMessages.js";
import { pageSentences } from "./pageSentence.js";

/** The few pages that a person may see of the companion itself, in one language. */
export interface Pages {
  /** Codat cannot be opened. */
  cannotOpen(status: number): Response;
  /** Nobody is signed in. */
  signedOut(): Response;
  /**
   * For whoever comes back from Codat and is not the customer. How it went is only what their address says, but for
   * an invite that is known to be connected.
   */
  returned(outcome?: LinkOutcome | undefined, invite?: InviteRecord | undefined): Response;
  /** The invite: its page while it is open, else what became of it. `action` is its address, as a path. */
  invite(invite: InviteRecord, action: string): Response;
  /** Thanks whoever has just declined. */
  declined(invite: InviteRecord): Response;
  /** Every link that was not signed here, or whose invite is long gone. */
  unknown(): Response;
}

/** The pages for a request, and for the language that an invite was made in. */
export type PagesFor = (request: Request, locale?: string | undefined) => Pages;

export interface PagesOptions extends PageLayoutOptions {
  apiUrl: string;
}

/** What a page of two sentences may have. */
interface PlainPage {
  /** Whose names it may show. */
  invite?: InviteRecord | undefined;
  languages?: boolean | undefined;
  more?: MessageText | undefined;
}

export function createPages(options: PagesOptions): PagesFor {
  const { appName } = options;
  const host = linkHostOf(options);
  const frame = createPageLayout(options);

  return (request, locale) => {
    const words = pageMessagesFor(request, locale);

    function valuesOf(invite: InviteRecord | undefined) {
      return {
        app: plainName(appName),
        business: plainName(invite?.customer.name),
        inviter: plainName(invite?.customer.userName),
        platform: plainName(invite?.platformName ?? platformOf(invite?.platformKey).name),
        date: invite && formatDate(new Date(invite.expiresAt), words.locale),
        host,
      };
    }

    function plain(
      status: number,
      { title, text }: PageText,
      { invite, languages, more }: PlainPage = {},
    ): Response {
      const values = valuesOf(invite);
      const body = html`<p>${pageSentences([text, more ?? ""], values, words)}</p>`;
      return frame({ status, words, title, values, body, languages });
    }

    return {
      cannotOpen: (status) => plain(status, words.cannotOpen),
      signedOut: () => plain(401, words.signedOut),

      returned(outcome = "connected", invite) {
        const { confirmed, waiting, nothing, failed, again, askAgain } = words.returned;
        if (invite?.state === "connected") return plain(200, confirmed, { invite });
        if (outcome === "connected") return plain(200, waiting);
        const page = outcome === "cancelled" || outcome === "unchanged" ? nothing : failed;
        return plain(200, page, { more: invite && !hasEnded(invite) ? again : askAgain });
      },

      invite(invite, action) {
        const { state } = invite;
        if (state === "connected") return plain(200, words.ended.connected, { languages: true });
        if (state === "declined" || state === "expired" || state === "cancelled") {
          return plain(410, words.ended[state], { languages: true });
        }
        const values = valuesOf(invite);
        const title = inviteHeading(invite, words, values.platform);
        const body = invitePage({ invite, words, values, action });
        return frame({ status: 200, words, title, values, body, languages: true });
      },

      declined: (invite) => plain(200, words.ended.declinedNow, { invite }),
      unknown: () => plain(404, words.ended.unknown, { languages: true }),
    };
  };
}

/** Where Codat's links lead, told before any is asked for. A fake's lead to the first of the hosts allowed beside. */
function linkHostOf({ apiUrl, linkHosts = [] }: PagesOptions): string {
  const isCodat = /(^|\.)codat\.io$/.test(new URL(apiUrl).hostname);
  return (isCodat ? undefined : linkHosts[0]) ?? "link.codat.io";
}
