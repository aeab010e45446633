import { inviteMail as english } from "../../locales/en.json";
import type { InviteMailMessages, Messages } from "../messages/messages.js";
import { byPlatform, fillText, type MessageText, type MessageTextByPlatform } from "../messages/text.js";
import { percentEncode } from "../percentEncode.js";
import { plainName } from "../plainName.js";
import type { SourceType } from "../sourceType.js";
import { mailtoUrl } from "./mailto.js";

/** The facts that an invite states. Sentences whose value is missing are left out. */
export interface InviteInput {
  /** Default `connect`. */
  kind?: "connect" | "reconnect" | "reminder" | "self" | undefined;
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
  /** When the link stops working; written in the mail's language, in UTC. */
  expiresAt?: Date | undefined;
  /** The link leads to the companion's page, which says who asks, and not directly to Codat. */
  durable?: boolean | undefined;
  /** The link works once: the mail says so, and gives the time of day. */
  oneTime?: boolean | undefined;
}

/** A composed invite, line breaks as `\n`. */
export interface ComposedMessage {
  subject: string;
  body: string;
  /** `short` where the full form makes the `mailto:` link too long, or the language has no full form. */
  form: "full" | "short";
}

/** An invite while it is edited: the link between the two texts stays as it is. */
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

/**
 * Maximal characters of a `mailto:` link; Windows silently drops links of about 2,046 and more. `short` is for the short
 * form of languages that have a full form too.
 */
export const mailtoLimits = { composed: 1800, short: 1600, edited: 2000 } as const;

/** Encoded characters that a name may have in the short form, tried in turn; 80 letters have 960 at most. */
const nameLimits = [960, 240, 120, 90, 60, 36];

/** The invite that a customer sends: who asks, why, the link, what it allows, until when, how to check. */
export function inviteMessage(invite: InviteInput, messages?: Pick<Messages, "inviteMail">): ComposedMessage {
  const { subject, body, form } = composeInvite(invite, messages?.inviteMail);
  return { subject, body, form };
}

/** {@link inviteMessage} with its parts and its `mailto:` link, for an editor that does not let the link be changed. */
export function composeInvite(
  invite: InviteInput,
  mail: InviteMailMessages = english as InviteMailMessages,
  to = "",
): ComposedInvite {
  const compose = (form: InviteDraft["form"], nameLimit?: number) =>
    joinInvite(draftOf(invite, mail, form, nameLimit), invite.linkUrl, to);
  const full = compose("full");
  if (mail.form === "full" && full.href.length <= mailtoLimits.composed) return full;
  const limit = mail.form === "full" ? mailtoLimits.short : mailtoLimits.composed;
  for (const nameLimit of nameLimits) {
    const short = compose("short", nameLimit);
    if (short.href.length <= limit) return short;
  }
  // The link or the address is too long by itself, so cutting the names does not help.
  return compose("short");
}

/**
 * Puts the link between the texts of a draft, alone on its line and followed by a space: a mail program that deletes
 * line breaks then cannot join the next word to it.
 */
export function joinInvite(draft: InviteDraft, linkUrl: string, to: string): ComposedInvite {
  const { subject, before, after } = draft;
  const body = [before, `${linkUrl} `, after].filter(Boolean).join("\n\n");
  return { ...draft, body, href: mailtoUrl({ to, subject, body }) };
}

function draftOf(
  invite: InviteInput,
  mail: InviteMailMessages,
  form: InviteDraft["form"],
  nameLimit?: number,
): InviteDraft {
  const { kind = "connect", sourceType, oneTime } = invite;
  const values = valuesOf(invite, mail.locale, nameLimit);
  const phrase = (text: MessageTextByPlatform) => byPlatform(text, sourceType, values.platform);
  const write = (...paragraphs: MessageText[][]) =>
    paragraphs
      .map((sentences) =>
        sentences
          .map((text) => fillText(text, values))
          .filter(Boolean)
          .join(mail.sentenceSeparator ?? " "),
      )
      .filter(Boolean)
      .join("\n\n");
  const { short } = mail;
  const subject = mail.subject[kind];
  const ends = oneTime ? mail.oneTime : mail.until;
  const toMyself = kind === "self";
  /** Leaves out what makes no sense in a mail to oneself. */
  const toOthers = (text: MessageText) => (toMyself ? "" : text);
  const greeting = [toOthers(mail.greeting)];
  if (form === "short") {
    return {
      form,
      subject: fillText(subject[sourceType], { app: values.app }),
      before: write(greeting, [phrase(toMyself ? short.self : short.ask)]),
      after: write(
        [short.access[sourceType], mail.kept, short.use],
        [toOthers(mail.choose), ends],
        [toOthers(short.unsure)],
        [toOthers(short.signature)],
      ),
    };
  }
  return {
    form,
    subject: write([phrase(subject)]),
    before: write(greeting, [toOthers(mail.why), phrase(mail.ask[kind]), toOthers(mail.could)]),
    after: write(
      [toOthers(invite.durable ? mail.opensPage : mail.opens), toOthers(mail.choose)],
      [phrase(mail.access), mail.kept, mail.use],
      [ends, toOthers(mail.password)],
      [toOthers(mail.unsure)],
      [toOthers(mail.thanks)],
    ),
  };
}

function valuesOf(invite: InviteInput, locale: string, nameLimit = Number.POSITIVE_INFINITY) {
  const fitted = (name?: string) => fitName(plainName(name), nameLimit);
  return {
    app: fitted(invite.appName),
    business: fitted(invite.businessName),
    inviter: fitted(invite.inviterName),
    recipient: fitted(invite.recipientName),
    platform: fitted(invite.platformName),
    purpose: fitted(invite.purpose),
    date: Number(invite.expiresAt) ? formatDate(invite.expiresAt as Date, locale, invite.oneTime) : undefined,
  };
}

/** Cuts a name that has more than `limit` encoded characters, its ellipsis included. */
function fitName(name: string | undefined, limit: number): string | undefined {
  if (!name || percentEncode(name).length <= limit) return name;
  let left = limit - percentEncode("…").length;
  const characters = [...name];
  const end = characters.findIndex((character) => {
    left -= percentEncode(character).length;
    return left < 0;
  });
  return `${characters.slice(0, end).join("").trim()}…`;
}

/** A date in a language (BCP 47), in UTC. */
export function formatDate(date: Date, locale: string, withTime = false): string {
  const day = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  const time = { hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat(locale, withTime ? { ...day, ...time } : day).format(date);
}
