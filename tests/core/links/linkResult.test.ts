import type { LinkResult } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";
import { parseLinkResult } from "../../../src/core/links/linkUrl.js";

const url = "https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10";
const end = new Date("2026-12-06T23:30:00Z");

describe("parseLinkResult", () => {
  it.each([
    ["a string", url, undefined],
    ["an object", { url }, undefined],
    ["an end", { url, expiresAt: end }, end],
    ["an end as JSON has it", { url, expiresAt: end.toISOString() }, end],
    ["an end that is no date", { url, expiresAt: "soon" }, undefined],
    ["null for an end", { url, expiresAt: null }, undefined],
  ])("reads %s", (_, result, expiresAt) => {
    expect(parseLinkResult(result as LinkResult, [])).toEqual({
      url,
      host: "link.codat.io",
      oneTime: false,
      expiresAt,
    });
  });

  it.each([
    ["a company's", "?link.otp=abc", true],
    ["a connection's", "?otp=abc", true],
    ["a later one", "?x=1&otp=abc", true],
    ["none", "?x=1", false],
    ["a key that ends alike", "?totp=abc", false],
    ["a key that begins alike", "?otpx=abc", false],
    ["a dot that stands for any letter", "?linkxotp=abc", false],
    ["a value that looks like it", "?x=otp", false],
  ])("knows a one-time link by its password: %s", (_, query, oneTime) => {
    expect(parseLinkResult(url + query, []).oneTime).toBe(oneTime);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a number", 1],
    ["an object without a URL", {}],
    ["a URL that is no text", { url: 1 }],
    ["a URL object", new URL(url)],
    ["another host", "https://evil.example/company"],
    ["a script", { url: "javascript:alert(1)" }],
  ])("refuses %s as ONB-201", (_, result) => {
    expect(() => parseLinkResult(result as LinkResult, [])).toThrow(
      expect.objectContaining({ code: "ONB-201" }),
    );
  });

  it("keeps the link byte for byte", () => {
    const secret = `${url}?link.otp=%7e%2B/=&x#y`;
    expect(parseLinkResult(secret, []).url).toBe(secret);
  });
});
