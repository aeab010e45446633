"use client";

import { type AnchorHTMLAttributes, useContext, useMemo } from "react";
import { usualInviteKind } from "../../core/company/companyInvite.js";
import type { OnboardingError } from "../../core/errors.js";
import type { Link } from "../../core/links/linkUrl.js";
import {
  type ComposedInvite,
  composeInvite,
  type InviteDraft,
  type InviteInput,
  joinInvite,
} from "../../core/mail/inviteMessage.js";
import { isMailAddress, notAnAddress } from "../../core/mail/mailto.js";
import { type WebmailProvider, webmailUrl } from "../../core/mail/webmail.js";
import type { InviteMailMessages } from "../../core/messages/messages.js";
import { plainName } from "../../core/plainName.js";
import { stepError } from "../../core/step/stepError.js";
import { invite as english, inviteMail as mailEnglish } from "../../locales/en.json";
import { useLinkProps } from "../links/useLinkProps.js";
import type { StepOptions } from "../settings.js";
import { isStep, type Step, StepContext } from "../step/stepContext.js";
import { messagesFor } from "../step/useMessages.js";
import { useReportedError } from "../step/useReportedError.js";
import { useStepState } from "../step/useStepState.js";
import { useInviteDraft } from "./inviteDraft.js";
import { trackInvite } from "./trackInvite.js";
import type { UseCopyResult } from "./useCopy.js";
import { useCopyMessage } from "./useCopyMessage.js";

/** What an invite takes beside the settings. */
export interface InviteOptions {
  /** Chooses the words. @default "connect", or "reconnect" where the connection has ended */
  kind?: InviteInput["kind"];
  /** The colleague's name, for the greeting, to begin with. */
  recipientName?: string | undefined;
  /** The colleague's address, to begin with. It stays in the browser. */
  defaultRecipient?: string | undefined;
}

/** The words around the link; the link itself is not edited. */
export type InviteWords = InviteDraft;

/** A message that can leave the page. */
export type FinishedInvite = Pick<ComposedInvite, "subject" | "body">;

/** An invite without markup. */
export interface UseInviteResult {
  /** The message as it stands now, `body` with the link in it. */
  message: InviteWords & { body: string };
  /** Changes some of the words. */
  setMessage(words: Partial<InviteWords>): void;
  /** The colleague's name as it was typed. */
  name: string;
  /** Changes it: in the greeting, and where the companion makes the invite also in its list. */
  setName(name: string): void;
  /** The colleague's address as it was typed; a bad one is left out of the link. */
  recipient: string;
  /** Changes the address. It stays in the browser. */
  setRecipient(address: string): void;
  /** For the `<a href="mailto:…">`. */
  linkProps: AnchorHTMLAttributes<HTMLAnchorElement>;
  /** The message with its link, fetched if need be; where it rejects, the failure has been reported. */
  finished(): FinishedInvite | Promise<FinishedInvite>;
  /** Address of a webmail's page with the message in it; what is known of the link by now. */
  webmail(provider: WebmailProvider): string;
  /** Copies the body inside a click; resolves to whether it is on the clipboard. */
  copyMessage(): Promise<boolean>;
  /** How the last copy went. */
  copied: UseCopyResult["state"];
  /** Language and direction of the message. */
  mail: Pick<InviteMailMessages, "locale" | "dir">;
  /** All languages there are for it, the page's own first. */
  languages: readonly Pick<InviteMailMessages, "locale" | "dir">[];
  /** Writes the message in another of them; each keeps what was changed in it. */
  setLanguage(locale: string): void;
  /** The link in the message, once it is known. */
  link?: Link | undefined;
  /** `tooLong` for a `mailto:` link: copying comes first then. */
  form: ComposedInvite["form"] | "edited";
  /** The invite link was pressed since this was mounted. */
  opened: boolean;
  /** A bad address (`ONB-105`), or why there is no link to pass on. */
  problem?: OnboardingError | undefined;
}

/**
 * The behaviour of `InviteByMailto`, in a step or alone, for markup of your own. Throws `ONB-104` without an `appName`.
 *
 * @example
 * function AskAccountant() {
 *   const { message, setMessage, linkProps, form, copyMessage } = useInvite({ companyId, appName: "Acme Lending" });
 *   return (
 *     <>
 *       <textarea
 *         value={message.before}
 *         onChange={(event) => setMessage({ before: event.target.value })}
 *       />
 *       {form === "tooLong" ? (
 *         <button type="button" onClick={copyMessage}>Copy the message</button>
 *       ) : (
 *         <a {...linkProps}>Write the email</a>
 *       )}
 *     </>
 *   );
 * }
 */
