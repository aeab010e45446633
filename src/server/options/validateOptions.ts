import type { Backplane } from "../backplane/backplane.js";
import { memoryBackplane } from "../backplane/memoryBackplane.js";
import { serverError } from "../errors/serverError.js";
import { validateBudget } from "./budgetLimits.js";
import type { OnboardingServerOptions } from "./options.js";
import { validateStreamLimits } from "./streamLimits.js";
import { type ValidatedInviteOptions, validateInviteOptions } from "./validateInviteOptions.js";
import { parseWebhookSecrets, type WebhookSecret } from "./webhookSecret.js";

/** Options that were checked, with their defaults. */
export interface ValidatedOptions extends Omit<OnboardingServerOptions, "webhookSecret" | "invites"> {
  apiKey: string;
  secrets: readonly WebhookSecret[];
  apiUrl: string;
  /** Without a slash at its end; empty for the root. */
  basePath: string;
  allowedOrigins: readonly string[];
  returnUrl: string;
  backplane: Backplane;
  invites?: ValidatedInviteOptions | undefined;
  fetch: typeof globalThis.fetch;
  now: () => Date;
}

const codatUrl = "https://api.codat.io";

/**
 * Checks the host's configuration when the server starts, before a customer meets a mistake in it.
 *
 * @throws OnboardingError `ONB-501` to `ONB-505`, `ONB-512` and `ONB-513`: what is wrong and how to mend it, without
 * quoting a secret
 */
export function validateOptions(options: OnboardingServerOptions): ValidatedOptions {
  const { apiUrl = codatUrl, basePath = "/api/codat", allowedOrigins = [], returnUrl = "/" } = options;
  const { allowFake = false, now = () => new Date() } = options;
  const mayBeFake = allowFake || !isProduction();

  const apiKey = checkApiKey(options.apiKey);
  const secrets = parseWebhookSecrets(options.webhookSecret);
  if (!mayBeFake && secrets.some(({ isPublished }) => isPublished)) {
    throw serverError("webhookSecretPublished");
  }
  checkApiUrl(apiUrl, mayBeFake);
  if (!isText(options.appName)) throw serverError("appNameMissing");
  if (typeof options.authenticate !== "function") throw serverError("authenticateMissing");
  for (const option of ["onConnectionChange", "onDataReady", "onError", "onLog", "fetch", "now"] as const) {
    if (options[option] !== undefined && typeof options[option] !== "function") {
      throw serverError("notFunction", { values: { option } });
    }
  }
  for (const option of ["supportContact", "privacyUrl"] as const) {
    if (options[option] !== undefined && !isText(options[option])) {
      throw serverError("notText", { values: { option } });
    }
  }
  checkCompanyStore(options.companies);
  checkOrigins(allowedOrigins);
  checkHosts(options.linkHosts);
  validateStreamLimits(options.streams);
  validateBudget(options.budget);
  if (options.privacyUrl !== undefined) checkAddress(options.privacyUrl, "privacyUrl");
  checkAddress(returnUrl, "returnUrl");
  const path = checkBasePath(basePath);
  const backplane = options.backplane ?? memoryBackplane({ onError: options.onError });
  const { durable } = backplane;

  return {
    ...options,
    apiKey,
    secrets,
    apiUrl,
    basePath: path,
    allowedOrigins,
    returnUrl,
    backplane,
    invites:
      options.invites &&
      validateInviteOptions(options.invites, { basePath: path, durable, mayForget: mayBeFake }),
    // Looked up at each call: frameworks and tests replace it.
    fetch: options.fetch ?? ((...call) => globalThis.fetch(...call)),
    now,
  };
}

function isProduction(): boolean {
  return typeof process !== "undefined" && process.env["NODE_ENV"] === "production";
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function checkApiKey(apiKey: unknown): string {
  if (apiKey === undefined || apiKey === null || apiKey === "") throw serverError("apiKeyMissing");
  if (typeof apiKey !== "string" || !/^[\x21-\x7e]+$/.test(apiKey)) throw serverError("apiKeyMalformed");
  if (/^basic$/i.test(apiKey.slice(0, 5)) && apiKey.length > 60) throw serverError("apiKeyIsHeader");
  return apiKey;
}

function checkApiUrl(apiUrl: unknown, mayBeFake: boolean): void {
  const url = typeof apiUrl === "string" && URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw serverError("apiUrlMalformed");
  }
  if (!mayBeFake && url.href !== `${codatUrl}/`) throw serverError("apiUrlElsewhere");
}

function checkBasePath(path: unknown): string {
  if (typeof path !== "string" || !/^(\/[A-Za-z0-9._~-]+)*\/?$/.test(path) || /\/\.{1,2}(\/|$)/.test(path)) {
    throw serverError("basePathMalformed");
  }
  return path.replace(/\/$/, "");
}

function checkOrigins(origins: unknown): void {
  const isOrigin = (origin: unknown) =>
    typeof origin === "string" &&
    /^https?:\/\//.test(origin) &&
    URL.canParse(origin) &&
    new URL(origin).origin === origin;
  if (!Array.isArray(origins) || !origins.every(isOrigin)) throw serverError("originsMalformed");
}

function checkHosts(hosts: unknown): void {
  const isHost = (host: unknown) =>
    typeof host === "string" && /^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i.test(host);
  if (hosts !== undefined && (!Array.isArray(hosts) || !hosts.every(isHost))) {
    throw serverError("linkHostsMalformed");
  }
}

function checkAddress(address: unknown, option: string): void {
  const isPath = typeof address === "string" && /^\/(?![/\\])[^\s\\]*$/.test(address);
  const isUrl = typeof address === "string" && /^https?:\/\//.test(address) && URL.canParse(address);
  if (!isPath && !isUrl) throw serverError("addressMalformed", { values: { option } });
}

function checkCompanyStore(store: unknown): void {
  if (store === undefined) return;
  const { get, set } = Object(store) as Record<string, unknown>;
  if (typeof get !== "function" || typeof set !== "function") throw serverError("companyStoreIncomplete");
}
