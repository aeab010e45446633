"use client";

import { type AnchorHTMLAttributes, useContext, useMemo, useState } from "react";
import type { OnboardingError } from "../core/errors.js";
import {
  composeInvite,
  type InviteDraft,
  type InviteInput,
  joinInvite,
  mailtoLimits,
} from "../core/inviteMessage.js";
import type { Link } from "../core/linkUrl.js";
import { isMailAddress, notAnAddress } from "../core/mailto.js";
import type { InviteMailMessages } from "../core/messages.js";
import { stepError } from "../core/stepError.js";
import { invite as english, inviteMail as mailEnglish } from "../locales/en.json";
import type { StepOptions } from "./settings.js";
import { isStep, type Step, StepContext, useNewStep } from "./step.js";
import type { Copy } from "./useCopy.js";
import { useCopying } from "./useCopying.js";
import { useLinkProps } from "./useLinkProps.js";
import { useReport } from "./useReport.js";
import { wordsFor } from "./words.js";

/** What an invite takes beside the settings. */
export interface InviteOptions {
  /** Chooses the words. @default "connect", or "reconnect" where the connection has ended */
  kind?: InviteInput["kind"];
  /** The colleague's name, for the greeting. */
  recipientName?: string | undefined;
  /** The colleague's address, to begin with. It stays in the browser. */
  defaultRecipient?: string | undefined;
}

/** The words around the link; the link itself is not edited. */
export type InviteWords = Omit<InviteDraft, "form">;

/** An invite without markup. */
export interface Invite {
  /** The message as it stands now, `body` with the link in it. */
  message: InviteWords & { body: string };
  /** Changes some of the words. */
  setMessage(words: Partial<InviteWords>): void;
  recipient: string;
  setRecipient(address: string): void;
  /** For the `<a href="mailto:…">`. */
  linkProps: AnchorHTMLAttributes<HTMLAnchorElement>;
  /** Copies the body inside a click; resolves to whether it is on the clipboard. */
  copyMessage(): Promise<boolean>;
  /** How the last copy went. */
  copied: Copy["state"];
  /** Language and direction of the message. */
  mail: Pick<InviteMailMessages, "locale" | "dir">;
  /** The link in the message, once it is known. */
  link?: Link | undefined;
  /** `tooLong` for a `mailto:` link: copying comes first then. */
  form: InviteDraft["form"] | "edited" | "tooLong";
  /** The invite link was pressed since this was mounted. */
  opened: boolean;
  /** A bad address (`ONB-105`), or why there is no link to pass on. */
  problem?: OnboardingError | undefined;
}

/** The behaviour of `InviteByMailto`, in a step or alone, for markup of your own. */
export function useInvite(options: StepOptions & InviteOptions): Invite {
  const around = useContext(StepContext);
  const alone = useNewStep(options, undefined, isStep(around));
  return useStepInvite(isStep(around) ? around : alone, options);
}

/** {@link useInvite} for a step at hand. Throws `ONB-104` without an `appName`. */
export function useStepInvite(
  step: Step,
  { defaultRecipient = "", kind, recipientName }: InviteOptions,
): Invite {
  const { settings, sourceType, status, dispatch, emit } = step;
  const { link, problem, resolve } = step.links.invite;
  const [edits, setEdits] = useState<Partial<InviteWords>>();
  const [recipient, setRecipient] = useState(defaultRecipient);
  const [opened, setOpened] = useState(false);
  const { state: copied, copy } = useCopying(step, "message");
  useReport(problem, emit);
  const appName = step.values.app;
  if (!appName) throw stepError("ONB-104");

  const mail = wordsFor("inviteMail", mailEnglish as InviteMailMessages, settings);
  const address = recipient.trim();
  const to = isMailAddress(address) ? address : "";
  const { businessName, inviterName, platformName, purpose } = settings;
  const facts = {
    kind: kind ?? (status === "disconnected" ? "reconnect" : "connect"),
    sourceType,
    appName,
    businessName,
    inviterName,
    platformName,
    purpose,
    recipientName,
  } as const;
  const compose = ({ url = "", ...life }: Partial<Link> = {}) => {
    const draft = composeInvite({ ...facts, ...life, linkUrl: url }, mail, to);
    return edits ? joinInvite({ ...draft, ...edits }, url, to) : draft;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `facts` are new each time; what they hold is not
  const message = useMemo(() => compose(link), [link, mail, to, edits, ...Object.values(facts)]);

  const onPress = () => {
    setOpened(true);
    step.say({ text: wordsFor("invite", english, settings).announced });
    dispatch({ type: "invite" });
    emit({ type: "invite", detail: { channel: "mailto" } });
    if (address && !to) emit({ type: "error", detail: notAnAddress() });
  };
  const follow = () =>
    resolve().then(
      (fetched) => location.assign(compose(fetched).href),
      () => setOpened(false),
    );

  return {
    message,
    setMessage: (changed) => setEdits({ ...edits, ...changed }),
    recipient,
    setRecipient,
    linkProps: {
      ...useLinkProps(step.links.invite, link && message.href, onPress, follow),
      "aria-describedby": step.headingId,
    },
    copyMessage: () => copy(link ? message.body : resolve().then((fetched) => compose(fetched).body)),
    copied,
    mail,
    link,
    form: message.href.length > mailtoLimits.edited ? "tooLong" : edits ? "edited" : message.form,
    opened,
    problem: address && !to ? notAnAddress() : problem,
  };
}
