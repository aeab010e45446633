import { createHash } from "node:crypto";

/** The tag that says whose company it is. Codat takes keys of up to 27 characters. */
export const customerTagKey = "codat-onboarding-customer";

const hashPrefix = "sha256.";

/**
 * A customer's id as a tag's value: as it is where Codat's query language leaves it alone, else its hash. No two
 * customers share a value, since none of the first kind begins like the second.
 */
export function customerTag(customerId: string): string {
  const plain = /^[A-Za-z0-9._@-]{1,100}$/.test(customerId) && !customerId.startsWith(hashPrefix);
  return plain ? customerId : hashPrefix + createHash("sha256").update(customerId).digest("base64url");
}

/** The customer that a tag's value names; `undefined` for a hash, which does not say. */
export function customerOfTag(value: string | undefined): string | undefined {
  return value && customerTag(value) === value ? value : undefined;
}
