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
import { declinePage, inviteHeading, invitePage } from "./invitePage.js";
import { pageMessagesFor } from "./pageLanguages.js";
import { createPageLayout, type PageLayoutOptions } from "./pageLayout.js";
import type { PageMark } from "./pageMark.js";
import type { PageMessages, PageText } from "./pageMessages.js";
import { pageSentence, pageSentences } from "./pageSentence.js";
import { shownName } from "./shownName.js";

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
  /** Asks whoever has pressed “I’m not the right person” once more; what became of the invite where it has ended. */
  declining(invite: InviteRecord, action: string): Response;
  /** Thanks the person who has just declined. */
  declined(invite: InviteRecord): Response;
  /** For a link that was not signed here, or whose invite is no longer stored. */
  unknown(): Response;
}

/** What is known of the page that a request is for. */
export interface PageContext {
  /** The language that the customer chose for the invite. */
  locale?: string | undefined;
  /** Its address alone shows it again. */
  canRetry?: boolean | undefined;
}

/** The pages for a request. */
export type PagesFor = (request: Request, context?: PageContext | undefined) => Pages;

export interface PagesOptions extends PageLayoutOptions {
  apiUrl: string;
}

/** Options of a page with nothing but a mark, a heading and a paragraph. */
interface PlainPage {
  mark: PageMark;
  /** Its names are shown. */
  invite?: InviteRecord | undefined;
  languages?: boolean | undefined;
  more?: MessageText | undefined;
  /** A link to the same page. */
  retry?: MessageText | undefined;
  /** Milliseconds. */
  wait?: number | undefined;
}

/** The text for each way back from Codat, as the address says it. */
const returnedPages = {
  connected: { text: "waiting", mark: "waiting" },
  unchanged: { text: "nothing", mark: "ended" },
  cancelled: { text: "nothing", mark: "ended" },
  failed: { text: "failed", mark: "trouble" },
  unsupported: { text: "failed", mark: "trouble" },
} as const satisfies Record<LinkOutcome, { text: keyof PageMessages["returned"]; mark: PageMark }>;

export function createPages(options: PagesOptions): PagesFor {
  const { appName, invites } = options;
  const host = linkHostOf(options);
  const layout = createPageLayout(options);
  const nameOf = invites?.names === "verified" ? plainName : shownName;

  return (request, { locale, canRetry } = {}) => {
    const words = pageMessagesFor(request, locale);

    function valuesOf(invite: InviteRecord | undefined) {
      return {
        app: plainName(appName),
        business: nameOf(invite?.customer.name),
        inviter: nameOf(invite?.customer.userName),
        platform: plainName(invite?.platformName ?? platformOf(invite?.platformKey).name),
        date: invite && formatDate(new Date(invite.expiresAt), words.locale),
        host,
      };
    }

    function plain(status: number, { title, text }: PageText, page: PlainPage): Response {
      const { mark, invite, languages, more, retry, wait } = page;
      const values = valuesOf(invite);
      const body = html`<p>${pageSentences([text, more ?? ""], values, words)}</p>
${retry && html`<p><a class="button" href="?lang=${words.locale}" rel="noreferrer">${pageSentence(retry, values)}</a></p>\n`}`;
      const response = layout({ status, words, mark, title, values, body, languages });
      if (wait !== undefined) response.headers.set("retry-after", secondsOf(wait));
      return response;
    }

    function ended({ state }: InviteRecord): Response | undefined {
      const page = endedPages[state];
      return page && plain(page.status, words.ended[page.text], { mark: page.mark, languages: true });
    }

    const cannotOpen: Pages["cannotOpen"] = (status, wait) => {
      const { retry, ...text } = words.cannotOpen;
      return plain(status, text, { mark: "trouble", wait, retry: canRetry ? retry : undefined });
    };

    return {
      cannotOpen,
      failed(error = serverError("requestTimedOut")) {
        const { status, wait } = problemOf(error);
        return cannotOpen(status === 500 ? 502 : status, wait);
      },
      signedOut: () => plain(401, words.signedOut, { mark: "ended" }),

      returned(outcome = "connected", invite) {
        const { confirmed, again, askAgain } = words.returned;
        if (invite && isConnectedInvite(invite)) return plain(200, confirmed, { mark: "done", invite });
        const { text, mark } = returnedPages[outcome];
        const isOpen = invite && !hasInviteEnded(invite.state);
        const more = outcome === "connected" ? undefined : isOpen ? again : askAgain;
        return plain(200, words.returned[text], { mark, more });
      },

      invite(invite, action) {
        const values = valuesOf(invite);
        const title = inviteHeading(invite, words, values.platform);
        const body = invitePage({ invite, words, values, action });
        return ended(invite) ?? layout({ status: 200, words, title, values, body, languages: true });
      },

      declining(invite, action) {
        const values = valuesOf(invite);
        const body = declinePage({ invite, words, values, action });
        const title = words.invite.declineTitle;
        return ended(invite) ?? layout({ status: 200, words, title, values, body, languages: true });
      },

      declined: (invite) => plain(200, words.ended.declinedNow, { mark: "ended", invite }),
      unknown: () => plain(404, words.ended.unknown, { mark: "trouble", languages: true }),
    };
  };
}

/** The host of Codat's links, shown before there is one. A fake Codat's links lead to the first of `linkHosts`. */
function linkHostOf({ apiUrl, linkHosts = [] }: PagesOptions): string {
  const isCodat = /(^|\.)codat\.io$/.test(new URL(apiUrl).hostname);
  return (isCodat ? undefined : linkHosts[0]) ?? "link.codat.io";
}
