import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { idempotencyKey } from "../../../src/server/codat/idempotencyKey.js";
import { takeCreationLease } from "../../../src/server/companies/creationLease.js";

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
  const creation = await takeCreationLease(memoryBackplane(), "acme");
  const lease = creation && "lease" in creation ? creation.lease : expect.fail("There is no lease.");
  expect(lease.key).toBe(uuid5("codat-onboarding-customer=acme 0"));
  await lease.nextKey();
  expect(lease.key).toBe(uuid5("codat-onboarding-customer=acme 1"));
});

it("goes on where another request has left off, also in another process with the same backplane", async () => {
  const backplane = memoryBackplane();
  const leaseOf = async () => {
    const creation = await takeCreationLease(backplane, "acme");
    return creation && "lease" in creation ? creation.lease : expect.fail("There is no lease.");
  };
  const first = await leaseOf();
  await first.nextKey();
  await first.release();
  expect((await leaseOf()).key).toBe(first.key);
});
