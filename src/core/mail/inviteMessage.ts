import { inviteMail as english } from "../../locales/en.json";
import type { InviteMailMessages, Messages } from "../messages/messages.js";
import {
  byPlatform,
  fillText,
  isolated,
  type MessageText,
  type MessageTextByPlatform,
} from "../messages/text.js";
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
  /** `tooLong` where no wording makes a `mailto:` link that every mail program takes: copy the message then. */
  form: "full" | "tooLong";
}

/** An invite while it is edited: the link between the two texts stays as it is. */
export interface InviteDraft {
  subject: string;
  before: string;
  after: string;
}

/** A draft around its link, and the `mailto:` link that opens it. */
export interface ComposedInvite extends InviteDraft, ComposedMessage {
  href: string;
}

/** Maximal characters of a `mailto:` link; Windows silently drops links of about 2,046 and more. */
export const mailtoLimit = 2000;

/**
 * What a mail says beside its core, the most important first; what is named again becomes longer. The core is a plain
 * subject and the request with business and app, and for a link that leads to Codat at once what connecting allows:
 * a durable link's page says that.
 */
const additions =
  "platform ends sign greeting unsure greeting subject choose opens subject password ask ends sign opens unsure access use".split(
    " ",
  );

/** The invite that a customer sends: who asks, why, the link, what it allows, until when, how to check. */
export function inviteMessage(invite: InviteInput, messages?: Pick<Messages, "inviteMail">): ComposedMessage {
  const { subject, body, form } = composeInvite(invite, messages?.inviteMail);
  return { subject, body, form };
}

/**
 * {@link inviteMessage} with its parts and its `mailto:` link, for an editor that does not let the link be changed. No
 * name is cut: each addition is kept where the link then still fits, and a mail that does not fit at all is whole.
 */
export function composeInvite(
  invite: InviteInput,
  mail: InviteMailMessages = english as InviteMailMessages,
  to = "",
): ComposedInvite {
  const compose = (kept: readonly string[]) => joinInvite(draftOf(invite, mail, kept), invite.linkUrl, to);
  let best = compose(additions);
  if (best.form === "full") return best;
  let kept: readonly string[] = [];
  for (const addition of ["", ...additions]) {
    const longer = [...kept, addition];
    const tried = compose(longer);
    if (tried.form === "full") {
      best = tried;
      kept = longer;
    }
  }
  return best;
}

/**
 * Puts the link between the texts of a draft, alone on its line and followed by a space: a mail program that deletes
 * line breaks then cannot join the next word to it.
 */
export function joinInvite(draft: InviteDraft, linkUrl: string, to: string): ComposedInvite {
  const { subject, before, after } = draft;
  const body = [before, `${linkUrl} `, after].filter(Boolean).join("\n\n");
  const href = mailtoUrl({ to, subject, body });
  return { ...draft, body, href, form: href.length > mailtoLimit ? "tooLong" : "full" };
}

function draftOf(invite: InviteInput, mail: InviteMailMessages, kept: readonly string[]): InviteDraft {
  const { kind = "connect", sourceType, oneTime, durable, expiresAt } = invite;
  const brief = mail.brief ?? mail;
  /** The wording that an addition has come to: the first without it. */
  const wording = <T>(addition: string, ...wordings: T[]): T =>
    wordings[Math.min(kept.filter((one) => one === addition).length, wordings.length - 1)] as T;
  const named = (name: string | undefined) => isolated(plainName(name), mail.dir);

  const app = named(invite.appName);
  const business = named(invite.businessName);
  const platform = wording("platform", undefined, named(invite.platformName));
  const values = {
    app,
    business,
    platform,
    inviter: named(invite.inviterName),
    recipient: wording("greeting", undefined, undefined, named(invite.recipientName)),
    purpose: wording("ask", undefined, plainName(invite.purpose)),
    date: Number(expiresAt) ? formatDate(expiresAt as Date, mail.locale, oneTime) : undefined,
  };
  const phrase = (text: MessageTextByPlatform) => byPlatform(text, sourceType, platform);
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

  const ends = oneTime
    ? wording("ends", [], [mail.oneTime], [mail.oneTime, mail.renew])
    : [wording("ends", "", mail.until)];
  const allows = durable
    ? []
    : [
        wording("access", brief.access[sourceType], phrase(mail.access)),
        mail.kept,
        wording("use", brief.use, mail.use),
      ];
  const subject = fillText(phrase(mail.subject[kind]), {
    platform,
    ...wording("subject", {}, { app }, { app, business }),
  });
  // What is asked and why, where it leads and whom to call make no sense in a mail to oneself.
  if (kind === "self") return { subject, before: write([phrase(mail.ask.self)]), after: write(allows, ends) };
  const request = [mail.why, phrase(mail.ask[kind]), mail.could];
  return {
    subject,
    before: write(
      [wording("greeting", "", mail.greeting)],
      wording("ask", mail.brief ? [phrase(mail.brief.ask[kind])] : request, request),
    ),
    after: write(
      [
        durable ? wording("opens", "", brief.opensPage, mail.opensPage) : wording("opens", "", mail.opens),
        wording("choose", "", mail.choose),
      ],
      allows,
      [...ends, wording("password", "", mail.password)],
      [wording("unsure", "", brief.unsure, mail.unsure)],
      [wording<MessageText>("sign", "", "{inviter}", mail.thanks)],
    ),
  };
}

/** A date in a language (BCP 47), in UTC; on the first of a month with the ending that French, Italian or Brazil writes. */
export function formatDate(date: Date, locale: string, withTime = false): string {
  const day = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  const time = { hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;
  const ending = /^fr/.test(locale) ? "er" : /^(it|pt-BR)/.test(locale) ? "º" : "";
  return new Intl.DateTimeFormat(locale, withTime ? { ...day, ...time } : day)
    .formatToParts(date)
    .map(({ type, value }) => (type === "day" && value === "1" ? value + ending : value))
    .join("");
}
