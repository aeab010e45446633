export {
  ConnectionStatus,
  type ConnectionStatusProps,
  type ConnectionStatusState,
} from "./components/ConnectionStatus.js";
export { DataStatus, type DataStatusProps, type DataStatusState } from "./components/DataStatus.js";
export { InviteStatus, type InviteStatusProps, type InviteStatusState } from "./components/InviteStatus.js";
export { OnboardingProvider, type OnboardingProviderProps } from "./components/OnboardingProvider.js";
export type {
  Company,
  CompanyConnection,
  CompanyEvent,
  CompanyInvite,
  CompanyInviteKind,
  DataArrival,
} from "./core/company.js";
export { type CompanyFacts, useCompany } from "./hooks/useCompany.js";
export { type ConnectionFacts, useConnectionStatus } from "./hooks/useConnectionStatus.js";
export { type InvitesFacts, useInvites } from "./hooks/useInvites.js";
export { type CompanyQueryOptions, companyQueryOptions } from "./live/companyQuery.js";
export { signOut } from "./live/signOut.js";
