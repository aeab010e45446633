import { type MailMessage, mailtoUrl } from "./mailto.js";

/** Mail services whose pages open with a message; `outlook` is Outlook.com, `office365` is Microsoft 365. */
export type WebmailProvider = "gmail" | "outlook" | "office365" | "yahoo";

/**
 * No service documents its address, so these are data, and never the only way to send a message. Microsoft's pages get a
 * whole `mailto:` link: their plain parameters turn `%2B` in an address into a space. Gmail's lines end in LF.
 */
const composePages: Readonly<Record<WebmailProvider, string>> = {
  gmail: "https://mail.google.com/mail/?view=cm&fs=1&tf=cm&to={to}&su={subject}&body={lines}",
  outlook: "https://outlook.live.com/mail/0/deeplink/compose?mailtouri={mailto}",
  office365: "https://outlook.cloud.microsoft/mail/deeplink/compose?mailtouri={mailto}",
  yahoo: "https://compose.mail.yahoo.com/?to={to}&subject={subject}&body={body}",
};

/**
 * The address of a mail service's page with a message, for computers; for apps and phones use {@link mailtoUrl}. As
 * there, no input can add a header or a recipient.
 *
 * @throws OnboardingError `ONB-105` when an address is not one plain `name@domain`
 */
export function webmailUrl(provider: WebmailProvider, message: MailMessage): string {
  const mailto = mailtoUrl(message);
  const [, to = "", subject = "", body = ""] = mailto.split(/mailto:|\?subject=|&body=/);
  const parts: Readonly<Record<string, string>> = {
    ...{ to, subject, body },
    lines: body.replaceAll("%0D%0A", "%0A"),
    mailto: encodeURIComponent(mailto),
  };
  return composePages[provider].replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? "");
}
