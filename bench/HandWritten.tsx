import { type ReactNode, useId, useState } from "react";

const masks = {
  "data-dd-privacy": "hidden",
  "data-hj-suppress": "",
  "data-private": "",
  "data-clarity-mask": "true",
  "data-sentry-block": "",
};

const mail = {
  subject: "Acme Lending: please connect our Xero (Oak & Elm Ltd)",
  before:
    "Hi,\n\nI'm applying to Acme Lending for a business loan for Oak & Elm Ltd. They'd like us to connect our Xero. You have the login, so could you do it for us? It usually takes a few minutes.",
  after:
    "The link opens a page run by Codat, the service Acme Lending uses to connect. Sign in there and approve. If you look after several organisations, please choose Oak & Elm Ltd.\n\nWhat connecting does: it lets Acme Lending and Codat access our Xero data as a whole, until access is revoked. Codat keeps the data it has read until the connection is deleted. Connecting gives access; it doesn't set how Acme Lending uses the data.\n\nPlease don't send me your password.\n\nIf you're unsure this is from me, call me on the number you already have.\n\nThanks,\nSam Patel",
};

/**
 * What a careful developer would write by hand for one product, one language and one company: the same DOM as an
 * `AuthStep`, and nothing that can be reused. The floor that mounting and updating are measured against.
 */
