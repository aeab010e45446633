export type { Connection, ConnectionError } from "./company/connection.js";
export { OnboardingError, type OnboardingErrorCode, type OnboardingErrorDetails } from "./errors.js";
export { parseGuid as parseCompanyId } from "./guid.js";
export { type HostedLinkOptions, hostedLinkUrl } from "./links/hostedLink.js";
export {
  type LinkOutcome,
  type LinkRedirect,
  type LinkRedirectOptions,
  parseLinkRedirect,
} from "./links/linkRedirect.js";
export { isLinkUrl, type LinkResult, type LinkUrlOptions, type LinkUse } from "./links/linkUrl.js";
export {
  type ComposedMessage,
  type InviteInput,
  inviteMessage,
} from "./mail/inviteMessage.js";
export { type MailMessage, mailtoUrl } from "./mail/mailto.js";
export { type WebmailProvider, webmailUrl } from "./mail/webmail.js";
export type { InviteMailMessages, Messages, MessagesOverride } from "./messages/messages.js";
export type { MessageText, MessageTextByPlatform, MessageTextBySource } from "./messages/text.js";
export { type Platform, type Platforms, platformOf } from "./platforms.js";
export { parseSourceType, type SourceType } from "./sourceType.js";
export {
  type ConnectionStatus,
  type ConnectionStatusOptions,
  connectionStatus,
} from "./status/connectionStatus.js";
export type { InviteState } from "./status/inviteState.js";
export type { FallbackAnswer } from "./step/fallbackAnswer.js";
export type { InviteChannel } from "./step/inviteChannel.js";
export { initialLocal, type Local, type LocalEvent } from "./step/local.js";
export { nextLocal } from "./step/nextLocal.js";
export type { StepCallbacks, StepEvent } from "./step/stepEvent.js";
export type { StepReason } from "./step/stepReason.js";
export { type StepFacts, type StepState, stepState } from "./step/stepState.js";
export type { StepView } from "./step/stepView.js";
