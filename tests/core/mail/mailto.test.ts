import { type MailMessage, mailtoUrl } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

const plain: MailMessage = { subject: "", body: "" };

function subjectOf(subject: string): string | undefined {
  return /\?subject=([^&]*)&body=$/.exec(mailtoUrl({ subject, body: "" }))?.[1];
}

function bodyOf(body: string): string | undefined {
  return /\?subject=&body=(.*)$/.exec(mailtoUrl({ subject: "", body }))?.[1];
}

describe("mailtoUrl", () => {
  it("writes subject and body", () => {
    expect(mailtoUrl({ to: "sam@example.com", subject: "Hello Sam", body: "a & b\nc" })).toBe(
      "mailto:sam@example.com?subject=Hello%20Sam&body=a%20%26%20b%0D%0Ac",
    );
  });

  it("leaves the recipient to the customer", () => {
    for (const to of [undefined, "", [], [""]])
      expect(mailtoUrl({ ...plain, to })).toBe("mailto:?subject=&body=");
  });

  it("writes several recipients with commas", () => {
    const to = ["sam@example.com", "robin@example.com"];
    expect(mailtoUrl({ ...plain, to })).toBe("mailto:sam@example.com,robin@example.com?subject=&body=");
  });

  it("writes fifty recipients", () => {
    const to = Array.from({ length: 50 }, (_, index) => `user${index}@example.com`);
    expect(mailtoUrl({ ...plain, to })).toBe(`mailto:${to.join(",")}?subject=&body=`);
  });

  it.each([
    [" ", "%20"],
    ["+", "%2B"],
    ["&", "%26"],
    ["=", "%3D"],
    ["?", "%3F"],
    ["#", "%23"],
    ["%", "%25"],
    ["%0A", "%250A"],
    [";", "%3B"],
    [",", "%2C"],
    ["'", "%27"],
    ["!()*", "%21%28%29%2A"],
    ['"<>\\^`{|}', "%22%3C%3E%5C%5E%60%7B%7C%7D"],
    ["-._~", "-._~"],
    ["é", "%C3%A9"],
    ["伊", "%E4%BC%8A"],
    ["👍", "%F0%9F%91%8D"],
    ["$& $1 {app}", "%24%26%20%241%20%7Bapp%7D"],
    ["\ud83d", "%EF%BF%BD"],
    ["a\udc00b", "a%EF%BF%BDb"],
    ["\0\x07\x1b\x7f\x80\x9f", ""],
  ])("writes %j as %s, in subject and body", (text, written) => {
    expect(subjectOf(text)).toBe(written);
    expect(bodyOf(text)).toBe(written);
  });

  it.each([
    ["\\n", "\n"],
    ["\\r", "\r"],
    ["\\r\\n", "\r\n"],
    ["next line", "\x85"],
    ["line separator", "\u2028"],
    ["paragraph separator", "\u2029"],
  ])("writes the line break %s as %%0D%%0A in the body, and as a space in the subject", (_, lineBreak) => {
    expect(bodyOf(`a${lineBreak}b${lineBreak}${lineBreak}c`)).toBe("a%0D%0Ab%0D%0A%0D%0Ac");
    expect(subjectOf(`a${lineBreak}Bcc: b`)).toBe("a%20Bcc%3A%20b");
  });

  it("keeps a tab in the body, and makes it a space in the subject", () => {
    expect(bodyOf("a\tb")).toBe("a%09b");
    expect(subjectOf("a\tb")).toBe("a%20b");
  });

  it("writes a body of 8 kB as it is", () => {
    expect(bodyOf("é".repeat(8192))).toBe("%C3%A9".repeat(8192));
  });

  it("has no field for what a link must not set", () => {
    const message = {
      ...plain,
      cc: "a@example.com",
      bcc: "b@example.com",
      from: "c@example.com",
      attach: "/etc/passwd",
    };
    expect(mailtoUrl(message as MailMessage)).toBe("mailto:?subject=&body=");
  });
});
