import { mailtoUrl } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";
import { isMailAddress } from "../../../src/core/mail/mailto.js";

function recipient(to: string): string {
  return mailtoUrl({ to, subject: "", body: "" }).replace("?subject=&body=", "").replace("mailto:", "");
}

const long = (length: number) => "a".repeat(length);

const accepted = [
  ["name@example.com", "name@example.com"],
  ["first.last@example.co.uk", "first.last@example.co.uk"],
  ["sam+codat@example.com", "sam%2Bcodat@example.com"],
  ["o'hara@example.com", "o%27hara@example.com"],
  ["a!#$%&'*+-/=?^_`{|}~z@example.com", "a%21%23%24%25%26%27%2A%2B-%2F%3D%3F%5E_%60%7B%7C%7D~z@example.com"],
  ["UPPER@EXAMPLE.COM", "UPPER@EXAMPLE.COM"],
  [" name@example.com ", "name@example.com"],
  ["name@localhost", "name@localhost"],
  ["name@1und1.de", "name@1und1.de"],
  ["name@example.c0m", "name@example.c0m"],
  ["name@xn--bcher-kva.example", "name@xn--bcher-kva.example"],
  ["name@bücher.example", "name@xn--bcher-kva.example"],
  ["name@BÜCHER.example", "name@xn--bcher-kva.example"],
  ["name@例え.jp", "name@xn--r8jz45g.jp"],
  ["name@例え。jp", "name@xn--r8jz45g.jp"],
  // As a Japanese keyboard types them: full-width forms, and each separator of labels that UTS 46 knows.
  ["ｎａｍｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", "name@example.com"],
  ["ＮＡＭＥ１２＠example.com", "NAME12@example.com"],
  ["first．last＋codat＠example.com", "first.last%2Bcodat@example.com"],
  ["name＠例え.jp", "name@xn--r8jz45g.jp"],
  ["name@ｂüｃｈｅｒ．example", "name@xn--bcher-kva.example"],
  ["name@example。com", "name@example.com"],
  ["name@example．com", "name@example.com"],
  ["name@example｡com", "name@example.com"],
  ["name@例え｡jp", "name@xn--r8jz45g.jp"],
  ["ﬁnance@example.com", "finance@example.com"],
  ["\u3000name@example.com\u3000", "name@example.com"],
  [`${long(64)}@example.com`, `${long(64)}@example.com`],
  [`name@${long(63)}.com`, `name@${long(63)}.com`],
];

const refused = [
  "name",
  "@",
  "name@",
  "@example.com",
  " ",
  "a@b@example.com",
  "a b@example.com",
  "a@exam ple.com",
  "a@example.com,b@example.com",
  "a@example.com;b@example.com",
  "a@example.com b@example.com",
  "a@example.com%2Cb@example.com",
  "a@exam,ple",
  "a@exam;ple",
  "a@exam,ple.com",
  "a@exam;ple.com",
  "a.b,c@example.com",
  "a@example.com?bcc=x",
  "a@example.com?bcc=x@example.com",
  "a@example.com&bcc=x@example.com",
  "a@example.com#x",
  "a@example.com/x",
  "a@example.com\r\nBcc: b@example.com",
  "a@example.com\nb",
  "a\r\nBcc:b@example.com",
  "a\0@example.com",
  "a@example.com\0",
  "a@example\0.com",
  "a@bücher.example\x1b",
  "a@bücher.example\0",
  "a@\x1bbücher.example",
  "a@büch\ter.example",
  "a@büch\ner.example",
  "Sam <a@example.com>",
  "<a@example.com>",
  '"a b"@example.com',
  '"a"@example.com',
  "(comment)a@example.com",
  "a@[127.0.0.1]",
  "a@127.0.0.1",
  "a@bücher,evil.example",
  "a@bücher;evil.example",
  "a@bücher.example:25",
  "a@bücher.example/x",
  "a@bücher.example?bcc=x",
  "a@bücher.example#x",
  "a@bücher.example\\x",
  "a@bücher.example，b",
  "a@bücher.example？bcc=x",
  "a@bücher.example＠b",
  "a＠b＠example.com",
  "a＠example.com，b＠example.com",
  "a＠example.com；b＠example.com",
  "a＠example.com？bcc＝x",
  "a＠example.com？bcc＝x＠example.com",
  "a＠example.com％2Cb＠example.com",
  "a＠example.com：25",
  "a＠example.com／x",
  "a＠１２７．０．０．１",
  "a＠［127.0.0.1］",
  "＜a＠example.com＞",
  "a\u3000b＠example.com",
  "a＠exam\u3000ple.com",
  "a＠example．．com",
  "a＠example｡｡com",
  "a＠．example.com",
  "．a＠example.com",
  "a。b@example.com",
  "a｡b@example.com",
  "a@example℀com",
  "a\u037eb@example.com",
  "アリス＠example.com",
  "a@b%C3%BCcher.example",
  "ä@example.com",
  "a\u202e@example.com",
  "a\ud83d@example.com",
  "a@\ud83d.example",
  "a@\ud83dbücher.example",
  ".a@example.com",
  "a.@example.com",
  "a..b@example.com",
  "a:b@example.com",
  "a@-example.com",
  "a@example-.com",
  "a@example..com",
  "a@.example.com",
  "a@example.com.",
  "a@example.123",
  "a@exam_ple.com",
  "mailto:a@example.com",
  "https://link.codat.io/company/x",
  "//a@example.com@",
  `${long(65)}@example.com`,
  `a@${long(64)}.com`,
  `a@${`${long(60)}.`.repeat(5)}com`,
];

describe("a recipient", () => {
  it.each(accepted)("%j is written as %s", (address = "", written) => {
    expect(isMailAddress(address)).toBe(true);
    expect(recipient(address)).toBe(written);
  });

  it.each(refused)("%j is refused as ONB-105", (address) => {
    expect(isMailAddress(address)).toBe(false);
    expect(() => recipient(address)).toThrow(expect.objectContaining({ code: "ONB-105", recoverable: true }));
  });

  it("is not quoted in the error", () => {
    expect(() => recipient("secret.person")).toThrow(/^(?!.*secret)/s);
  });
});
