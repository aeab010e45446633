// The small parts of `HandWritten`: what it repeats, and the message that it writes.
import { type ReactNode, useEffect, useId, useState } from "react";

export const masks = {
  "data-dd-privacy": "hidden",
  "data-hj-suppress": "",
  "data-private": "",
  "data-clarity-mask": "true",
  "data-sentry-block": "",
};

export interface Notice {
  text: string;
  failed?: boolean;
  quiet?: boolean;
}

export const usualWords = {
  subject: "Acme Lending: please connect our Xero (Oak & Elm Ltd)",
  before:
    "Hi,\n\nI'm applying to Acme Lending for a business loan for Oak & Elm Ltd. They'd like us to connect our Xero. You have the login, so could you do it for us? It usually takes a few minutes.",
  after:
    "The link opens a page run by Codat, the service Acme Lending uses to connect. Sign in there and approve. If you look after several organisations, please choose Oak & Elm Ltd.\n\nWhat connecting does: it lets Acme Lending and Codat access our Xero data as a whole, until access is revoked. Codat keeps the data it has read until the connection is deleted. Connecting gives access; it doesn't set how Acme Lending uses the data.\n\nPlease don't send me your password.\n\nIf you're unsure this is from me, call me on the number you already have.\n\nThanks,\nSam Patel",
};

export interface Mail {
  subject: string;
  body: string;
  href: string;
}

export function writeMail(link: string, words: typeof usualWords, to: string): Mail {
  const body = `${words.before}\n\n${link} \n\n${words.after}`;
  const text = encode(body.replaceAll("\n", "\r\n"));
  const href = `mailto:${encode(to).replace("%40", "@")}?subject=${encode(words.subject)}&body=${text}`;
  return { subject: words.subject, body, href };
}

export function isAddress(text: string): boolean {
  return /^[^\s@,;<>]+@[^\s@,;<>]+$/.test(text);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function Disclosure({
  label,
  headingId,
  open,
  onToggle,
  children,
}: {
  label: string;
  headingId: string;
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="co-Disclosure"
        aria-expanded={open}
        aria-controls={id}
        aria-describedby={headingId}
        onClick={onToggle}
      >
        <span>{label}</span>
      </button>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </>
  );
}

export function CopyButton({
  what,
  text,
  headingId,
  say,
  onCopied,
}: {
  what: "link" | "message";
  text: string;
  headingId: string;
  say: (notice: Notice) => void;
  onCopied: () => void;
}): ReactNode {
  const [copied, setCopied] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (copied !== "copied") return;
    const timer = setTimeout(setCopied, 5000, "idle");
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("copied");
      say({ text: `${what === "link" ? "Link" : "Message"} copied.` });
      onCopied();
    } catch {
      setCopied("failed");
      say({ text: "Couldn’t copy. The text is selected; copy it yourself.", failed: true });
    }
  };
  return (
    <>
      <button
        data-copied={copied}
        type="button"
        aria-describedby={headingId}
        onClick={copy}
        className={what === "link" ? "co-CopyLink" : "co-CopyMessage"}
      >
        <span>
          {copied === "copied" ? `${what === "link" ? "Link" : "Message"} copied.` : `Copy ${what}`}
        </span>
      </button>
      {copied === "failed" && (
        <textarea
          ref={(field) => field?.select()}
          aria-label={`Copy ${what}`}
          readOnly
          value={text}
          {...masks}
        />
      )}
    </>
  );
}

export function ShareButton({
  mail,
  headingId,
  say,
  onShared,
}: {
  mail: Mail;
  headingId: string;
  say: (notice: Notice) => void;
  onShared: () => void;
}): ReactNode {
  const data = { title: mail.subject, text: mail.body };
  if (!navigator.canShare?.(data)) return null;
  const share = async () => {
    try {
      await navigator.share(data);
      say({ text: "Handed over to the app you chose." });
      onShared();
    } catch (cause) {
      if ((cause as Error).name !== "AbortError")
        say({ text: "Sharing didn’t work. Try again, or copy the link instead.", failed: true });
    }
  };
  return (
    <button type="button" aria-describedby={headingId} onClick={share} className="co-ShareLink">
      <span>Share the invite…</span>
    </button>
  );
}

