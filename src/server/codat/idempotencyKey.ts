import { createHash } from "node:crypto";

/** Of this package's own (RFC 9562, version 5). Another one would let two versions make two companies. */
const namespace = Buffer.from("d2036b5852ad43129978198b8128b5ae", "hex");

/** A GUID that follows from a text (RFC 9562, version 5): every process makes the same, though they share nothing. */
export function idempotencyKey(text: string): string {
  const bytes = createHash("sha1").update(namespace).update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
