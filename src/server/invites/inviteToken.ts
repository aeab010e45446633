import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from "node:crypto";
import { companyDigits, roomDigits } from "../backplane/backplaneRooms.js";
import { toDigits } from "../utils/digits.js";

/** The signed part of links to invites: letters and digits only, so that no mail program cuts or rewrites it. */
export interface InviteTokens {
  /** The token of an invite, signed with the first secret. */
  of(id: string): string;
  /** The id of the invite that a token names; `undefined` for a token that was not signed here. */
  read(token: string): string | undefined;
  /** A parameter for links to Codat, by which a return is known to come from this invite. It opens no invite. */
  ofReturn(id: string): string;
  /** The id of the invite that such a parameter names. */
  readReturn(text: string): string | undefined;
  /** 22 letters and digits: those of the company's room, and as many that nobody can guess. */
  newId(companyId: string): string;
}

/** 62 to the power of 22 is just above 2 to the power of 128. */
const length = 22;
const shape = /^([A-Za-z0-9]{3})([A-Za-z0-9]{22})([A-Za-z0-9]{22})$/;

/**
 * The token in what is left of a link's path after mail programs, chats and people have copied it: encoded or not, with
 * quotes, brackets or a full stop around it, or parameters behind it. `rest` is what follows.
 */
export function findToken(path: string): { token: string; rest: string } {
  const [, token = "", rest = ""] = /^[^a-z\d]*([a-z\d]{47})(?![a-z\d])(.*)$/is.exec(decoded(path)) ?? [];
  return { token, rest };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The first secret signs; the others still verify what was signed before a rotation. */
export function createInviteTokens(secrets: readonly string[]): InviteTokens {
  const keys = secrets.map((secret) => {
    const key = createSecretKey(Buffer.from(secret));
    return { key, keyId: mac(key, "key").slice(-3) };
  });

  function sign(purpose: string, id: string): string {
    const [first] = keys;
    return first ? first.keyId + id + mac(first.key, `${purpose}:${id}`) : "";
  }

  function verify(purpose: string, text: string): string | undefined {
    const [, keyId, id = "", signature = ""] = shape.exec(text) ?? [];
    // Two secrets may share an id by chance.
    const isSigned = keys.some(
      (secret) => secret.keyId === keyId && isEqual(mac(secret.key, `${purpose}:${id}`), signature),
    );
    return isSigned ? id : undefined;
  }

  return {
    of: (id) => sign("invite", id),
    read: (token) => verify("invite", token),
    ofReturn: (id) => sign("return", id),
    readReturn: (text) => verify("return", text),
    newId: (companyId) => companyDigits(companyId) + toDigits(randomBytes(16), length - roomDigits),
  };
}

function mac(key: KeyObject, text: string): string {
  return toDigits(createHmac("sha256", key).update(text).digest().subarray(0, 16), length);
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
