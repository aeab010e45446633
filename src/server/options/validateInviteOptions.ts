import { OnboardingError } from "../../core/errors.js";
import { fieldsOf } from "../../core/json.js";
import { isLoopback } from "../../core/links/linkUrl.js";
import type { DurableInviteOptions } from "./options.js";

/** Options of invites that are complete and right. */
export interface ValidatedInviteOptions extends Omit<DurableInviteOptions, "secret" | "allowMemory"> {
  /** The first signs. */
  secrets: readonly string[];
  /** An origin. */
  publicUrl: string;
  /** Without a slash at its end. */
  path: string;
  /** Milliseconds. */
  ttl: number;
}

/** What the checks need to know of the rest. */
export interface InviteOptionsContext {
  /** Without a slash at its end; empty for the root. */
  basePath: string;
  /** Whether what the backplane holds outlives this process. */
  durable: boolean;
  /** It is no production, or a fake Codat is allowed there. */
  mayForget: boolean;
}

const hour = 3_600_000;
const day = 24 * hour;
/** What the companion has below its basePath, for one that is the root. */
const routes = /^\/(company|events|connections|invites|go|return|webhooks)(\/|$)/;

/**
 * Checks the options of invites.
 *
 * @throws OnboardingError `ONB-512` for what is wrong, without quoting it; `ONB-513` when a deploy would end every
 * invite
 */
export function validateInviteOptions(
  options: DurableInviteOptions,
  { basePath, durable, mayForget }: InviteOptionsContext,
): ValidatedInviteOptions {
  const { path = "/connect", ttl = 14 * day, logo, colors, allowMemory = false } = options;
  const checked = {
    secrets: checkedSecrets(options.secret),
    publicUrl: checkedOrigin(options.publicUrl),
    path: checkedPath(path, basePath),
    ttl,
    logo,
    colors,
  };
  if (typeof ttl !== "number" || !(ttl >= hour && ttl <= 90 * day)) {
    throw wrong("ttl is not between an hour and 90 days. Give milliseconds, or leave it out for 14 days.");
  }
  checkLogo(logo);
  checkColors(colors);
  if (!durable && !mayForget && !allowMemory) {
    const sentence =
      "Invites are kept by a backplane that forgets: in production a deploy would end every one. Give a durable backplane, or set invites.allowMemory.";
    throw new OnboardingError("ONB-513", sentence);
  }
  return checked;
}

function checkedSecrets(secret: unknown): readonly string[] {
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  const isSecret = (one: unknown): one is string => typeof one === "string" && one.trim().length >= 32;
  if (secrets.length === 0 || secrets.includes(undefined) || secrets.includes("")) {
    throw wrong("secret is not set; is its environment variable there? Nobody but you may sign a link.");
  }
  if (!secrets.every(isSecret)) {
    throw wrong("secret is shorter than 32 characters. Take random ones, from a password manager.");
  }
  return secrets;
}

function checkedOrigin(publicUrl: unknown): string {
  const url = typeof publicUrl === "string" && URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (!url || !isSafe || ![url.origin, `${url.origin}/`].includes(String(publicUrl))) {
    throw wrong(
      "publicUrl is no origin. Give one like https://apply.example, without a path; http only on this machine.",
    );
  }
  return url.origin;
}

function checkedPath(path: unknown, basePath: string): string {
  const plain = String(path).replace(/\/$/, "");
  if (typeof path !== "string" || !/^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/.test(plain)) {
    throw wrong("path is no path. Give one like /connect, without encoded characters or a query.");
  }
  const isInside = (a: string, b: string) => `${a}/`.startsWith(`${b}/`);
  const overlaps =
    basePath === "" ? routes.test(plain) : isInside(plain, basePath) || isInside(basePath, plain);
  if (overlaps) throw wrong("path and the basePath overlap. Give each a place of its own.");
  return plain;
}

function checkLogo(logo: unknown): void {
  const isPath = typeof logo === "string" && /^\/(?![/\\])[^\s\\"'<>]*$/.test(logo);
  const isData =
    typeof logo === "string" && /^data:image\/[a-z0-9.+-]+(;[a-z0-9=-]+)*,[^\s"'<>\\]+$/i.test(logo);
  if (logo !== undefined && !isPath && !isData) {
    throw wrong("logo is no picture’s address. Give a path on publicUrl, like /logo.svg, or a data: URL.");
  }
}

function checkColors(colors: unknown): void {
  const isObject = (one: unknown) => typeof one === "object" && one !== null && !Array.isArray(one);
  const { dark, ...light } = fieldsOf(colors);
  const isFine = [colors, dark].every((one) => one === undefined || isObject(one));
  const all = [light, fieldsOf(dark)].flatMap(({ accent, onAccent }) => [accent, onAccent]);
  if (!isFine || !all.every((one) => one === undefined || isColor(one))) {
    throw wrong("colors are no CSS colours. Give them like #0b5, teal or rgb(0 80 160).");
  }
}

/** One colour by itself: no other function, and nothing that ends the declaration it stands in. */
function isColor(input: unknown): boolean {
  const hex = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
  const named = /^[a-z]{3,30}$/i;
  const mixed = /^(rgba?|hsla?|hwb|(ok)?(lab|lch)|color)\([a-z\d .,%/+-]{1,80}\)$/i;
  return typeof input === "string" && [hex, named, mixed].some((shape) => shape.test(input));
}

function wrong(sentence: string): OnboardingError {
  return new OnboardingError("ONB-512", `The invites’ ${sentence}`);
}
