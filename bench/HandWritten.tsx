import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import {
  CopyButton,
  Disclosure,
  isAddress,
  type Mail,
  Message,
  masks,
  type Notice,
  ShareButton,
  usualWords,
  WebmailLinks,
  writeMail,
} from "./HandWrittenParts.js";

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
  const [skipped, setSkipped] = useState(false);
  const [invited, setInvited] = useState(false);
  const [fallbackOpen, setFallbackOpen] = useState(false);
  const [notice, setNotice] = useState<Notice & { count: number }>({ text: "", count: 0 });
  const headingId = `${id}heading`;
  const link = `https://link.codat.io/company/${companyId}`;
  const say = (next: Notice) => setNotice(({ count }) => ({ ...next, count: count + 1 }));
  const connect = {
    ...masks,
    href: link,
    "aria-describedby": `${headingId} ${id}hint`,
    target: "_blank",
    rel: "noopener noreferrer",
    onClick: () => setSkipped(false),
  };
  const connectText =
    status === "pending" ? (
      <span>Continue connecting</span>
    ) : (
      <span>
        <span>Connect </span>
        <bdi>Xero</bdi>
        <span />
      </span>
    );
  const later = {
    type: "button",
    "aria-describedby": headingId,
    onClick: (event: MouseEvent) => {
      if (event.detail > 1) return;
      setSkipped(!skipped);
      if (!skipped) setFallbackOpen(false);
    },
    children: <span>{skipped ? "Connect after all" : "I’ll do this later"}</span>,
  } as const;
  return (
    <section
      data-status={status}
      data-invite={invited ? "prepared" : "none"}
      data-skipped={skipped ? "" : undefined}
      aria-labelledby={headingId}
      className="co-AuthStep"
    >
      <h2 id={headingId}>
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
          <span>
            {status === "pending"
              ? "Not confirmed yet. You can continue connecting, or leave this page."
              : ""}
          </span>
        </p>
        <p>
          <span>{skipped ? "Skipped for now." : ""}</span>
        </p>
        <p>
          <span key={notice.count} data-failed={notice.failed} data-quiet={notice.quiet}>
            <span>{notice.text}</span>
          </span>
        </p>
      </div>
      <a {...connect} data-status={status} data-skipped={skipped ? "" : undefined} className="co-ConnectCTA">
        {connectText}
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
      <Fallback
        headingId={headingId}
        link={link}
        open={fallbackOpen}
        onToggle={() => setFallbackOpen(!fallbackOpen)}
        invited={invited}
        onInvited={() => setInvited(true)}
        say={say}
        connect={
          <a {...connect} className="co-Action">
            {connectText}
          </a>
        }
        later={<button {...later} className="co-Action" />}
      />
      <button {...later} data-skipped={skipped ? "" : undefined} className="co-SkipStep" />
    </section>
  );
}

