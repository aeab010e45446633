import type { OnboardingError } from "../errors.js";
import { percentEncode } from "../percentEncode.js";
import { stepError } from "../step/stepError.js";

/** A message for the customer's mail program. No `cc`, `bcc`, `from` or attachments: a link must not set them. */
export interface MailMessage {
  /**
   * One or several addresses (`name@domain`, no display names; full-width letters become ordinary ones). Without one,
   * the customer chooses.
   */
  to?: string | readonly string[] | undefined;
  /** One line; line breaks become spaces. */
  subject: string;
  /** Plain text, with any kind of line break. */
  body: string;
}

const lineBreak = /\r\n|[\n\r\u0085\u2028\u2029]/g;
// C0 and C1 except TAB: with NUL, mutt refuses the whole link and NeoMutt cuts the body.
// biome-ignore lint/suspicious/noControlCharactersInRegex: dropping control characters is the point
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const domainName =
  /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)*(?!\d+$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i;

/**
 * Composes a `mailto:` URL (RFC 6068): UTF-8, everything but unreserved characters percent-encoded once,
 * spaces as `%20`, line breaks of the body as `%0D%0A`. Control characters are dropped, lone surrogates
 * become U+FFFD, and no input can add a header or a recipient.
 *
 * @throws OnboardingError `ONB-105` when an address is not one plain `name@domain`
 */
export function mailtoUrl({ to = [], subject, body }: MailMessage): string {
  const recipients = (typeof to === "string" ? [to] : to).filter(Boolean).map(encodeAddress);
  const line = encode(subject.replace(lineBreak, " ").replace(/\t/g, " "));
  const text = body.split(lineBreak).map(encode).join("%0D%0A");
  return `mailto:${recipients.join(",")}?subject=${line}&body=${text}`;
}

/**
 * Whether `address` is one plain `name@domain` (RFC 5322 dot-atom, internationalised domains allowed), also as a Japanese
 * keyboard types it.
 */
export function isMailAddress(address: string): boolean {
  return splitAddress(address) !== undefined;
}

function encode(text: string): string {
  return percentEncode(text.replace(control, ""));
}

function encodeAddress(address: string): string {
  const parts = splitAddress(address);
  if (!parts) throw notAnAddress();
  return `${encode(parts.local)}@${parts.domain}`;
}

/** The error for an address that {@link isMailAddress} refuses. */
export function notAnAddress(): OnboardingError {
  return stepError("ONB-105", { recoverable: true });
}

function splitAddress(address: string): { local: string; domain: string } | undefined {
  // NFKC first: it makes the full-width forms of a Japanese keyboard plain, the `＠` and commas among them.
  const typed = address.normalize("NFKC").trim();
  const [, local = "", domain = ""] = /^([^@]{1,64})@([^@]+)$/.exec(typed) ?? [];
  // RFC 6068 s2 rule 4: the xn-- form interoperates. `URL` applies IDNA, but also accepts characters that an address
  // must not have, hence the test of the letters.
  const ascii =
    /^[\p{L}\p{M}\p{N}.。-]+$/u.test(domain) && /[^\0-\x7f]/.test(domain) ? hostname(domain) : domain;
  return localPart.test(local) && domainName.test(ascii) ? { local, domain: ascii } : undefined;
}

function hostname(domain: string): string {
  try {
    return new URL(`https://${domain}`).hostname;
  } catch {
    return "";
  }
}