export function useInvite(options: StepOptions & InviteOptions): UseInviteResult {
  const context = useContext(StepContext);
  const outer = isStep(context) ? context : undefined;
  const lone = useStepState(options, () => {}, outer);
  const { step, invite } = useStepInvite(outer ?? lone, options);
  const { state: copied, copyMessage } = useCopyMessage(step, invite);
  const { to, ...result } = invite;
  return {
    ...result,
    webmail: (provider) => webmailUrl(provider, { to, ...invite.message }),
    copied,
    copyMessage,
  };
}

/** An invite that its parts share; what only some of them do, they add. */
export interface StepInvite extends Omit<UseInviteResult, "webmail" | "copied" | "copyMessage"> {
  /** The recipient, where that is an address. */
  to: string;
}

/** An invite in a step, and the step with the invite's link in it. Throws `ONB-104` without an `appName`. */
export function useStepInvite(
  outer: Step,
  { defaultRecipient = "", kind, recipientName }: InviteOptions,
): { step: Step; invite: StepInvite } {
  const { settings, sourceType, status, emit, messageValues, links, frame } = outer;
  const [draft, update] = useInviteDraft(defaultRecipient, recipientName, kind ? undefined : frame?.draft);
  const { edited, recipient, opened, name = recipientName ?? "" } = draft;
  const whom = plainName(name);
  const { app: appName, platform: platformName } = messageValues;
  if (!appName) throw stepError("ONB-104");

  const usual = messagesFor("inviteMail", mailEnglish as InviteMailMessages, outer);
  const { languages = [] } = settings;
  const choices = [usual, ...languages.filter(({ locale }) => locale !== usual.locale)];
  const mail = choices.find(({ locale }) => locale === draft.locale) ?? usual;
  const language = choices[1] && mail.locale;
  const step = useMemo(() => {
    // What the customer sends to themselves has a link of its own.
    const own = kind === "self";
    const handle = (own ? links.made?.(kind, undefined) : links.made?.(undefined, whom)) ?? links.invite;
    return { ...outer, links: { ...links, invite: { ...handle, language, name: whom, own } } };
  }, [outer, links, kind, language, whom]);
  const handle = step.links.invite;
  const { link, problem, resolve } = handle;
  useReportedError(problem, emit);
  const edits = edited[mail.locale];
  const address = recipient.trim();
  const to = isMailAddress(address) ? address : "";
  const mistake = address && !to ? notAnAddress() : undefined;
  const { businessName, inviterName } = settings;
  const input = {
    kind: kind ?? usualInviteKind(status),
    sourceType,
    appName,
    businessName,
    inviterName,
    platformName,
    // The host wrote it in the page's language, and it would stand in the middle of another.
    purpose: mail === usual ? settings.purpose : undefined,
    recipientName: whom,
  } as const;
  const compose = ({ url = "", ...life }: Partial<Link> = {}) => {
    const composed = composeInvite({ ...input, ...life, linkUrl: url }, mail, to);
    return edits ? joinInvite({ ...composed, ...edits }, url, to) : composed;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `input` is new each time; what it holds is not
  const message = useMemo(() => compose(link), [link, mail, to, edits, ...Object.values(input)]);

  const onLeave = () => {
    update({ opened: true });
    // A step that shows one view at a time says what comes next itself.
    if (!frame?.byView)
      outer.announce({ text: messagesFor("invite", english, outer).announced, visuallyHidden: true });
    trackInvite(step, "mailto");
    if (mistake) emit.error(mistake);
  };
  const onPress = () => link && onLeave();
  const follow = () =>
    resolve().then(
      (fetched) => {
        location.assign(compose(fetched).href);
        onLeave();
      },
      // It was reported, and nothing has left the page.
      () => {},
    );
  // Not async: sharing and copying lose the click to an await that they do not need.
  const finished = () => (link ? message : resolve().then(compose));

  const invite: StepInvite = {
    message,
    to,
    setMessage: (changed) => update({ edited: { ...edited, [mail.locale]: { ...edits, ...changed } } }),
    name,
    setName: (changed) => update({ name: changed }),
    recipient,
    setRecipient: (address) => update({ recipient: address }),
    linkProps: {
      ...useLinkProps(handle, link && message.href, onPress, follow),
      "aria-describedby": frame?.headingId,
    },
    finished,
    mail,
    languages: choices,
    setLanguage: (locale) => update({ locale }),
    link,
    form: edits && message.form === "full" ? "edited" : message.form,
    opened,
    problem: mistake ?? problem,
  };
  return { step, invite };
}