function Fallback({
  headingId,
  link,
  open,
  onToggle,
  invited,
  onInvited,
  say,
  connect,
  later,
}: {
  headingId: string;
  link: string;
  open: boolean;
  onToggle: () => void;
  invited: boolean;
  onInvited: () => void;
  say: (notice: Notice) => void;
  connect: ReactNode;
  later: ReactNode;
}): ReactNode {
  const panelId = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState(usualWords);
  const [recipient, setRecipient] = useState("");
  const [opened, setOpened] = useState(false);
  const [adminOpened, setAdminOpened] = useState(false);
  useEffect(() => {
    if (!open && panel.current?.contains(document.activeElement)) trigger.current?.focus();
  }, [open]);
  const address = recipient.trim();
  const mail = writeMail(link, words, isAddress(address) ? address : "");
  const invite = data(invited, words);
  const press = (setPressed: (pressed: true) => void) => () => {
    setPressed(true);
    onInvited();
    say({ text: "Your email app should open. Other ways to send are below.", quiet: true });
  };
  const copyLink = (
    <CopyButton what="link" text={link} headingId={headingId} say={say} onCopied={onInvited} />
  );
  const copyMessage = (
    <CopyButton what="message" text={mail.body} headingId={headingId} say={say} onCopied={onInvited} />
  );
  const shareLink = <ShareButton mail={mail} headingId={headingId} say={say} onShared={onInvited} />;
  const webmail = <WebmailLinks mail={mail} headingId={headingId} onUsed={onInvited} />;
  return (
    <div className="co-CantSignInFallback" data-open={open ? "" : undefined}>
      <button
        ref={trigger}
        data-open={open ? "" : undefined}
        type="button"
        aria-expanded={open}
        aria-controls={panelId}
        aria-describedby={headingId}
        onClick={onToggle}
        className="co-FallbackTrigger"
      >
        <span>
          <span>Can’t sign in to </span>
          <bdi>Xero</bdi>
          <span>?</span>
        </span>
      </button>
      <div
        ref={panel}
        data-open={open ? "" : undefined}
        id={panelId}
        hidden={!open}
        className="co-FallbackPanel"
      >
        <p>
          <span>
            <span>Ask someone who can, such as your accountant. They don’t need an account with </span>
            <bdi>Acme Lending</bdi>
            <span>, and you don’t need their password.</span>
          </span>
        </p>
        <div {...invite} className="co-InviteByMailto">
          <InviteLink
            mail={mail}
            form={invite["data-form"]}
            headingId={headingId}
            onPress={press(setOpened)}
          />
          {shareLink}
          {copyLink}
          {opened && (
            <AfterInvite>
              {copyMessage}
              {webmail}
            </AfterInvite>
          )}
          <Message
            headingId={headingId}
            link={link}
            words={words}
            setWords={setWords}
            recipient={recipient}
            setRecipient={setRecipient}
          />
        </div>
        <div className="co-FallbackAnswers">
          <p>
            <span>Something else?</span>
          </p>
          <ul>
            <Answer
              says="I’m not an admin"
              headingId={headingId}
              answer={<span>Connecting can take an administrator’s access. Invite whoever has it.</span>}
            >
              <div {...invite} className="co-InviteByMailto">
                <InviteLink
                  mail={mail}
                  form={invite["data-form"]}
                  headingId={headingId}
                  onPress={press(setAdminOpened)}
                />
                {adminOpened && (
                  <AfterInvite>
                    {copyMessage}
                    {copyLink}
                    {shareLink}
                    {webmail}
                  </AfterInvite>
                )}
              </div>
            </Answer>
            <Answer
              says="I forgot my password"
              headingId={headingId}
              answer={<span>You can reset it where you usually sign in, then come back and connect.</span>}
            >
              {connect}
            </Answer>
            <Answer
              says="My platform isn’t listed"
              headingId={headingId}
              answer={
                <span>
                  <span>Ask </span>
                  <bdi>Acme Lending</bdi>
                  <span> what else you can do.</span>
                </span>
              }
            />
            <Answer says="Later" headingId={headingId} answer={<span>You can come back to this step.</span>}>
              {later}
            </Answer>
          </ul>
        </div>
      </div>
    </div>
  );
}

function data(invited: boolean, words: typeof usualWords) {
  return {
    "data-invite": invited ? "prepared" : "none",
    "data-form": words === usualWords ? "full" : "edited",
  };
}

function InviteLink({
  mail,
  form,
  headingId,
  onPress,
}: {
  mail: Mail;
  form: string;
  headingId: string;
  onPress: () => void;
}): ReactNode {
  return (
    <a
      data-form={form}
      {...masks}
      href={mail.href}
      aria-describedby={headingId}
      onClick={(event) => (event.detail > 1 ? event.preventDefault() : onPress())}
      className="co-InviteLink"
    >
      <span>Invite someone else</span>
    </a>
  );
}

function AfterInvite({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="co-InviteAfter">
      <p>
        <span>
          Your email app should open with the message. Press send there. If nothing opened, use another way
          below.
        </span>
      </p>
      <div>{children}</div>
      <p>
        <span>We can’t see whether it was sent.</span>
      </p>
    </div>
  );
}

function Answer({
  says,
  headingId,
  answer,
  children,
}: {
  says: string;
  headingId: string;
  answer: ReactNode;
  children?: ReactNode;
}): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <Disclosure label={says} headingId={headingId} open={open} onToggle={() => setOpen(!open)}>
        <p>{answer}</p>
        {children}
      </Disclosure>
    </li>
  );
}
