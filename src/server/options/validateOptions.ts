import { OnboardingError, type OnboardingErrorCode } from "../../core/errors.js";
import type { Backplane } from "../backplane/backplane.js";
import { memoryBackplane } from "../backplane/memoryBackplane.js";
import type { OnboardingServerOptions } from "./options.js";
import { type ValidatedInviteOptions, validateInviteOptions } from "./validateInviteOptions.js";
import { parseWebhookSecrets, type WebhookSecret } from "./webhookSecret.js";

/** Options that are complete and right. */
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
 * Checks what a host configured, so that a slip is told when the server starts and not when a customer comes.
 *
 * @throws OnboardingError `ONB-501` to `ONB-505`, `ONB-512` and `ONB-513`, one sentence on what is wrong, why, and what to do; no secret in it
 */
export function validateOptions(options: OnboardingServerOptions): ValidatedOptions {
  const { apiUrl = codatUrl, basePath = "/api/codat", allowedOrigins = [], returnUrl = "/" } = options;
  const { allowFake = false, now = () => new Date() } = options;
  const mayBeFake = allowFake || !isProduction();

  const apiKey = checkedApiKey(options.apiKey);
  const secrets = parseWebhookSecrets(options.webhookSecret);
  if (!mayBeFake && secrets.some(({ isPublished }) => isPublished)) {
    throw wrong(
      "ONB-503",
      "The webhookSecret is one that stands in public documents. In production anybody could sign with it: use the endpoint’s own, or set allowFake.",
    );
  }
  checkApiUrl(apiUrl, mayBeFake);
  checkText(options.appName, "appName", "It says who asks: give the name of your product.");
  checkFunction(
    options.authenticate,
    "authenticate",
    "It says who is signed in. Give a function of the request.",
  );
  for (const name of ["onConnectionChange", "onDataReady", "onError", "fetch", "now"] as const) {
    if (options[name] !== undefined) checkFunction(options[name], name, "Give a function, or leave it out.");
  }
  for (const name of ["supportContact", "privacyUrl"] as const) {
    if (options[name] !== undefined) checkText(options[name], name, "Give a text, or leave it out.");
  }
  checkRecords(options.companies);
  checkOrigins(allowedOrigins);
  checkHosts(options.linkHosts);
  if (options.privacyUrl !== undefined) checkAddress(options.privacyUrl, "privacyUrl");
  checkAddress(returnUrl, "returnUrl");
  const path = checkedPath(basePath);
  const backplane = options.backplane ?? memoryBackplane();
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

function checkedApiKey(apiKey: unknown): string {
  if (apiKey === undefined || apiKey === null || apiKey === "") {
    throw wrong(
      "ONB-501",
      "The apiKey is not set; is its environment variable there? Codat answers nothing without it.",
    );
  }
  if (typeof apiKey !== "string" || !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw wrong(
      "ONB-501",
      "The apiKey is no key: it has white space or other characters in it. Copy it from Codat’s portal.",
    );
  }
  if (/^basic$/i.test(apiKey.slice(0, 5)) && apiKey.length > 60) {
    throw wrong("ONB-501", "The apiKey begins with Basic: give the key alone, as Codat’s portal shows it.");
  }
  return apiKey;
}

function checkApiUrl(apiUrl: unknown, mayBeFake: boolean): void {
  const url = typeof apiUrl === "string" && URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw wrong("ONB-503", `The apiUrl is no address of an API. Leave it out for ${codatUrl}.`);
  }
  if (!mayBeFake && url.href !== `${codatUrl}/`) {
    throw wrong(
      "ONB-503",
      `The apiUrl is not ${codatUrl}. In production the API key would go elsewhere: leave it out, or set allowFake.`,
    );
  }
}

function checkedPath(path: unknown): string {
  if (typeof path !== "string" || !/^(\/[A-Za-z0-9._~-]+)*\/?$/.test(path) || /\/\.{1,2}(\/|$)/.test(path)) {
    throw wrong(
      "ONB-504",
      "The basePath is no path. Give one like /api/codat, without encoded characters or a query.",
    );
  }
  return path.replace(/\/$/, "");
}

function checkOrigins(origins: unknown): void {
  const isOrigin = (one: unknown) =>
    typeof one === "string" && /^https?:\/\//.test(one) && URL.canParse(one) && new URL(one).origin === one;
  if (!Array.isArray(origins) || !origins.every(isOrigin)) {
    throw wrong(
      "ONB-504",
      "The allowedOrigins are not a list of origins. They are compared to the letter: https://app.example, without a slash or a star.",
    );
  }
}

function checkHosts(hosts: unknown): void {
  const isHost = (one: unknown) =>
    typeof one === "string" && /^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i.test(one);
  if (hosts !== undefined && (!Array.isArray(hosts) || !hosts.every(isHost))) {
    throw wrong(
      "ONB-504",
      "The linkHosts are not a list of hosts. Give them like localhost:4310, without https://.",
    );
  }
}

function checkAddress(address: unknown, name: string): void {
  const isPath = typeof address === "string" && /^\/(?![/\\])[^\s\\]*$/.test(address);
  const isUrl = typeof address === "string" && /^https?:\/\//.test(address) && URL.canParse(address);
  if (!isPath && !isUrl) {
    throw wrong(
      "ONB-504",
      `The ${name} leads nowhere. Give a path on this origin, like /onboarding, or a whole address.`,
    );
  }
}

function checkRecords(records: unknown): void {
  if (records === undefined) return;
  const { get, set } = Object(records) as Record<string, unknown>;
  if (typeof get !== "function" || typeof set !== "function") {
    throw wrong(
      "ONB-505",
      "The companies option lacks get or set. Give both: they are your own record of whose company is which.",
    );
  }
}

function checkText(value: unknown, name: string, advice: string): void {
  if (typeof value !== "string" || value.trim() === "")
    throw wrong("ONB-505", `The ${name} is missing or empty. ${advice}`);
}

function checkFunction(value: unknown, name: string, advice: string): void {
  if (typeof value !== "function") throw wrong("ONB-505", `The ${name} is no function. ${advice}`);
}

function wrong(code: OnboardingErrorCode, sentence: string): OnboardingError {
  return new OnboardingError(code, sentence);
}
