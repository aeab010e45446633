import { inviteMail as english } from "../locales/en.json";
import { mailtoUrl } from "./mailto.js";
import {
  byPlatform,
  fillText,
  type InviteMailMessages,
  type Messages,
  type Text,
  type TextByPlatform,
} from "./messages.js";
import { plainName } from "./plainName.js";
import type { SourceType } from "./sourceType.js";

/** What an invite is about. Sentences whose value is missing are dropped. */
export interface InviteInput {
  /** Default `connect`. */
  kind?: "connect" | "reconnect" | undefined;
  /** The colleague's link, byte for byte. */
  linkUrl: string;
  sourceType: SourceType;
  platformName?: string | undefined;
  /** Who asks, such as a lender. */
  appName: string;
  businessName?: string | undefined;
  /** The customer, who signs the mail. */
  inviterName?: string | undefined;
  recipientName?: string | undefined;
  /** What the customer is applying for, to follow “for”: `a business loan`. */
  purpose?: string | undefined;
  /** Until when the link works; written in the mail's language, in UTC. */
  expiresAt?: Date | undefined;
  /** The link works once: says so, with the time of day. */
  oneTime?: boolean | undefined;
}

/** A composed invite, line breaks as `\n`. */
export interface InviteMessage {
  subject: string;
  body: string;
  /** `short` where the full form would make too long a `mailto:` link, or in its place by language. */
  form: "full" | "short";
}

/** An invite as it is edited: words around a link that stays as it is. */
export interface InviteDraft {
  subject: string;
  before: string;
  after: string;
  form: "full" | "short";
}

/** A draft around its link, and the `mailto:` link that opens it. */
export interface ComposedInvite extends InviteDraft {
  body: string;
  href: string;
}

/** Characters of a finished `mailto:` link; from about 2,046 Windows drops one without a word. */
export const mailtoLimits = { composed: 1800, edited: 2000 } as const;

/** The invite that a customer sends: who asks, why, the link, what it allows, until when, how to check. */
export function inviteMessage(invite: InviteInput, messages?: Pick<Messages, "inviteMail">): InviteMessage {
  const { subject, body, form } = composeInvite(invite, messages?.inviteMail);
  return { subject, body, form };
}

/** {@link inviteMessage} with its parts and its `mailto:` link, for an editor that keeps the invite's link fixed. */
export function composeInvite(
  invite: InviteInput,
  mail: InviteMailMessages = english as InviteMailMessages,
  to = "",
): ComposedInvite {
  const full = joinInvite(draftOf(invite, mail, "full"), invite.linkUrl, to);
  const fits = mail.form === "full" && full.href.length <= mailtoLimits.composed;
  return fits ? full : joinInvite(draftOf(invite, mail, "short"), invite.linkUrl, to);
}

/**
 * Joins a draft around its link, which stands alone on its line with a space after it: a mail program that
 * deletes line breaks cannot glue the next word to it.
 */
export function joinInvite(draft: InviteDraft, linkUrl: string, to: string): ComposedInvite {
  const { subject, before, after } = draft;
  const body = [before, `${linkUrl} `, after].filter(Boolean).join("\n\n");
  return { ...draft, body, href: mailtoUrl({ to, subject, body }) };
}

function draftOf(invite: InviteInput, mail: InviteMailMessages, form: "full" | "short"): InviteDraft {
  const { kind = "connect", sourceType, oneTime } = invite;
  const values = valuesOf(invite, mail.locale);
  const phrase = (text: TextByPlatform) => byPlatform(text, sourceType, values.platform);
  const write = (...paragraphs: Text[][]) =>
    paragraphs
      .map((sentences) =>
        sentences
          .map((text) => fillText(text, values))
          .filter(Boolean)
          .join(" "),
      )
      .filter(Boolean)
      .join("\n\n");
  const { short } = mail;
  const subject = mail.subject[kind];
  const ends = oneTime ? mail.oneTime : mail.until;
  if (form === "short") {
    return {
      form,
      subject: fillText(subject[sourceType], { app: values.app }),
      before: write([mail.greeting], [phrase(short.ask)]),
      after: write(
        [short.access[sourceType], mail.kept, short.use],
        [mail.choose, ends],
        [short.unsure],
        [short.signature],
      ),
    };
  }
  return {
    form,
    subject: write([phrase(subject)]),
    before: write([mail.greeting], [mail.why, phrase(mail.ask[kind]), mail.could]),
    after: write(
      [mail.opens, mail.choose],
      [phrase(mail.access), mail.kept, mail.use],
      [ends, mail.password],
      [mail.unsure],
      [mail.thanks],
    ),
  };
}

function valuesOf(invite: InviteInput, locale: string) {
  return {
    app: plainName(invite.appName),
    business: plainName(invite.businessName),
    inviter: plainName(invite.inviterName),
    recipient: plainName(invite.recipientName),
    platform: plainName(invite.platformName),
    purpose: plainName(invite.purpose),
    date: Number(invite.expiresAt) ? formatDate(invite.expiresAt as Date, locale, invite.oneTime) : undefined,
  };
}

/** A date in a language, in UTC; with the time of day where it matters. */
export function formatDate(date: Date, locale: string, withTime = false): string {
  const day = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  const time = { hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat(locale, withTime ? { ...day, ...time } : day).format(date);
}
