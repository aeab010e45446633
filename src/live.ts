export { type CompanyQueryOptions, companyQueryOptions } from "./client/companyQuery.js";
export { signOut } from "./client/signOut.js";
export {
  ConnectionStatus,
  type ConnectionStatusProps,
  type ConnectionStatusState,
} from "./components/live/ConnectionStatus.js";
export { DataStatus, type DataStatusProps, type DataStatusState } from "./components/live/DataStatus.js";
export {
  InviteStatus,
  type InviteStatusProps,
  type InviteStatusState,
} from "./components/live/InviteStatus.js";
export { OnboardingProvider, type OnboardingProviderProps } from "./components/live/OnboardingProvider.js";
export type { Company, CompanyConnection, DataArrival } from "./core/company/company.js";
export type { CompanyEvent } from "./core/company/companyEvent.js";
export type { CompanyInvite, CompanyInviteKind } from "./core/company/companyInvite.js";
export { type UseCompanyResult, useCompany } from "./hooks/live/useCompany.js";
export {
  type UseConnectionStatusResult,
  useConnectionStatus,
} from "./hooks/live/useConnectionStatus.js";
export { type UseInvitesResult, useInvites } from "./hooks/live/useInvites.js";
