import type { MailMessage } from "codat-onboarding/core";
import * as fc from "fast-check";

/** What has broken composers and mail programs: separators, escapes, line breaks, controls, headers, scripts. */
const hostile = [
  ..."?&=#,;:@/\\+%'\"!()*~<>[]{}|^`$ \t\n\r\0\x07\x1b\x7f\x85\x9b\u2028\u2029\ufeff\u202e\u2066\u200b\ud83d\udc00",
  ..."é漢字あ한שلم👩🏽💻🇯🇵\u200d\u0301\uffff",
  ..."\r\n %0D%0A %0d%0a %0A %00 %20 %2B %25 %zz % %E4%BC &amp; &bcc=evil@example.com &cc=evil@example.com".split(
    " ",
  ),
  ..."?bcc=evil@example.com &attach=/etc/passwd &to=evil@example.com ,evil@example.com =?utf-8?q?x?=".split(
    " ",
  ),
  ..."$& $1 {business} {app} https://link.codat.io/company/x?otp=a%2Bb&c=d#e <b> </a> &lt;".split(" "),
  "\r\nBcc: evil@example.com\r\n",
  "\n\nBcc: evil@example.com",
  "\r\r\n\n",
  "word ",
];

/** What some mail program takes for the end of an address. */
const separators = ',;?&#:/\\<>()[]"@% \t\r\n\0';

const surrogate = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit));

/** Text as people and attackers write it. */
export const text: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...hostile), weight: 6 },
      { arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }), weight: 2 },
      { arbitrary: fc.string({ unit: "binary", maxLength: 4 }), weight: 2 },
      { arbitrary: surrogate, weight: 1 },
      { arbitrary: fc.lorem({ maxCount: 6 }), weight: 1 },
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(""));

const atoms = fc.string({
  unit: fc.constantFrom(..."abcXYZ019!#$%&'*+-/=?^_`{|}~"),
  minLength: 1,
  maxLength: 12,
});
const local = fc.array(atoms, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("."));
const domain = fc.oneof(
  fc.domain(),
  fc.constantFrom("bücher.example", "例え.jp", "xn--bcher-kva.example", "localhost"),
);

/** An address that must be accepted. */
export const address: fc.Arbitrary<string> = fc.tuple(local, domain).map((parts) => parts.join("@"));

/** What somebody might type, paste or inject where an address belongs. */
export const wouldBeAddress: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(address, fc.oneof(fc.constantFrom(...separators), fc.constantFrom(...hostile)), fc.nat(40))
    .map(([good, bad, at]) => good.slice(0, at) + bad + good.slice(at)),
  text,
  fc.tuple(address, text).map((parts) => parts.join("")),
  fc.tuple(text, address).map((parts) => parts.join("")),
  fc.tuple(local, text, domain).map(([before, middle, after]) => `${before}${middle}@${after}`),
  fc.tuple(local, text, domain).map(([before, middle, after]) => `${before}@${middle}${after}`),
);

/** Messages to nobody, somebody or several, as hostile as the table above. */
export const message: fc.Arbitrary<MailMessage> = fc.record(
  {
    to: fc.oneof(fc.constant(""), address, fc.array(address, { maxLength: 3 })),
    subject: text,
    body: fc.array(text, { maxLength: 4 }).map((parts) => parts.join("\n\n")),
  },
  { requiredKeys: ["subject", "body"] },
);
