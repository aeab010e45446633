import {
  AuthStep,
  CantSignInFallback,
  ConnectCTA,
  ConnectHint,
  ConsentNotice,
  CopyLink,
  CopyMessage,
  DeviceNotice,
  FallbackAnswers,
  FallbackPanel,
  FallbackTrigger,
  InviteAfter,
  InviteByMailto,
  InviteLink,
  InviteMessage,
  InviteRecipient,
  LinkQRCode,
  ShareLink,
  SkipStep,
  WebmailLinks,
} from "codat-onboarding";
import type { ReactElement } from "react";
import { conforms } from "../support/conformance.js";
import { installSharing } from "../support/sharing.js";

installSharing();

const inFallback = (part: ReactElement, settings: object) => (
  <CantSignInFallback {...settings} arranged>
    <FallbackPanel>
      <i />
    </FallbackPanel>
    {part}
  </CantSignInFallback>
);
const inInvite = (part: ReactElement, settings: object) => (
  <InviteByMailto {...settings}>{part}</InviteByMailto>
);
/** An invite whose message is too long for a link, which `InviteAfter` says at once. */
const inLongInvite = (part: ReactElement, settings: object) => (
  <InviteByMailto {...settings} messages={{ inviteMail: { kept: "Hello. ".repeat(300) } }}>
    {part}
  </InviteByMailto>
);

const idle = { status: "idle", skipped: false };

for (const subject of [
  {
    name: "AuthStep",
    Part: AuthStep,
    tag: "section",
    state: { ...idle, invite: "none", view: "ask" },
    isStep: true,
  },
  { name: "ConnectCTA", Part: ConnectCTA, tag: "a", state: idle, callback: "onConnect" },
  { name: "ConnectHint", Part: ConnectHint, tag: "p", state: { onetime: false } },
  { name: "ConsentNotice", Part: ConsentNotice, tag: "div", state: {} },
  { name: "CantSignInFallback", Part: CantSignInFallback, tag: "div", state: { open: false } },
  {
    name: "FallbackTrigger",
    Part: FallbackTrigger,
    tag: "button",
    state: { open: false },
    inside: inFallback,
    callback: "onFallbackOpen",
  },
  {
    name: "FallbackPanel",
    Part: FallbackPanel,
    tag: "div",
    state: { open: false },
    inside: (part: ReactElement, settings: object) => (
      <CantSignInFallback {...settings} arranged>
        <FallbackTrigger />
        {part}
      </CantSignInFallback>
    ),
  },
  { name: "FallbackAnswers", Part: FallbackAnswers, tag: "div", state: {} },
  {
    name: "DeviceNotice",
    Part: DeviceNotice,
    tag: "div",
    state: { unsuited: false },
    props: { platformKey: "qhyg" },
  },
  { name: "InviteByMailto", Part: InviteByMailto, tag: "div", state: { invite: "none", form: "full" } },
  {
    name: "InviteRecipient",
    Part: InviteRecipient,
    tag: "div",
    state: { invalid: false },
    inside: inInvite,
  },
  { name: "InviteMessage", Part: InviteMessage, tag: "div", state: { open: false }, inside: inInvite },
  {
    name: "InviteLink",
    Part: InviteLink,
    tag: "a",
    state: { form: "full" },
    inside: inInvite,
    callback: "onInvite",
  },
  { name: "InviteAfter", Part: InviteAfter, tag: "div", state: { toolong: true }, inside: inLongInvite },
  {
    name: "CopyMessage",
    Part: CopyMessage,
    tag: "button",
    state: { copied: "idle" },
    inside: inInvite,
    callback: "onCopied",
  },
  { name: "CopyLink", Part: CopyLink, tag: "button", state: { copied: "idle" }, callback: "onCopied" },
  {
    name: "ShareLink",
    Part: ShareLink,
    tag: "button",
    state: {},
    inside: inInvite,
    callback: "onInvite",
  },
  { name: "WebmailLinks", Part: WebmailLinks, tag: "div", state: { open: false }, inside: inInvite },
  { name: "LinkQRCode", Part: LinkQRCode, tag: "div", state: { open: false } },
  { name: "SkipStep", Part: SkipStep, tag: "button", state: { skipped: false }, callback: "onSkip" },
] as const) {
  conforms(subject);
}
