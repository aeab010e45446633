export { ConnectCTA, type ConnectCTAProps, type ConnectCTAState } from "./components/connect/ConnectCTA.js";
export {
  ConnectHint,
  type ConnectHintProps,
  type ConnectHintState,
} from "./components/connect/ConnectHint.js";
export { ConsentNotice, type ConsentNoticeProps } from "./components/connect/ConsentNotice.js";
export {
  DeviceNotice,
  type DeviceNoticeProps,
  type DeviceNoticeState,
} from "./components/connect/DeviceNotice.js";
export {
  CantSignInFallback,
  type CantSignInFallbackProps,
  type CantSignInFallbackState,
} from "./components/fallback/CantSignInFallback.js";
export { FallbackAnswers, type FallbackAnswersProps } from "./components/fallback/FallbackAnswers.js";
export {
  FallbackPanel,
  type FallbackPanelProps,
  type FallbackPanelState,
} from "./components/fallback/FallbackPanel.js";
export {
  FallbackTrigger,
  type FallbackTriggerProps,
  type FallbackTriggerState,
} from "./components/fallback/FallbackTrigger.js";
export type { Part, PartProps } from "./components/internals/createPart.js";
export type { PartOptions } from "./components/internals/renderElement.js";
export type { CopyState } from "./components/internals/useCopyView.js";
export { CopyLink, type CopyLinkProps } from "./components/invite/CopyLink.js";
export { CopyMessage, type CopyMessageProps } from "./components/invite/CopyMessage.js";
export {
  InviteAfter,
  type InviteAfterProps,
  type InviteAfterState,
} from "./components/invite/InviteAfter.js";
export {
  InviteByMailto,
  type InviteByMailtoProps,
  type InviteByMailtoState,
} from "./components/invite/InviteByMailto.js";
export { InviteLink, type InviteLinkProps, type InviteLinkState } from "./components/invite/InviteLink.js";
export {
  InviteMessage,
  type InviteMessageProps,
  type InviteMessageState,
} from "./components/invite/InviteMessage.js";
export { InviteName, type InviteNameProps } from "./components/invite/InviteName.js";
export {
  InviteRecipient,
  type InviteRecipientProps,
  type InviteRecipientState,
} from "./components/invite/InviteRecipient.js";
export { LinkQRCode, type LinkQRCodeProps, type LinkQRCodeState } from "./components/invite/LinkQRCode.js";
export { ShareLink, type ShareLinkProps } from "./components/invite/ShareLink.js";
export {
  WebmailLinks,
  type WebmailLinksProps,
  type WebmailLinksState,
} from "./components/invite/WebmailLinks.js";
export { AuthStep, type AuthStepProps } from "./components/step/AuthStep.js";
export type { NextStep } from "./components/step/NextStep.js";
export { OnboardingDefaults, type OnboardingDefaultsProps } from "./components/step/OnboardingDefaults.js";
export { SkipStep, type SkipStepProps, type SkipStepState } from "./components/step/SkipStep.js";
export { wholeArrangement } from "./components/step/wholeArrangement.js";
export { OnboardingError, type OnboardingErrorCode, type OnboardingErrorDetails } from "./core/errors.js";
export type { LinkOutcome, LinkRedirect, LinkRedirectOptions } from "./core/links/linkRedirect.js";
export type { LinkResult, LinkUse } from "./core/links/linkUrl.js";
export type { WebmailProvider } from "./core/mail/webmail.js";
export type { InviteMailMessages, Messages, MessagesOverride } from "./core/messages/messages.js";
export type { MessageText, MessageTextByPlatform, MessageTextBySource } from "./core/messages/text.js";
export type { Platform, Platforms } from "./core/platforms.js";
export type { SourceType } from "./core/sourceType.js";
export type { ConnectionStatus } from "./core/status/connectionStatus.js";
export type { InviteState } from "./core/status/inviteState.js";
export type { FallbackAnswer } from "./core/step/fallbackAnswer.js";
export type { InviteChannel } from "./core/step/inviteChannel.js";
export type { StepCallbacks, StepEvent } from "./core/step/stepEvent.js";
export type { StepReason } from "./core/step/stepReason.js";
export type { StepState } from "./core/step/stepState.js";
export type { StepView } from "./core/step/stepView.js";
export { type UseCopyResult, useCopy } from "./hooks/invite/useCopy.js";
export {
  type FinishedInvite,
  type InviteOptions,
  type InviteWords,
  type UseInviteResult,
  useInvite,
} from "./hooks/invite/useInvite.js";
export { type LinkReturnOptions, useLinkReturn } from "./hooks/links/useLinkReturn.js";
export type { StepOptions, StepSettings } from "./hooks/settings.js";
export type { Arrangement } from "./hooks/step/stepContext.js";
export type { StepStorage } from "./hooks/step/stepStorage.js";
export { type UseAuthStepResult, useAuthStep } from "./hooks/step/useAuthStep.js";
export type { ConnectProps } from "./hooks/step/useConnectProps.js";
export type { AuthStepOptions } from "./hooks/step/useStepState.js";
