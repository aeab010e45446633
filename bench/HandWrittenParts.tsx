// The small parts of `HandWritten`: what it repeats, and the message that it writes.
import { type InputHTMLAttributes, type ReactNode, useEffect, useId, useState } from "react";

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

/** How the task left the page. */
export type Channel = "mail" | "message" | "link";

/** The words around the link. */
export interface Words {
  subject: string;
  before: string;
  after: string;
}

export const usualWords: Words = {
  subject: "Acme Lending: please connect our Xero (Oak & Elm Ltd)",
  before:
    "Hi,\n\nI'm applying to Acme Lending for a business loan for Oak & Elm Ltd. They'd like us to connect our Xero. You have the login, so could you do it for us? It usually takes a few minutes.",
  after:
    "The link opens a page run by Codat, the service Acme Lending uses to connect. Sign in there and approve. If you look after several organisations, please choose Oak & Elm Ltd.\n\nWhat connecting does: it lets Acme Lending and Codat access our Xero data as a whole, until access is revoked. Codat keeps the data it has read until the connection is deleted. Connecting gives access; it doesn't set how Acme Lending uses the data.\n\nPlease don't send me your password.\n\nIf you're unsure this is from me, call me on the number you already have.\n\nThanks,\nSam Patel",
};

export const noteToSelf: Words = {
  subject: "Acme Lending: connect our Xero (Oak & Elm Ltd)",
  before: "A note to myself: connect our Xero to Acme Lending for Oak & Elm Ltd, from a computer.",
  after:
    "What connecting does: it lets Acme Lending and Codat access our Xero data as a whole, until access is revoked. Codat keeps the data it has read until the connection is deleted. Connecting gives access; it doesn't set how Acme Lending uses the data.",
};

export interface Mail {
  subject: string;
  body: string;
  href: string;
}

export function writeMail(link: string, words: Words, to: string): Mail {
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

export function Action({
  headingId,
  look,
  hint,
  open,
  opens,
  onClick,
  children,
}: {
  headingId: string;
  look?: "back" | "quiet" | "row" | "filled";
  hint?: ReactNode;
  open?: boolean;
  opens?: string;
  onClick: () => void;
  children: string;
}): ReactNode {
  const label = <span>{children}</span>;
  return (
    <button
      type="button"
      className="co-Action"
      data-look={look}
      aria-describedby={headingId}
      aria-expanded={open}
      aria-controls={opens}
      onClick={onClick}
    >
      {hint ? (
        <span>
          {label} <small>{hint}</small>
        </span>
      ) : (
        label
      )}
    </button>
  );
}

export function Disclosure({
  label,
  headingId,
  onOpen,
  children,
}: {
  label: string;
  headingId: string;
  onOpen?: (open: boolean) => void;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(false);
  const toggle = () => {
    setOpen(!open);
    onOpen?.(!open);
  };
  return (
    <>
      <button
        type="button"
        className="co-Disclosure"
        aria-expanded={open}
        aria-controls={id}
        aria-describedby={headingId}
        onClick={toggle}
      >
        <span>{label}</span>
      </button>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </>
  );
}

export function Field({
  id,
  label,
  hint,
  onValue,
  rows,
  ...props
}: Omit<InputHTMLAttributes<HTMLInputElement & HTMLTextAreaElement>, "onChange"> & {
  id: string;
  label: string;
  hint?: string;
  onValue: (value: string) => void;
  rows?: number | undefined;
}): ReactNode {
  const field = {
    id,
    "aria-describedby": hint && `${id}hint`,
    onChange: (event: { target: { value: string } }) => onValue(event.target.value),
    ...masks,
    ...props,
  };
  return (
    <>
      <label htmlFor={id}>
        <span>{label}</span>
      </label>
      {rows ? <textarea rows={rows} {...field} /> : <input {...field} />}
      {hint && (
        <p id={`${id}hint`}>
          <span>{hint}</span>
        </p>
      )}
    </>
  );
}

const formOf = (words: Words) => (words === usualWords ? "full" : "edited");

export function InviteData({
  invited,
  words,
  children,
}: {
  invited: boolean;
  words: Words;
  children: ReactNode;
}): ReactNode {
  return (
    <div className="co-InviteByMailto" data-invite={invited ? "prepared" : "none"} data-form={formOf(words)}>
      {children}
    </div>
  );
}

export function InviteLink({
  mail,
  words,
  headingId,
  onPress,
  children,
}: {
  mail: Mail;
  words: Words;
  headingId: string;
  onPress: () => void;
  children: string;
}): ReactNode {
  return (
    <a
      {...masks}
      data-form={formOf(words)}
      href={mail.href}
      aria-describedby={headingId}
      onClick={(event) => (event.detail > 1 ? event.preventDefault() : onPress())}
      className="co-InviteLink"
    >
      <span>{children}</span>
    </a>
  );
}

export function CopyButton({
  what,
  text,
  headingId,
  say,
  onCopied,
  children = what === "link" ? "Copy link" : "Copy the message",
}: {
  what: "link" | "message";
  text: string;
  headingId: string;
  say: (notice: Notice) => void;
  onCopied: (channel: Channel) => void;
  children?: string;
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
      say({ text: what === "link" ? "Link copied." : "Message copied." });
      onCopied(what);
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
        <span>{children}</span>
      </button>
      {copied === "failed" && (
        <textarea ref={(field) => field?.select()} aria-label={children} readOnly value={text} {...masks} />
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
  onShared: (channel: Channel) => void;
}): ReactNode {
  const data = { title: mail.subject, text: mail.body };
  if (!navigator.canShare?.(data)) return null;
  const share = async () => {
    try {
      await navigator.share(data);
      say({ text: "Handed over to the app you chose." });
      onShared("message");
    } catch (cause) {
      if ((cause as Error).name !== "AbortError")
        say({ text: "Sharing didn’t work. Try again, or copy the link instead.", failed: true });
    }
  };
  return (
    <button type="button" aria-describedby={headingId} onClick={share} className="co-ShareLink">
      <span>Share the link</span>
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
  onUsed: (channel: Channel) => void;
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
      <Disclosure label="Use webmail: Gmail, Outlook, Yahoo" headingId={headingId} onOpen={setOpen}>
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
                onClick={() => onUsed("mail")}
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

export function QRCode({ link, headingId }: { link: string; headingId: string }): ReactNode {
  const [code, setCode] = useState<{ size: number; path: string }>();
  const draw = async () => {
    const { encode } = await import("uqr");
    const { data, size } = encode(link, { border: 4, ecc: "M" });
    const cells = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
    setCode({ size, path: cells.join("") });
  };
  return (
    <div className="co-LinkQRCode" data-open={code ? "" : undefined}>
      <button type="button" aria-describedby={headingId} onClick={() => (code ? setCode(undefined) : draw())}>
        <span>{code ? "Hide the QR code" : "Show a QR code"}</span>
      </button>
      {code && (
        <svg role="img" aria-label="QR code of the link" viewBox={`0 0 ${code.size} ${code.size}`}>
          <path d={code.path} />
        </svg>
      )}
    </div>
  );
}
