import { parseCompanyId } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

const guid = "1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10";

describe("parseCompanyId", () => {
  it.each([
    ["a GUID", guid],
    ["a GUID in upper case", guid.toUpperCase()],
    ["a GUID in mixed case", `1FA3c5e2${guid.slice(8)}`],
    ["a GUID between spaces", ` ${guid} `],
    ["a GUID between tabs and line breaks", `\t${guid}\r\n`],
    ["a GUID between no-break spaces", `\u00a0${guid}\u3000`],
  ])("reads %s in its canonical form", (_, input) => {
    expect(parseCompanyId(input)).toBe(guid);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a number", 1],
    ["NaN", Number.NaN],
    ["a boolean", true],
    ["a symbol", Symbol("id")],
    ["an array of a GUID", [guid]],
    ["an object with toString", { toString: () => guid }],
    ["a String object", new String(guid)],
    ["an object whose toString throws", { toString: () => JSON.parse("{") }],
    ["an empty string", ""],
    ["only spaces", "   "],
    ["a path", "../../x"],
    ["a GUID behind a path", `../${guid}`],
    ["a GUID before a path", `${guid}/connections`],
    ["percent-encoded dots", "%2e%2e"],
    ["a query", "?a=b"],
    ["a GUID with a query", `${guid}?a=b`],
    ["a fragment", "#"],
    ["a GUID with a fragment", `${guid}#`],
    ["a script", "javascript:alert(1)"],
    ["braces", `{${guid}}`],
    ["parentheses", `(${guid})`],
    ["quotes", `"${guid}"`],
    ["urn:uuid:", `urn:uuid:${guid}`],
    ["no hyphens", guid.replaceAll("-", "")],
    ["a letter that is no hex digit", guid.replace("1", "g")],
    ["a digit too few", guid.slice(1)],
    ["a digit too many", `${guid}0`],
    ["a space inside", guid.replace("-", " ")],
    ["en dashes", guid.replaceAll("-", "–")],
    ["full-width digits", guid.replaceAll("1", "１")],
    ["a zero-width space inside", `1\u200b${guid.slice(1)}`],
    ["two lines, one of them a GUID", `x\n${guid}`],
    ["a GUID and a NUL", `${guid}\0`],
    ["an emoji", "🏢"],
    ["a GUID and a megabyte of spaces", guid + " ".repeat(1_000_000)],
    ["a megabyte", "a".repeat(1_000_000)],
  ])("finds no id in %s", (_, input) => {
    expect(parseCompanyId(input)).toBeUndefined();
  });
});
