import { domainToASCII } from "node:url";
import type { MailMessage } from "codat-onboarding/core";

/** A message as the colleague's mail program must show it. */
export interface IntendedMessage {
  to: string[];
  subject: string;
  body: string;
}

/**
 * What the documentation promises of a message, said a second time in the plainest way: controls dropped, lone
 * surrogates replaced, line breaks as CRLF, the subject one line, domains as `xn--`.
 */
export function intendedMessage({ to = [], subject, body }: MailMessage): IntendedMessage {
  const addresses = (typeof to === "string" ? [to] : to).filter((address) => address !== "");
  return {
    to: addresses.map((address) => {
      const [local, domain = ""] = address.trim().split("@");
      return `${local}@${/^[ -~]+$/.test(domain) ? domain : domainToASCII(domain)}`;
    }),
    subject: lines(subject).join(" ").replaceAll("\t", " "),
    body: lines(body).join("\r\n"),
  };
}

function lines(text: string): string[] {
  return text
    .replaceAll("\r\n", "\n")
    .split(/[\r\n\x85\u2028\u2029]/)
    .map(readable);
}

function readable(text: string): string {
  const kept = Array.from({ length: text.length }, (_, index) => text.charAt(index)).filter((unit) => {
    const code = unit.charCodeAt(0);
    return unit === "\t" || !(code < 0x20 || (code >= 0x7f && code <= 0x9f));
  });
  // UTF-8 has no lone surrogates: Node writes U+FFFD for each.
  return Buffer.from(kept.join("")).toString();
}
