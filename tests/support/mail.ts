/** What a `mailto:` link says, as a mail program reads it. */
export interface Mail {
  to: string;
  subject: string;
  body: string;
}

/** Reads a `mailto:` link; its line breaks become `\n`. */
export function readMail(href: string): Mail {
  const url = new URL(href);
  return {
    to: decodeURIComponent(url.pathname),
    subject: url.searchParams.get("subject") ?? "",
    body: (url.searchParams.get("body") ?? "").replaceAll("\r\n", "\n"),
  };
}
