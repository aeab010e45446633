import { type MailMessage, mailtoUrl } from "./mailto.js";

/** Mail services whose pages open with a message; `outlook` is Outlook.com, `office365` is Microsoft 365. */
export type WebmailProvider = "gmail" | "outlook" | "office365" | "yahoo";

/**
 * None of these addresses is promised by its service, so they are data, and never the only way. Microsoft's take a
 * whole `mailto:`: their plain parameters turn `%2B` in an address into a space. Gmail's lines end in LF.
 */
const composePages: Readonly<Record<WebmailProvider, string>> = {
  gmail: "https://mail.google.com/mail/?view=cm&fs=1&tf=cm&to={to}&su={subject}&body={lines}",
  outlook: "https://outlook.live.com/mail/0/deeplink/compose?mailtouri={mailto}",
  office365: "https://outlook.cloud.microsoft/mail/deeplink/compose?mailtouri={mailto}",
  yahoo: "https://compose.mail.yahoo.com/?to={to}&subject={subject}&body={body}",
};

/**
 * The page of a mail service that opens with a message, for computers; apps and phones take {@link mailtoUrl}. As there,
 * no input can add a header or a recipient.
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
