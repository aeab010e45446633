import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from "node:crypto";

/** What links to invites are made of: letters and digits only, so that no mail program cuts or rewrites them. */
export interface InviteTokens {
  /** The token of an invite, signed with the first secret. */
  of(id: string): string;
  /** The invite that a token names; `undefined` for one that was not signed here. */
  read(token: string): string | undefined;
  /** What a link to Codat carries, so that whoever returns is known to come from this invite. It opens no invite. */
  ofReturn(id: string): string;
  readReturn(text: string): string | undefined;
  /** 22 letters and digits that nobody can guess. */
  newId(): string;
}

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62 to the power of 22 is just above 2 to the power of 128. */
const length = 22;
const shape = /^([A-Za-z0-9]{3})([A-Za-z0-9]{22})([A-Za-z0-9]{22})$/;

/** `secrets` beyond the first are for what was signed before a rotation. */
export function createInviteTokens(secrets: readonly string[]): InviteTokens {
  const keys = secrets.map((secret) => {
    const key = createSecretKey(Buffer.from(secret));
    return { key, keyId: mac(key, "key").slice(-3) };
  });

  function signed(purpose: string, id: string): string {
    const [first] = keys;
    return first ? first.keyId + id + mac(first.key, `${purpose}:${id}`) : "";
  }

  function verified(purpose: string, text: string): string | undefined {
    const [, keyId, id = "", told = ""] = shape.exec(text) ?? [];
    // Two secrets may share an id by chance.
    const isSigned = keys.some(
      (one) => one.keyId === keyId && isEqual(mac(one.key, `${purpose}:${id}`), told),
    );
    return isSigned ? id : undefined;
  }

  return {
    of: (id) => signed("invite", id),
    read: (token) => verified("invite", token),
    ofReturn: (id) => signed("return", id),
    readReturn: (text) => verified("return", text),
    newId: () => spelled(randomBytes(16)),
  };
}

function mac(key: KeyObject, text: string): string {
  return spelled(createHmac("sha256", key).update(text).digest().subarray(0, 16));
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Sixteen bytes in letters and digits, always as many. */
function spelled(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  while (text.length < length) {
    text = digits.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}
