export {
  type Connection,
  type ConnectionError,
  type ConnectionStatusOptions,
  connectionStatus,
} from "./company/connection.js";
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
export type {
  InviteMailMessages,
  Messages,
  MessagesOverride,
  MessageText,
  MessageTextByPlatform,
  MessageTextBySource,
} from "./messages/messages.js";
export { type Platform, type Platforms, platformOf } from "./platforms.js";
export { parseSourceType, type SourceType } from "./sourceType.js";
export type { FallbackAnswer, InviteChannel, StepCallbacks, StepEvent } from "./step/stepEvent.js";
export {
  type ConnectionStatus,
  type InviteState,
  initialLocal,
  type Local,
  type LocalEvent,
  nextLocal,
  type StepFacts,
  type StepState,
  stepState,
} from "./step/stepState.js";
