import { createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookSecret } from "../options/webhookSecret.js";

/** What a webhook's headers say of its signature. */
export interface SignedHeaders {
  id: string;
  /** Seconds since 1970, as they were written. */
  timestamp: string;
  /** The `v1` ones among them, in base64. */
  signatures: readonly string[];
}

/** How far a webhook's clock and ours may be apart, either way. */
const toleranceSeconds = 300;
const mostSignatures = 10;
const longestList = 2048;

const headerNames = [
  { id: "webhook-id", timestamp: "webhook-timestamp", signature: "webhook-signature" },
  { id: "svix-id", timestamp: "svix-timestamp", signature: "svix-signature" },
] as const;

const idPattern = /^[\x21-\x7e]{1,256}$/;
// A leading zero is refused: verifiers that read it as a number would sign another text.
const timestampPattern = /^(0|[1-9]\d{0,11})$/;
// 32 bytes. They are compared as text: base64 has several ways to write the same ones, and only one is right.
const signaturePattern = /^v1,[A-Za-z\d+/]{43}=$/;

/**
 * The sets of headers that are there whole and well formed: `webhook-*` as Codat documents them, `svix-*` as its
 * service may name them. Never a mixture.
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
  // A header that came twice is joined with a comma and a space.
  const texts = list.includes(" ") ? list.split(/,? +/) : [list];
  if (texts.length > mostSignatures) return undefined;
  const signatures: string[] = [];
  for (const text of texts) if (signaturePattern.test(text)) signatures.push(text.slice(3));
  return { id, timestamp, signatures };
}

// Written over each time: new ones would cost as much as a third of the hash.
const expected = Buffer.alloc(44);
const given = Buffer.alloc(44);

/** Whether one of the signatures was made with one of the secrets, over the body's very bytes. */
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

/** Whether it was signed within five minutes of now, either way. */
export function isTimely({ timestamp }: SignedHeaders, now: Date): boolean {
  return Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) <= toleranceSeconds;
}