export function HandWritten({
  companyId,
  status,
}: {
  companyId: string;
  status: "idle" | "pending";
}): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  const [skipped, setSkipped] = useState(false);
  const [recipient, setRecipient] = useState("");
  const [words, setWords] = useState(mail);
  const link = `https://link.codat.io/company/${companyId}`;
  const body = `${words.before}\n\n${link} \n\n${words.after}`.replaceAll("\n", "\r\n");
  const href = `mailto:${recipient}?subject=${encode(words.subject)}&body=${encode(body)}`;
  const field = (name: "subject" | "before" | "after", label: string, rows?: number) => (
    <>
      <label htmlFor={`${id}${name}`}>
        <span>{label}</span>
      </label>
      {rows ? (
        <textarea
          id={`${id}${name}`}
          rows={rows}
          {...masks}
          lang="en-GB"
          dir="ltr"
          value={words[name]}
          onChange={(event) => setWords({ ...words, [name]: event.target.value })}
        />
      ) : (
        <input
          id={`${id}${name}`}
          {...masks}
          lang="en-GB"
          dir="ltr"
          value={words[name]}
          onChange={(event) => setWords({ ...words, [name]: event.target.value })}
        />
      )}
    </>
  );
  return (
    <section
      data-status={status}
      data-invite="none"
      data-skipped={skipped ? "" : undefined}
      aria-labelledby={`${id}heading`}
      className="co-AuthStep"
    >
      <h2 id={`${id}heading`}>
        <span>Connect your accounting software</span> <span>(optional)</span>
      </h2>
      <p>
        <span>Share your accounts from the software you already use.</span>
      </p>
      <p>
        <span>
          Choose your software on Codat’s page, sign in and approve. It usually takes a few minutes.
        </span>
      </p>
      <div className="co-StatusLine" role="status" aria-atomic="false">
        <p>
          <span>{status === "pending" ? "Waiting for confirmation. You can leave this page." : ""}</span>
        </p>
        <p>
          <span>{skipped ? "Skipped for now." : ""}</span>
        </p>
        <p>
          <span>
            <span />
          </span>
        </p>
      </div>
      <a
        data-status={status}
        {...masks}
        href={link}
        aria-describedby={`${id}heading ${id}hint`}
        target="_blank"
        rel="noopener noreferrer"
        className="co-ConnectCTA"
      >
        {status === "pending" ? (
          <span>Continue connecting</span>
        ) : (
          <span>
            <span>Connect </span>
            <bdi>Xero</bdi>
            <span />
          </span>
        )}
      </a>
      <p id={`${id}hint`} className="co-ConnectHint">
        <span>
          <span>Opens </span>
          <bdi>link.codat.io</bdi>
          <span>, run by Codat, in a new tab.</span>
        </span>{" "}
      </p>
      <div className="co-ConsentNotice">
        <ul>
          <li>
            <span>
              <span />
              <bdi>Acme Lending</bdi>
              <span> and Codat can access your </span>
              <bdi>Xero</bdi>
              <span> data as a whole.</span>
            </span>
          </li>
          <li>
            <span>
              <span>Access is ongoing until it is revoked. Ask </span>
              <bdi>Acme Lending</bdi>
              <span> to disconnect it, or revoke it in your software where that is offered.</span>
            </span>
          </li>
          <li>
            <span>
              Codat keeps the data it has read until the connection is deleted. Disconnecting stops new
              reading; it does not delete that data.
            </span>
          </li>
          <li>
            <span>
              <span>Connecting doesn’t set how </span>
              <bdi>Acme Lending</bdi>
              <span> uses the data or what copies it keeps.</span>
            </span>
          </li>
        </ul>
      </div>
      <div className="co-CantSignInFallback" data-open={open ? "" : undefined}>
        <button
          data-open={open ? "" : undefined}
          type="button"
          aria-expanded={open}
          aria-controls={`${id}panel`}
          aria-describedby={`${id}heading`}
          onClick={() => setOpen(!open)}
          className="co-FallbackTrigger"
        >
          <span>
            <span>Can’t sign in to </span>
            <bdi>Xero</bdi>
            <span>?</span>
          </span>
        </button>
        <div data-open={open ? "" : undefined} id={`${id}panel`} hidden={!open} className="co-FallbackPanel">
          <p>
            <span>
              <span>Ask someone who can, such as your accountant. They don’t need an account with </span>
              <bdi>Acme Lending</bdi>
              <span>, and you don’t need their password.</span>
            </span>
          </p>
          <div data-invite="none" data-form="full" className="co-InviteByMailto">
            <a
              data-form="full"
              {...masks}
              href={href}
              aria-describedby={`${id}heading`}
              className="co-InviteLink"
            >
              <span>Invite someone else</span>
            </a>
            <button
              data-copied="idle"
              type="button"
              aria-describedby={`${id}heading`}
              onClick={() => navigator.clipboard.writeText(link)}
              className="co-CopyLink"
            >
              <span>Copy link</span>
            </button>
            <div className="co-InviteMessage" data-open={editing ? "" : undefined}>
              <button
                type="button"
                aria-expanded={editing}
                aria-controls={`${id}message`}
                aria-describedby={`${id}heading`}
                onClick={() => setEditing(!editing)}
              >
                <span>See or edit the message</span>
              </button>
              <div id={`${id}message`} hidden={!editing}>
                <div className="co-InviteRecipient">
                  <label htmlFor={`${id}recipient`}>
                    <span>Their email address (optional)</span>
                  </label>
                  <input
                    id={`${id}recipient`}
                    aria-describedby={`${id}recipienthint`}
                    {...masks}
                    inputMode="email"
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck={false}
                    dir="ltr"
                    value={recipient}
                    aria-invalid={false}
                    onChange={(event) => setRecipient(event.target.value)}
                  />
                  <p id={`${id}recipienthint`}>
                    <span>It stays in your browser. You can also choose it in your email app.</span>
                  </p>
                </div>
                {field("subject", "Subject")}
                {field("before", "Message before the link", 7)}
                <p>
                  <span>The link stays as it is</span> <bdi {...masks}>{link}</bdi>
                </p>
                {field("after", "Message after the link", 18)}
                <p>
                  <span>
                    The message comes from your own email address. You can read and change it first.
                  </span>{" "}
                  <span>Anyone with this link can use it. Send it only to someone you trust.</span>{" "}
                </p>
              </div>
            </div>
          </div>
        </div>
      </div>
      <button
        type="button"
        aria-describedby={`${id}heading`}
        onClick={() => setSkipped(!skipped)}
        className="co-SkipStep"
      >
        <span>{skipped ? "Connect after all" : "I’ll do this later"}</span>
      </button>
    </section>
  );
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
