// What takes the place of the question in `HandWritten`: every way of handing over, and what else is in the way.
import { type AnchorHTMLAttributes, type ReactNode, useId, useState } from "react";
import {
  Action,
  type Channel,
  CopyButton,
  Field,
  InviteData,
  InviteLink,
  isAddress,
  type Notice,
  noteToSelf,
  QRCode,
  ShareButton,
  usualWords,
  WebmailLinks,
  type Words,
  writeMail,
} from "./HandWrittenParts.js";
import { Answer, answers, focus, Message } from "./HandWrittenViews.js";

/** What stands in the panel's place: the whole message, the list of what is in the way, or one of its answers. */
type Shown = "message" | "answers" | keyof typeof answers;

export function Panel({
  headingId,
  link,
  open,
  isAsked,
  setOpen,
  invited,
  onPassed,
  say,
  connect,
}: {
  headingId: string;
  link: string;
  open: boolean | undefined;
  isAsked: boolean;
  setOpen: (open: boolean) => void;
  invited: boolean;
  onPassed: (channel: Channel) => void;
  say: (notice: Notice) => void;
  connect: AnchorHTMLAttributes<HTMLAnchorElement>;
}): ReactNode {
  const panelId = useId();
  const [path, setPath] = useState<readonly Shown[]>([]);
  const [words, setWords] = useState<Words>(usualWords);
  const [name, setName] = useState("");
  const [recipient, setRecipient] = useState("");
  const shown = path.at(-1);
  const address = recipient.trim();
  const to = isAddress(address) ? address : "";
  const greeted = {
    ...words,
    before: words.before.replace(/^Hi,/, name.trim() ? `Hi ${name.trim()},` : "Hi,"),
  };
  const mail = writeMail(link, greeted, to);
  const passed = (channel: Channel) => {
    setPath([]);
    onPassed(channel);
  };
  const press = () => {
    say({ text: "Your email app should open. Other ways to send are below.", quiet: true });
    passed("mail");
  };
  const enter = (view: Shown) => setPath([...path, view]);
  const mailLink = (
    <InviteLink mail={mail} words={words} headingId={headingId} onPress={press}>
      Write the email
    </InviteLink>
  );
  const copyMessage = (
    <CopyButton what="message" text={mail.body} headingId={headingId} say={say} onCopied={passed} />
  );
  const views: Record<Shown, () => ReactNode> = {
    message: () => (
      <Message link={link} words={greeted} setWords={setWords}>
        {mailLink}
        {copyMessage}
      </Message>
    ),
    answers: () => (
      <>
        <h2 tabIndex={-1} ref={focus}>
          <span>What is in the way?</span>
        </h2>
        <ul>
          {Object.entries(answers).map(([view, { says, hint }]) => (
            <li key={view}>
              <Action headingId={headingId} look="row" hint={hint} onClick={() => enter(view as Shown)}>
                {says}
              </Action>
            </li>
          ))}
        </ul>
      </>
    ),
    notAdmin: () => (
      <Answer view="notAdmin">
        <Action headingId={headingId} look="filled" onClick={() => setPath([])}>
          Ask someone else
        </Action>
      </Answer>
    ),
    forgotPassword: () => (
      <Answer view="forgotPassword">
        <a {...connect} aria-describedby={headingId} className="co-Action" data-look="filled">
          {connect.children}
        </a>
        <p>
          <span>Opens in a new tab.</span>
        </p>
      </Answer>
    ),
    notListed: () => <Answer view="notListed" />,
  };
  return (
    <div className="co-CantSignInFallback" data-open={open ? "" : undefined}>
      {isAsked && (
        <button
          type="button"
          aria-expanded={!!open}
          aria-controls={panelId}
          aria-describedby={headingId}
          onClick={() => setOpen(true)}
          className="co-FallbackTrigger"
        >
          <span>
            <span>
              <span>Can’t sign in to </span>
              <bdi>Xero</bdi>
              <span>?</span>
            </span>{" "}
            <small>
              <span>Ask your accountant or a colleague</span>
            </small>
          </span>
        </button>
      )}
      <div data-open={open ? "" : undefined} id={panelId} hidden={!open} className="co-FallbackPanel">
        {open !== undefined && (
          <>
            <Action
              headingId={headingId}
              look="back"
              onClick={() => (shown ? setPath(path.slice(0, -1)) : setOpen(false))}
            >
              Back
            </Action>
            <div hidden={!!shown}>
              <h2 id={open ? headingId : undefined} tabIndex={-1}>
                <span>Ask someone who has the login</span>
              </h2>
              <p>
                <span>
                  <span>They don’t need an account with </span>
                  <bdi>Acme Lending</bdi>
                  <span>, and you don’t need their password.</span>
                </span>
              </p>
              <InviteData invited={invited} words={words}>
                <Ways
                  headingId={headingId}
                  link={link}
                  name={name}
                  setName={setName}
                  mailLink={mailLink}
                  copyLink={
                    <CopyButton what="link" text={link} headingId={headingId} say={say} onCopied={passed} />
                  }
                  share={<ShareButton mail={mail} headingId={headingId} say={say} onShared={passed} />}
                  more={[
                    <div key="message" className="co-InviteMessage">
                      <Action headingId={headingId} look="quiet" onClick={() => enter("message")}>
                        Read or change the message
                      </Action>
                    </div>,
                    copyMessage,
                    <WebmailLinks key="webmail" mail={mail} headingId={headingId} onUsed={passed} />,
                    <QRCode key="code" link={link} headingId={headingId} />,
                    <InviteData key="self" invited={invited} words={usualWords}>
                      <InviteLink
                        mail={writeMail(link, noteToSelf, to)}
                        words={usualWords}
                        headingId={headingId}
                        onPress={() => setOpen(false)}
                      >
                        Email it to myself
                      </InviteLink>
                    </InviteData>,
                    <Recipient key="recipient" value={recipient} onValue={setRecipient} />,
                  ]}
                />
              </InviteData>
              <div className="co-FallbackAnswers">
                <Action headingId={headingId} look="quiet" onClick={() => enter("answers")}>
                  Something else in the way?
                </Action>
              </div>
            </div>
            <div className="co-SubView" hidden={!shown}>
              {shown && views[shown]()}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

function Ways({
  headingId,
  link,
  name,
  setName,
  mailLink,
  copyLink,
  share,
  more,
}: {
  headingId: string;
  link: string;
  name: string;
  setName: (name: string) => void;
  mailLink: ReactNode;
  copyLink: ReactNode;
  share: ReactNode;
  more: readonly ReactNode[];
}): ReactNode {
  const id = useId();
  const [open, setOpen] = useState<boolean>();
  const isSharing = !!navigator.canShare?.({ text: link }) && matchMedia("(pointer: coarse)").matches;
  return (
    <>
      <div className="co-InviteName">
        <Field
          id={`${id}name`}
          label="Who are you asking? (optional)"
          hint="A name, to greet them in the message. It stays in your browser."
          value={name}
          onValue={setName}
          maxLength={80}
          autoComplete="off"
        />
      </div>
      {isSharing ? share : mailLink}
      <p>
        <span>
          {isSharing
            ? "Opens your device’s share menu: messages, WhatsApp, email. You read it before it goes."
            : "Opens your email app, from your own address. You read it before it goes."}
        </span>
      </p>
      <div className="co-Ways">
        {isSharing ? mailLink : copyLink}
        <Action headingId={headingId} opens={`${id}more`} open={!!open} onClick={() => setOpen(!open)}>
          More ways
        </Action>
      </div>
      <p>
        <span>Anyone with the link can use it. Send it only to someone you trust.</span>{" "}
      </p>
      <ul id={`${id}more`} hidden={!open}>
        {open !== undefined && (
          <>
            {isSharing && <li>{copyLink}</li>}
            {more.map((way, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are always the same
              <li key={index}>{way}</li>
            ))}
          </>
        )}
      </ul>
    </>
  );
}

function Recipient({ value, onValue }: { value: string; onValue: (value: string) => void }): ReactNode {
  const id = useId();
  const [left, setLeft] = useState(false);
  const invalid = left && value.trim() !== "" && !isAddress(value.trim());
  return (
    <div className="co-InviteRecipient" data-invalid={invalid ? "" : undefined}>
      <Field
        id={id}
        label="Their email address (optional)"
        hint={
          invalid
            ? "Enter one email address, like name@example.com"
            : "It stays in your browser. You can also choose it in your email app."
        }
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        value={value}
        aria-invalid={invalid}
        onValue={onValue}
        onBlur={() => setLeft(true)}
      />
    </div>
  );
}
