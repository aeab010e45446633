import { type StepOptions, useInvite } from "codat-onboarding";
import "./MailWindow.css";

interface MailWindowProps extends StepOptions {
  kind?: "connect" | "reconnect" | undefined;
  recipientName?: string | undefined;
  defaultRecipient?: string | undefined;
}

/** A plain mail program's window with what the finished `mailto:` link puts into it, read back from the link. */
export function MailWindow(options: MailWindowProps) {
  const { linkProps, mail, form } = useInvite(options);
  const { to, subject, body } = readMailto(linkProps.href ?? "mailto:");
  return (
    <article className="mail" data-form={form}>
      <dl>
        <dt>From</dt>
        <dd>{options.inviterName ?? "The customer"}</dd>
        <dt>To</dt>
        <dd>{to || "chosen in the mail program"}</dd>
        <dt>Subject</dt>
        <dd lang={mail.locale} dir="auto">
          {subject}
        </dd>
      </dl>
      <div className="mail-body" lang={mail.locale} dir={mail.dir}>
        {body.split(/(https:\S+)/).map((text, index) =>
          index % 2 ? (
            <a key={text} href={text}>
              {text}
            </a>
          ) : (
            text
          ),
        )}
      </div>
      <p className="mail-foot">
        The {form} form, {linkProps.href?.length ?? 0} characters as a link.
      </p>
    </article>
  );
}

/** What RFC 6068 says a mail program reads. */
function readMailto(href: string) {
  const [, to = "", query = ""] = /^mailto:([^?]*)\??(.*)$/.exec(href) ?? [];
  const fields = new Map(
    query.split("&").map((field) => field.split("=").map(decodeURIComponent) as [string, string]),
  );
  return {
    to: decodeURIComponent(to),
    subject: fields.get("subject") ?? "",
    body: (fields.get("body") ?? "").replaceAll("\r\n", "\n"),
  };
}
