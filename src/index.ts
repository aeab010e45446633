export { AuthStep, type AuthStepProps } from "./components/AuthStep.js";
export {
  CantSignInFallback,
  type CantSignInFallbackProps,
  type CantSignInFallbackState,
} from "./components/CantSignInFallback.js";
export { ConnectCTA, type ConnectCTAProps, type ConnectCTAState } from "./components/ConnectCTA.js";
export { ConnectHint, type ConnectHintProps, type ConnectHintState } from "./components/ConnectHint.js";
export { ConsentNotice, type ConsentNoticeProps } from "./components/ConsentNotice.js";
export { CopyLink, type CopyLinkProps } from "./components/CopyLink.js";
export { CopyMessage, type CopyMessageProps } from "./components/CopyMessage.js";
export type { CopyState } from "./components/copyView.js";
export {
  DeviceNotice,
  type DeviceNoticeProps,
  type DeviceNoticeState,
} from "./components/DeviceNotice.js";
export { FallbackAnswers, type FallbackAnswersProps } from "./components/FallbackAnswers.js";
export {
  FallbackPanel,
  type FallbackPanelProps,
  type FallbackPanelState,
} from "./components/FallbackPanel.js";
export {
  FallbackTrigger,
  type FallbackTriggerProps,
  type FallbackTriggerState,
} from "./components/FallbackTrigger.js";
export { InviteAfter, type InviteAfterProps, type InviteAfterState } from "./components/InviteAfter.js";
export {
  InviteByMailto,
  type InviteByMailtoProps,
  type InviteByMailtoState,
} from "./components/InviteByMailto.js";
export { InviteLink, type InviteLinkProps, type InviteLinkState } from "./components/InviteLink.js";
export {
  InviteMessage,
  type InviteMessageProps,
  type InviteMessageState,
} from "./components/InviteMessage.js";
export {
  InviteRecipient,
  type InviteRecipientProps,
  type InviteRecipientState,
} from "./components/InviteRecipient.js";
export { LinkQRCode, type LinkQRCodeProps, type LinkQRCodeState } from "./components/LinkQRCode.js";
export { OnboardingDefaults, type OnboardingDefaultsProps } from "./components/OnboardingDefaults.js";
export type { Part, PartProps } from "./components/part.js";
export { ShareLink, type ShareLinkProps } from "./components/ShareLink.js";
export { SkipStep, type SkipStepProps, type SkipStepState } from "./components/SkipStep.js";
export type { PartOptions } from "./components/usePart.js";
export { WebmailLinks, type WebmailLinksProps, type WebmailLinksState } from "./components/WebmailLinks.js";
export { OnboardingError, type OnboardingErrorCode, type OnboardingErrorDetails } from "./core/errors.js";
export type { FallbackAnswer, InviteChannel, StepCallbacks, StepEvent } from "./core/event.js";
export type { LinkOutcome, LinkRedirect, LinkRedirectOptions } from "./core/linkRedirect.js";
export type { LinkResult, LinkUse } from "./core/linkUrl.js";
export type {
  InviteMailMessages,
  Messages,
  MessagesOverride,
  Text,
  TextByPlatform,
  TextBySource,
} from "./core/messages.js";
export type { Platform, Platforms } from "./core/platforms.js";
export type { SourceType } from "./core/sourceType.js";
export type { ConnectionStatus, InviteState, StepState } from "./core/stepState.js";
export type { WebmailProvider } from "./core/webmail.js";
export type { StepStorage } from "./hooks/localStore.js";
export type { Settings, StepOptions } from "./hooks/settings.js";
export { type AuthStepFacts, type AuthStepOptions, useAuthStep } from "./hooks/useAuthStep.js";
export type { ConnectProps } from "./hooks/useConnect.js";
export { type Copy, useCopy } from "./hooks/useCopy.js";
export {
  type FinishedInvite,
  type Invite,
  type InviteOptions,
  type InviteWords,
  useInvite,
} from "./hooks/useInvite.js";
export { type LinkReturnOptions, useLinkReturn } from "./hooks/useLinkReturn.js";
