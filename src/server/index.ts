export type { Company, CompanyConnection, DataArrival } from "../core/company/company.js";
export type { CompanyInvite, CompanyInviteKind } from "../core/company/companyInvite.js";
export { OnboardingError, type OnboardingErrorCode, type OnboardingErrorDetails } from "../core/errors.js";
export type {
  Backplane,
  BackplaneEntry,
  BackplaneListener,
  BackplaneValue,
  BucketTake,
  Lifetime,
  ReadFrom,
  RoomAnswer,
  RoomChange,
  RoomEvent,
  RoomView,
} from "./backplane/backplane.js";
export { type MemoryBackplaneOptions, memoryBackplane } from "./backplane/memoryBackplane.js";
export { createOnboardingServer, type OnboardingServer } from "./createOnboardingServer.js";
export type { SessionScope } from "./events/sessionScope.js";
export { type NodeHandler, type NodeHandlerOptions, toNodeHandler } from "./node/nodeHandler.js";
export type { Health, HealthOfCodat } from "./operating/health.js";
export type { LogRecord, LogRecordType } from "./operating/logRecord.js";
export type { BudgetLimits } from "./options/budgetLimits.js";
export type {
  CompanyStore,
  ConnectionChange,
  Customer,
  DataReady,
  DurableInviteOptions,
  HookEvent,
  InviteColors,
  OnboardingServerOptions,
} from "./options/options.js";
export type { StreamLimits } from "./options/streamLimits.js";
