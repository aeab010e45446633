import * as fc from "fast-check";
import { sign } from "./webhooks.js";

/** A request as somebody might send it, well signed or nearly so. */
export interface Attempt {
  /** What was done to it. */
  what: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

export const now = 1_763_888_400;
/** Two, as while they are rotated. */
export const secrets: readonly [string, string] = [
  "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
  "whsec_MyBvdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMhIQAA",
];
const strange = "whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldCwgMzIgYnl0ZXM=";

interface Draft {
  id: string;
  at: string;
  body: Uint8Array<ArrayBuffer>;
  signatures: readonly string[];
  separator: string;
  prefix: "webhook" | "svix";
}

const encode = (text: string) => new TextEncoder().encode(text);
const hex = fc.stringMatching(/^[0-9a-f]{8}$/);
const id = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^msg_[A-Za-z0-9]{4,27}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{1,40}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("a b", "x".repeat(256), "x".repeat(257), "msg.1763888400", "é", "a\tb"),
  },
);
const jsonBody = fc
  .record({
    id: hex,
    eventType: fc.constantFrom("bills.write.successful", "x"),
    payload: fc.jsonValue({ maxDepth: 1 }),
  })
  .map((value) => JSON.stringify(value));
const body = fc.oneof(
  { weight: 6, arbitrary: jsonBody.map(encode) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("{}", "[]", "null", "1", '"x"', "", "{", '{"a":"é😀"}', "\ufeff{}")
      .map(encode),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{"a":"\ufffd"}', '{"__proto__":{"a":1}}', '{"a":1,"a":2}').map(encode),
  },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ minLength: 1, maxLength: 6 })
      .map((bytes) => Uint8Array.from([...encode('{"a":"'), ...bytes, ...encode('"}')])),
  },
);
const seconds = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -300, max: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom(-301, 301, -300, 300, -3600, 86_400) },
);

const draft = fc
  .record({
    id,
    offset: seconds,
    body,
    key: fc.constantFrom(...secrets, strange),
    prefix: fc.constantFrom("webhook" as const, "svix" as const),
  })
  .map(({ key, offset, ...rest }): Draft => {
    const at = String(now + offset);
    return { ...rest, at, signatures: [sign(rest.id, at, rest.body, key)], separator: " " };
  });

const junk = fc.oneof(
  fc.constantFrom("v1", "v1,", ",x", "v1,,x", "v2,x", "", "v1a,AAAA", "v1,AAAA", "v3"),
  fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => `v1,${Buffer.from(bytes).toString("base64")}`),
);

