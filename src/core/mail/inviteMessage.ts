import { inviteMail as english } from "../../locales/en.json";
import type { InviteMailMessages, Messages } from "../messages/messages.js";
import { byPlatform, fillText, type MessageText, type MessageTextByPlatform } from "../messages/text.js";
import { percentEncode } from "../percentEncode.js";
import { plainName } from "../plainName.js";
import type { SourceType } from "../sourceType.js";
import { mailtoUrl } from "./mailto.js";

/** What an invite is about. Sentences whose value is missing are dropped. */
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
  /** Until when the link works; written in the mail's language, in UTC. */
  expiresAt?: Date | undefined;
  /** The link leads to a page of the host's first, which says who asks; not to Codat at once. */
  durable?: boolean | undefined;
  /** The link works once: says so, with the time of day. */
  oneTime?: boolean | undefined;
}

/** A composed invite, line breaks as `\n`. */
export interface ComposedMessage {
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

/**
 * Characters of a finished `mailto:` link; from about 2,046 Windows drops one without a word. `short` is for languages
 * that have a full form too.
 */
export const mailtoLimits = { composed: 1800, short: 1600, edited: 2000 } as const;

/** Encoded characters that a name may take in the short form, tried in turn; 80 letters take 960 at most. */
const nameRooms = [960, 240, 120, 90, 60, 36];

/** The invite that a customer sends: who asks, why, the link, what it allows, until when, how to check. */
export function inviteMessage(invite: InviteInput, messages?: Pick<Messages, "inviteMail">): ComposedMessage {
  const { subject, body, form } = composeInvite(invite, messages?.inviteMail);
  return { subject, body, form };
}

/** {@link inviteMessage} with its parts and its `mailto:` link, for an editor that keeps the invite's link fixed. */
export function composeInvite(
  invite: InviteInput,
  mail: InviteMailMessages = english as InviteMailMessages,
  to = "",
): ComposedInvite {
  const compose = (form: InviteDraft["form"], room?: number) =>
    joinInvite(draftOf(invite, mail, form, room), invite.linkUrl, to);
  const full = compose("full");
  if (mail.form === "full" && full.href.length <= mailtoLimits.composed) return full;
  const limit = mail.form === "full" ? mailtoLimits.short : mailtoLimits.composed;
  for (const room of nameRooms) {
    const short = compose("short", room);
    if (short.href.length <= limit) return short;
  }
  // It is the link or the address that is too long: cut names would help nobody.
  return compose("short");
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

function draftOf(
  invite: InviteInput,
  mail: InviteMailMessages,
  form: InviteDraft["form"],
  room?: number,
): InviteDraft {
  const { kind = "connect", sourceType, oneTime } = invite;
  const values = valuesOf(invite, mail.locale, room);
  const phrase = (text: MessageTextByPlatform) => byPlatform(text, sourceType, values.platform);
  const write = (...paragraphs: MessageText[][]) =>
    paragraphs
      .map((sentences) =>
        sentences
          .map((text) => fillText(text, values))
          .filter(Boolean)
          .join(" ")
          // Japanese has no space between sentences.
          .replaceAll("。 ", "。"),
      )
      .filter(Boolean)
      .join("\n\n");
  const { short } = mail;
  const subject = mail.subject[kind];
  const ends = oneTime ? mail.oneTime : mail.until;
  const toMyself = kind === "self";
  /** What nobody says to themselves. */
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

function valuesOf(invite: InviteInput, locale: string, room = Number.POSITIVE_INFINITY) {
  const named = (name?: string) => fitName(plainName(name), room);
  return {
    app: named(invite.appName),
    business: named(invite.businessName),
    inviter: named(invite.inviterName),
    recipient: named(invite.recipientName),
    platform: named(invite.platformName),
    purpose: named(invite.purpose),
    date: Number(invite.expiresAt) ? formatDate(invite.expiresAt as Date, locale, invite.oneTime) : undefined,
  };
}

/** A name cut, where it must be, to `room` encoded characters with its ellipsis. */
function fitName(name: string | undefined, room: number): string | undefined {
  if (!name || percentEncode(name).length <= room) return name;
  let left = room - percentEncode("…").length;
  const characters = [...name];
  const end = characters.findIndex((character) => {
    left -= percentEncode(character).length;
    return left < 0;
  });
  return `${characters.slice(0, end).join("").trim()}…`;
}

/** A date in a language, in UTC; with the time of day where it matters. */
export function formatDate(date: Date, locale: string, withTime = false): string {
  const day = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  const time = { hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat(locale, withTime ? { ...day, ...time } : day).format(date);
}
