import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { parseWebhookSecrets, publishedSecrets } from "../../../src/server/options/webhookSecret.js";

const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 0xab).toString("base64")}`;

describe("parseWebhookSecrets", () => {
  it.each([
    ["of 24 bytes", secretOf(24)],
    ["of 32 bytes", secretOf(32)],
    ["of 64 bytes", secretOf(64)],
    ["without its padding", secretOf(32).replace(/=+$/, "")],
    ["of 25 bytes, with two signs of padding", secretOf(25)],
  ])("takes one %s", (_, secret) => {
    const [parsed, ...others] = parseWebhookSecrets(secret);
    expect(others).toEqual([]);
    expect(parsed?.key.export()).toEqual(Buffer.from(secret.slice(6), "base64"));
    expect(parsed?.isPublished).toBe(false);
  });

  it.each([
    ["an unset environment variable", undefined, "is not set"],
    ["null", null, "is not set"],
    ["an empty text", "", "is not set"],
    ["an empty key", "whsec_", "is not 24 to 64 bytes long"],
    ["one byte", "whsec_QQ==", "is not 24 to 64 bytes long"],
    ["23 bytes", secretOf(23), "is not 24 to 64 bytes long"],
    ["65 bytes", secretOf(65), "is not 24 to 64 bytes long"],
    ["a line break at its end", `${secretOf(24)}\n`, "has white space around it"],
    ["a space before it", ` ${secretOf(24)}`, "has white space around it"],
    ["a space within", `whsec_${"abcd ".repeat(8)}abcd`, "is not base64"],
    ["letters that base64 has not", `whsec_${"!".repeat(40)}`, "is not base64"],
    ["url-safe base64", `whsec_${"-_".repeat(16)}`, "is not base64"],
    ["spare bits that are not zero", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr", "is not base64"],
    ["padding in its middle", "whsec_MfKQ9r8GKYqrTwjU==PD8ILPZIo2LaLaSw", "is not base64"],
    ["three signs of padding", `${secretOf(24)}===`, "is not base64"],
    ["a public key", "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "is a public key"],
    ["no prefix", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "does not begin with whsec_"],
    ["an upper-case prefix", "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "does not begin with whsec_"],
    ["no secret at all", [], "is an empty list"],
    ["one bad among good ones", [secretOf(24), "whsec_"], "is not 24 to 64 bytes long"],
    ["an unset one among good ones", [secretOf(24), undefined], "is not set"],
    ["a number", 42, "is no text"],
    ["a function", () => secretOf(24), "is no text"],
  ])("throws ONB-502 for %s, in words and without quoting it", (_, secret, words) => {
    const attempt = () => parseWebhookSecrets(secret);
    expect(attempt).toThrow(expect.objectContaining({ code: "ONB-502", recoverable: false }));
    expect(attempt).toThrow(words);
    try {
      attempt();
    } catch (error) {
      const told = String(error);
      for (const one of [secret].flat()) {
        const hidden = String(one).trim();
        if (hidden.length > 8 && typeof one === "string") expect(told).not.toContain(hidden.slice(6, 14));
      }
    }
  });

  it("takes several while they are rotated, in their order", () => {
    const parsed = parseWebhookSecrets([secretOf(24), secretOf(32)]);
    expect(parsed.map(({ key }) => key.symmetricKeySize)).toEqual([24, 32]);
  });

  it("knows the published ones, padded or not", () => {
    for (const secret of publishedSecrets) expect(parseWebhookSecrets(secret)[0]?.isPublished).toBe(true);
    expect(publishedSecrets).toContain("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  });

  it("does not show the key when it is printed", () => {
    const secret = secretOf(24);
    const printed = `${inspect(parseWebhookSecrets(secret), { depth: 9 })}${JSON.stringify(parseWebhookSecrets(secret))}`;
    expect(printed).not.toContain(secret.slice(6));
    expect(printed).not.toContain("abab");
  });
});
