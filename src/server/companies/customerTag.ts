import { createHash } from "node:crypto";

/** The tag that holds a company's customer. Codat allows keys of up to 27 characters. */
export const customerTagKey = "codat-onboarding-customer";

const hashPrefix = "sha256.";

/**
 * A customer's id as the value of a tag: unchanged where it has no character that Codat's query language interprets,
 * else its hash. No two customers share a value: an id that begins as hashes do is hashed too.
 */
export function customerTag(customerId: string): string {
  const plain = /^[A-Za-z0-9._@-]{1,100}$/.test(customerId) && !customerId.startsWith(hashPrefix);
  return plain ? customerId : hashPrefix + createHash("sha256").update(customerId).digest("base64url");
}

/** The customer in a tag's value; `undefined` for a hash. */
export function customerOfTag(value: string | undefined): string | undefined {
  return value && customerTag(value) === value ? value : undefined;
}
