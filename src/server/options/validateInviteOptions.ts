import { readColor } from "../../core/color.js";
import { fieldsOf } from "../../core/json.js";
import { isLoopback } from "../../core/links/linkUrl.js";
import { serverError } from "../errors/serverError.js";
import { isBelowRoute } from "../routes/routePaths.js";
import type { DurableInviteOptions } from "./options.js";

/** Options of invites that were checked, with their defaults. */
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

/** What the checks need to know about the other options. */
export interface InviteOptionsContext {
  /** Without a slash at its end; empty for the root. */
  basePath: string;
  /** Whether the backplane's contents outlive this process. */
  durable: boolean;
  /** Not in production, or a fake Codat is allowed there. */
  mayForget: boolean;
}

const hour = 3_600_000;
const day = 24 * hour;

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
  const { path = "/connect", ttl = 14 * day, logo, colors, font, fontFile, radius, names } = options;
  const checked = {
    secrets: checkSecrets(options.secret),
    publicUrl: checkOrigin(options.publicUrl),
    path: checkPath(path, basePath),
    ttl,
    logo,
    colors,
    font,
    fontFile,
    radius,
    names,
  };
  if (typeof ttl !== "number" || !(ttl >= hour && ttl <= 90 * day)) {
    throw serverError("inviteTtlMalformed");
  }
  if (!isAsset(logo, "image")) throw serverError("inviteLogoMalformed");
  checkColors(colors);
  const isNameless = fontFile !== undefined && font === undefined;
  if (isNameless || !isFont(font) || !isAsset(fontFile, "font")) throw serverError("inviteFontMalformed");
  if (!isLength(radius)) throw serverError("inviteRadiusMalformed");
  if (names !== undefined && names !== "verified") throw serverError("inviteNamesMalformed");
  if (!durable && !mayForget && !options.allowMemory) {
    throw serverError("invitesForgotten");
  }
  return checked;
}

function checkSecrets(secret: unknown): readonly string[] {
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  const isLong = (text: unknown): text is string => typeof text === "string" && text.trim().length >= 32;
  if (secrets.length === 0 || secrets.includes(undefined) || secrets.includes("")) {
    throw serverError("inviteSecretMissing");
  }
  if (!secrets.every(isLong)) {
    throw serverError("inviteSecretShort");
  }
  return secrets;
}

function checkOrigin(publicUrl: unknown): string {
  const url = typeof publicUrl === "string" && URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (!url || !isSafe || ![url.origin, `${url.origin}/`].includes(String(publicUrl))) {
    throw serverError("inviteOriginMalformed");
  }
  return url.origin;
}

function checkPath(path: unknown, basePath: string): string {
  const plain = String(path).replace(/\/$/, "");
  if (typeof path !== "string" || !/^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/.test(plain)) {
    throw serverError("invitePathMalformed");
  }
  const isInside = (a: string, b: string) => `${a}/`.startsWith(`${b}/`);
  const overlaps =
    basePath === "" ? isBelowRoute(plain) : isInside(plain, basePath) || isInside(basePath, plain);
  if (overlaps) throw serverError("invitePathOverlaps");
  return plain;
}

const assets = {
  image: /^data:image\/[a-z0-9.+-]+(;[a-z0-9=-]+)*,[^\s"'<>\\]+$/i,
  font: /^data:font\/[a-z0-9.+-]+(;[a-z0-9=-]+)*,[^\s"'<>\\]+$/i,
};

/** A path on this origin, or the thing itself: the pages load nothing from elsewhere. */
function isAsset(url: unknown, type: keyof typeof assets): boolean {
  const isPath = (text: string) => /^\/(?![/\\])[^\s\\"'<>]*$/.test(text);
  return url === undefined || (typeof url === "string" && (isPath(url) || assets[type].test(url)));
}

function checkColors(colors: unknown): void {
  const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  const { dark, ...light } = fieldsOf(colors);
  const isFine = [colors, dark].every((value) => value === undefined || isObject(value));
  const all = [light, fieldsOf(dark)].flatMap(({ accent, onAccent }) => [accent, onAccent]);
  const isColor = (color: unknown) => typeof color === "string" && readColor(color) !== undefined;
  if (!isFine || !all.every((color) => color === undefined || isColor(color))) {
    throw serverError("inviteColorsMalformed");
  }
}

/** Names of families, quoted or not: nothing that ends the declaration it is put in. */
function isFont(font: unknown): boolean {
  const family = /^\s*("[^"\\<\n\r\f]+"|'[^'\\<\n\r\f]+'|[\p{L}_-][\p{L}\d _-]*)\s*$/u;
  return font === undefined || (typeof font === "string" && font.split(",").every((one) => family.test(one)));
}

function isLength(length: unknown): boolean {
  return (
    length === undefined || (typeof length === "string" && /^\d{1,4}(\.\d{1,4})?(px|r?em)$/.test(length))
  );
}
