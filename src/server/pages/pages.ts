import type { LinkOutcome } from "../../core/links/linkRedirect.js";
import { formatDate } from "../../core/mail/inviteMessage.js";
import type { MessageText } from "../../core/messages/text.js";
import { plainName } from "../../core/plainName.js";
import { platformOf } from "../../core/platforms.js";
import { hasInviteEnded } from "../../core/status/inviteState.js";
import { serverError } from "../errors/serverError.js";
import { problemOf, secondsOf } from "../http/responses.js";
import type { InviteRecord } from "../invites/life/inviteRecord.js";
import { isConnectedInvite } from "../invites/life/nextInvite.js";
import { endedPages } from "./endedPages.js";
import { html } from "./html.js";
import { inviteHeading, invitePage } from "./invitePage.js";
import { pageMessagesFor } from "./pageLanguages.js";
import { createPageLayout, type PageLayoutOptions } from "./pageLayout.js";
import type { PageMessages, PageText } from "./pageMessages.js";
import { pageSentences } from "./pageSentence.js";

/** The companion's own pages, in one language. */
export interface Pages {
  /** Codat cannot be opened. @param wait - milliseconds after which it may */
  cannotOpen(status: number, wait?: number | undefined): Response;
  /** The same for what was caught; without it for something that may work another time. */
  failed(error?: unknown): Response;
  /** Nobody is signed in. */
  signedOut(): Response;
  /**
   * For people other than the customer who come back from Codat. Their address alone says how it went, unless the
   * invite is known to be connected.
   */
  returned(outcome?: LinkOutcome | undefined, invite?: InviteRecord | undefined): Response;
  /** An invite's page while it is open, else what became of it. `action` is its address, as a path. */
  invite(invite: InviteRecord, action: string): Response;
  /** Thanks the person who has just declined. */
  declined(invite: InviteRecord): Response;
  /** For a link that was not signed here, or whose invite is no longer stored. */
  unknown(): Response;
}

/** The pages for a request; `locale` is the language that the customer chose for the invite. */
export type PagesFor = (request: Request, locale?: string | undefined) => Pages;

export interface PagesOptions extends PageLayoutOptions {
  apiUrl: string;
}

/** Options of a page with nothing but a heading and a paragraph. */
interface PlainPage {
  /** Its names are shown. */
  invite?: InviteRecord | undefined;
  languages?: boolean | undefined;
  more?: MessageText | undefined;
  /** Milliseconds. */
  wait?: number | undefined;
}

/** The text for each way back from Codat, as the address says it. */
const returnedTexts = {
  connected: "waiting",
  unchanged: "nothing",
  cancelled: "nothing",
  failed: "failed",
  unsupported: "failed",
} as const satisfies Record<LinkOutcome, keyof PageMessages["returned"]>;

export function createPages(options: PagesOptions): PagesFor {
  const { appName } = options;
  const host = linkHostOf(options);
  const layout = createPageLayout(options);

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
      { invite, languages, more, wait }: PlainPage = {},
    ): Response {
      const values = valuesOf(invite);
      const body = html`<p>${pageSentences([text, more ?? ""], values, words)}</p>`;
      const response = layout({ status, words, title, values, body, languages });
      if (wait !== undefined) response.headers.set("retry-after", secondsOf(wait));
      return response;
    }

    const cannotOpen: Pages["cannotOpen"] = (status, wait) => plain(status, words.cannotOpen, { wait });

    return {
      cannotOpen,
      failed(error = serverError("requestTimedOut")) {
        const { status, wait } = problemOf(error);
        return cannotOpen(status === 500 ? 502 : status, wait);
      },
      signedOut: () => plain(401, words.signedOut),

      returned(outcome = "connected", invite) {
        const { confirmed, again, askAgain } = words.returned;
        if (invite && isConnectedInvite(invite)) return plain(200, confirmed, { invite });
        const text = words.returned[returnedTexts[outcome]];
        if (outcome === "connected") return plain(200, text);
        return plain(200, text, { more: invite && !hasInviteEnded(invite.state) ? again : askAgain });
      },

      invite(invite, action) {
        const ended = endedPages[invite.state];
        if (ended) return plain(ended.status, words.ended[ended.text], { languages: true });
        const values = valuesOf(invite);
        const title = inviteHeading(invite, words, values.platform);
        const body = invitePage({ invite, words, values, action });
        return layout({ status: 200, words, title, values, body, languages: true });
      },

      declined: (invite) => plain(200, words.ended.declinedNow, { invite }),
      unknown: () => plain(404, words.ended.unknown, { languages: true }),
    };
  };
}

/** The host of Codat's links, shown before there is one. A fake Codat's links lead to the first of `linkHosts`. */
function linkHostOf({ apiUrl, linkHosts = [] }: PagesOptions): string {
  const isCodat = /(^|\.)codat\.io$/.test(new URL(apiUrl).hostname);
  return (isCodat ? undefined : linkHosts[0]) ?? "link.codat.io";
}
