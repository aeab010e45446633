export { parseCompanyId } from "./companyId.js";
export {
  type Connection,
  type ConnectionError,
  type ConnectionStatusOptions,
  connectionStatus,
} from "./connection.js";
export { OnboardingError, type OnboardingErrorCode, type OnboardingErrorDetails } from "./errors.js";
export type { FallbackAnswer, InviteChannel, StepCallbacks, StepEvent } from "./event.js";
export { type HostedLinkOptions, hostedLinkUrl } from "./hostedLink.js";
export { type InviteInput, type InviteMessage, inviteMessage } from "./inviteMessage.js";
export {
  type LinkOutcome,
  type LinkRedirect,
  type LinkRedirectOptions,
  parseLinkRedirect,
} from "./linkRedirect.js";
export { isLinkUrl, type LinkResult, type LinkUrlOptions, type LinkUse } from "./linkUrl.js";
export { type MailMessage, mailtoUrl } from "./mailto.js";
export type {
  InviteMailMessages,
  Messages,
  MessagesOverride,
  Text,
  TextByPlatform,
  TextBySource,
} from "./messages.js";
export { type Platform, type Platforms, platformOf } from "./platforms.js";
export { parseSourceType, type SourceType } from "./sourceType.js";
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
} from "./stepState.js";
export { type WebmailProvider, webmailUrl } from "./webmail.js";