export function WebmailLinks({
  mail,
  headingId,
  onUsed,
}: {
  mail: Mail;
  headingId: string;
  onUsed: () => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const [, to, subject, body = ""] = mail.href.split(/mailto:|\?subject=|&body=/);
  const whole = encodeURIComponent(mail.href);
  const lines = body.replaceAll("%0D%0A", "%0A");
  const services = {
    Gmail: `https://mail.google.com/mail/?view=cm&fs=1&tf=cm&to=${to}&su=${subject}&body=${lines}`,
    "Outlook.com": `https://outlook.live.com/mail/0/deeplink/compose?mailtouri=${whole}`,
    "Microsoft 365": `https://outlook.cloud.microsoft/mail/deeplink/compose?mailtouri=${whole}`,
    "Yahoo Mail": `https://compose.mail.yahoo.com/?to=${to}&subject=${subject}&body=${body}`,
  };
  return (
    <div data-open={open ? "" : undefined} className="co-WebmailLinks">
      <Disclosure label="Use webmail" headingId={headingId} open={open} onToggle={() => setOpen(!open)}>
        {open && (
          <>
            <p>
              <span>Opens a new email in a new tab. You can read it before you send it.</span>
            </p>
            {Object.entries(services).map(([name, href]) => (
              <a
                key={name}
                {...masks}
                href={href}
                target="_blank"
                rel="noopener noreferrer"
                translate="no"
                onClick={onUsed}
              >
                {name}
              </a>
            ))}
          </>
        )}
      </Disclosure>
    </div>
  );
}

export function Message({
  headingId,
  link,
  words,
  setWords,
  recipient,
  setRecipient,
}: {
  headingId: string;
  link: string;
  words: typeof usualWords;
  setWords: (words: typeof usualWords) => void;
  recipient: string;
  setRecipient: (recipient: string) => void;
}): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [left, setLeft] = useState(false);
  const invalid = left && recipient.trim() !== "" && !isAddress(recipient.trim());
  const field = (name: keyof typeof words) => ({
    id: `${id}${name}`,
    ...masks,
    lang: "en-GB",
    dir: "ltr",
    value: words[name],
    onChange: (event: { target: { value: string } }) => setWords({ ...words, [name]: event.target.value }),
  });
  return (
    <div className="co-InviteMessage" data-open={open ? "" : undefined}>
      <Disclosure
        label="See or edit the message"
        headingId={headingId}
        open={open}
        onToggle={() => setOpen(!open)}
      >
        <div className="co-InviteRecipient" data-invalid={invalid ? "" : undefined}>
          <label htmlFor={`${id}recipient`}>
            <span>Their email address (optional)</span>
          </label>
          <input
            id={`${id}recipient`}
            aria-describedby={`${id}hint`}
            {...masks}
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            value={recipient}
            aria-invalid={invalid}
            onChange={(event) => setRecipient(event.target.value)}
            onBlur={() => setLeft(true)}
          />
          <p id={`${id}hint`}>
            <span>
              {invalid
                ? "Enter one email address, like name@example.com"
                : "It stays in your browser. You can also choose it in your email app."}
            </span>
          </p>
        </div>
        <label htmlFor={`${id}subject`}>
          <span>Subject</span>
        </label>
        <input {...field("subject")} />
        <label htmlFor={`${id}before`}>
          <span>Message before the link</span>
        </label>
        <textarea rows={7} {...field("before")} />
        <p>
          <span>The link stays as it is</span> <bdi {...masks}>{link}</bdi>
        </p>
        <label htmlFor={`${id}after`}>
          <span>Message after the link</span>
        </label>
        <textarea rows={18} {...field("after")} />
        <p>
          <span>The message comes from your own email address. You can read and change it first.</span>{" "}
          <span>Anyone with this link can use it. Send it only to someone you trust.</span>{" "}
        </p>
      </Disclosure>
    </div>
  );
}
