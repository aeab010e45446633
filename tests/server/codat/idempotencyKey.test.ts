import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { idempotencyKey } from "../../../src/server/codat/idempotencyKey.js";
import { type CreationLease, takeCreationLease } from "../../../src/server/companies/creationLease.js";

const namespace = "d2036b58-52ad-4312-9978-198b8128b5ae";

/** The same by the hand of RFC 9562, 5.5. */
function uuid5(text: string): string {
  const bytes = [
    ...createHash("sha1")
      .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
      .update(text)
      .digest(),
  ];
  const hex = bytes.map((byte, at) => (at === 6 ? (byte % 16) + 80 : at === 8 ? (byte % 64) + 128 : byte));
  const text16 = Buffer.from(hex.slice(0, 16)).toString("hex");
  return [
    text16.slice(0, 8),
    text16.slice(8, 12),
    text16.slice(12, 16),
    text16.slice(16, 20),
    text16.slice(20),
  ].join("-");
}

async function leaseOn(backplane: Backplane): Promise<CreationLease> {
  const creation = await takeCreationLease(backplane, "acme");
  return creation && "lease" in creation ? creation.lease : expect.fail("There is no lease.");
}

it("is a GUID of version 5, the same for the same text", () => {
  const keys = Array.from({ length: 1_000 }, (_, n) => idempotencyKey(`text ${n}`));
  for (const [n, key] of keys.entries()) {
    expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(key).toBe(uuid5(`text ${n}`));
  }
  expect(new Set(keys).size).toBe(1_000);
});

it("of a company stays the same in later versions: another one would make a second company", async () => {
  expect(idempotencyKey("codat-onboarding-customer=acme 0")).toBe(uuid5("codat-onboarding-customer=acme 0"));
  const lease = await leaseOn(memoryBackplane());
  expect(lease.key(0)).toBe(uuid5("codat-onboarding-customer=acme 0"));
  expect(lease.key(1)).toBe(uuid5("codat-onboarding-customer=acme 1"));
});

describe("an error that Codat gave to a key", () => {
  const minute = 60_000;

  it("is known to the next request, also in another process with the same backplane", async () => {
    const backplane = memoryBackplane();
    const first = await leaseOn(backplane);
    expect(await first.note(0, { id: "a", at: 0 })).toEqual({ isRepeated: false, age: 0 });
    expect(await first.note(1, { id: "b", at: minute })).toEqual({ isRepeated: false, age: 0 });
    await first.release();
    const second = await leaseOn(backplane);
    expect(await second.note(0, { id: "a", at: 5 * minute })).toEqual({ isRepeated: true, age: 5 * minute });
    expect(await second.note(1, { id: "c", at: 5 * minute })).toEqual({ isRepeated: false, age: 4 * minute });
    expect(await second.note(1, { id: "c", at: 6 * minute })).toEqual({ isRepeated: true, age: 5 * minute });
  });

  it("is nothing any more when Codat has forgotten the key", async () => {
    const lease = await leaseOn(memoryBackplane());
    await lease.note(0, { id: "a", at: 0 });
    expect(await lease.note(0, { id: "a", at: 90 * minute })).toEqual({ isRepeated: false, age: 0 });
    expect(await lease.note(0, { id: "a", at: 91 * minute })).toEqual({ isRepeated: true, age: minute });
  });
});