/** What may be done to a draft: some leave it good, most do not. */
const changes: Record<string, (one: Draft, extra: { n: number; junk: string; text: string }) => Draft> = {
  nothing: (one) => one,
  "junk before": (one, { junk: other }) => ({ ...one, signatures: [other, ...one.signatures] }),
  "junk after": (one, { junk: other }) => ({ ...one, signatures: [...one.signatures, other] }),
  "many signatures": (one, { n, junk: other }) => ({
    ...one,
    signatures: [...Array<string>(n % 14).fill(other), ...one.signatures],
  }),
  "two spaces": (one, { junk: other }) => ({
    ...one,
    separator: "  ",
    signatures: [other, ...one.signatures],
  }),
  "a bit of the signature": (one, { n }) => ({
    ...one,
    signatures: one.signatures.map((text) => {
      const bytes = Buffer.from(text.slice(3), "base64");
      bytes[n % 32] = (bytes[n % 32] ?? 0) ^ (1 << (n & 7));
      return `v1,${bytes.toString("base64")}`;
    }),
  }),
  "a letter of the signature": (one, { n, text }) => ({
    ...one,
    signatures: one.signatures.map((signature) => {
      const at = n % signature.length;
      return signature.slice(0, at) + text.slice(0, 1) + signature.slice(at + 1);
    }),
  }),
  "the signature's end": (one, { n }) => ({
    ...one,
    signatures: one.signatures.map(
      (text) => [`${text},extra`, text.slice(0, -1), `${text}=`, `${text},`][n % 4] ?? "",
    ),
  }),
  "the signature's version": (one, { n }) => ({
    ...one,
    signatures: one.signatures.map((text) => text.replace("v1", ["v2", "V1", "v1a", "", "v01"][n % 5] ?? "")),
  }),
  "url-safe base64": (one) => ({
    ...one,
    signatures: one.signatures.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
  }),
  "a bit of the body": (one, { n }) => {
    const changed = one.body.slice();
    if (changed.length > 0) changed[n % changed.length] = (changed[n % changed.length] ?? 0) ^ (1 << (n & 7));
    return { ...one, body: changed };
  },
  "more body": (one, { text }) => ({ ...one, body: Uint8Array.from([...one.body, ...encode(text)]) }),
  "another id": (one, { n, text }) => ({
    ...one,
    id: [`${one.id}${text.slice(0, 1)}`, one.id.slice(1), "x"][n % 3] ?? "",
  }),
  "another time": (one, { n }) => ({ ...one, at: String(Number(one.at) + (n % 7) - 3) }),
  "the time written otherwise": (one, { n }) => ({
    ...one,
    at:
      [`0${one.at}`, `+${one.at}`, `${one.at}.0`, `${one.at}abc`, `${one.at} 1`, `-${one.at}`, `${one.at}e0`][
        n % 7
      ] ?? "",
  }),
  "the time written otherwise, and signed so": (one, { n }) => {
    const at = [
      `0${one.at}`,
      `+${one.at}`,
      `${one.at}.0`,
      `${one.at}abc`,
      "NaN",
      "",
      `0x${Number(one.at).toString(16)}`,
    ];
    const written = at[n % 7] ?? "";
    return { ...one, at: written, signatures: secrets.map((key) => sign(one.id, written, one.body, key)) };
  },
  "signed as if bytes that are none were signs": (one) => ({
    ...one,
    signatures: secrets.map((key) => sign(one.id, one.at, Buffer.from(one.body).toString(), key)),
  }),
  "the parts moved": (one) => ({ ...one, id: `${one.id}.${one.at}` }),
};

/** One draft, with nothing done to it and with each of the changes: generating costs more than trying. */
export const attempts: fc.Arbitrary<readonly Attempt[]> = fc
  .record({
    one: draft,
    extra: fc.record({ n: fc.nat(), junk, text: fc.stringMatching(/^[ -~]{1,3}$/) }),
    missing: fc.oneof(
      { weight: 12, arbitrary: fc.constant("") },
      fc.constantFrom("id", "timestamp", "signature"),
    ),
    other: fc.oneof({ weight: 6, arbitrary: fc.constant("none") }, fc.constantFrom("bad", "half")),
  })
  .map(({ one, extra, missing, other }) =>
    Object.entries(changes).map(([what, change]) => {
      const changed = change(one, extra);
      const { prefix } = changed;
      const headers: Record<string, string> = {
        [`${prefix}-id`]: asHeader(changed.id),
        [`${prefix}-timestamp`]: asHeader(changed.at),
        [`${prefix}-signature`]: changed.signatures.join(changed.separator),
      };
      if (missing) delete headers[`${prefix}-${missing}`];
      const another = prefix === "svix" ? "webhook" : "svix";
      // The other set of names, whole and wrong, or only in part: never may the two be mixed.
      if (other !== "none") headers[`${another}-id`] = asHeader(changed.id);
      if (other !== "none") headers[`${another}-timestamp`] = asHeader(one.at);
      if (other === "bad") headers[`${another}-signature`] = extra.junk;
      return { what, headers, body: changed.body };
    }),
  );

/** Bytes as a header carries them. */
function asHeader(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** How many requests a draft becomes. */
export const attemptsEach = Object.keys(changes).length;
