export type { FakeRequest } from "./api/codatApi.js";
export type { FakeFault } from "./api/faults.js";
export type { FakeLag } from "./api/laggingCompanies.js";
export type { FakeQuota } from "./api/quota.js";
export type { FakeQuirk } from "./apiViews.js";
export {
  type BackplaneTest,
  type BackplaneTestsOptions,
  backplaneTests,
} from "./backplane/backplaneTests.js";
export { createFakeCodat } from "./createFakeCodat.js";
export type { FakeCodat, FakeCompany, FakeConnectionOptions } from "./fakeCodat.js";
export type { FakeCodatOptions } from "./fakeCodatOptions.js";
export type { Authorization, DeauthorizationCause } from "./state/connectionTransitions.js";
export type { FakeConnection, FakeConnectionError } from "./state/fakeConnection.js";
export type { FakeWebhookEndpoint, FakeWebhooks } from "./webhooks/fakeWebhooks.js";
export type { FakeWebhookTarget } from "./webhooks/webhookEndpoints.js";
export type { FakeWebhookDelivery, FakeWebhookMessage } from "./webhooks/webhookSender.js";
