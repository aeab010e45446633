import { createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookSecret } from "../options/webhookSecret.js";

/** What a webhook's headers say about its signature. */
export interface SignedHeaders {
  id: string;
  /** Seconds since 1970, as they were sent: they are part of what is signed. */
  timestamp: string;
  /** The `v1` signatures, in base64. */
  signatures: readonly string[];
}

/** How far Codat's clock and ours may differ, either way. */
const toleranceSeconds = 300;
const mostSignatures = 10;
const longestList = 2048;

const headerNames = [
  { id: "webhook-id", timestamp: "webhook-timestamp", signature: "webhook-signature" },
  { id: "svix-id", timestamp: "svix-timestamp", signature: "svix-signature" },
] as const;

const idPattern = /^[\x21-\x7e]{1,256}$/;
// No leading zero: a verifier that parses the number would sign another text.
const timestampPattern = /^(0|[1-9]\d{0,11})$/;
// The base64 of 32 bytes. Compared as text: base64 can write the same bytes in several ways, and only one is accepted.
const signaturePattern = /^v1,[A-Za-z\d+/]{43}=$/;

/**
 * The complete and well-formed sets of headers: `webhook-*`, as Codat documents them, and `svix-*`, as its service may
 * name them. Never a mixture of both.
 */
export function readSignedHeaders(headers: Pick<Headers, "get">): readonly SignedHeaders[] {
  const sets: SignedHeaders[] = [];
  for (const names of headerNames) {
    const set = readSet(headers, names);
    if (set) sets.push(set);
  }
  return sets;
}

function readSet(
  headers: Pick<Headers, "get">,
  names: (typeof headerNames)[number],
): SignedHeaders | undefined {
  const id = headers.get(names.id);
  if (!id || !idPattern.test(id)) return undefined;
  const timestamp = headers.get(names.timestamp) ?? "";
  const list = headers.get(names.signature) ?? "";
  if (!timestampPattern.test(timestamp) || list === "" || list.length > longestList) return undefined;
  // A header that was sent twice is joined with a comma and a space.
  const texts = list.includes(" ") ? list.split(/,? +/) : [list];
  if (texts.length > mostSignatures) return undefined;
  const signatures: string[] = [];
  for (const text of texts) if (signaturePattern.test(text)) signatures.push(text.slice(3));
  return { id, timestamp, signatures };
}

// Reused: allocating them each time would take a third as long as the hash.
const expected = Buffer.alloc(44);
const given = Buffer.alloc(44);

/** Whether one of the signatures was made with one of the secrets, over the body's raw bytes. */
export function matchesSignature(
  { id, timestamp, signatures }: SignedHeaders,
  body: Uint8Array,
  secrets: readonly WebhookSecret[],
): boolean {
  for (const { key } of secrets) {
    const hmac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
    expected.write(hmac.digest("base64"), "latin1");
    for (const signature of signatures) {
      given.write(signature, "latin1");
      if (timingSafeEqual(given, expected)) return true;
    }
  }
  return false;
}

/** Whether it was signed within five minutes of now. */
export function isTimely({ timestamp }: SignedHeaders, now: Date): boolean {
  return Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) <= toleranceSeconds;
}
