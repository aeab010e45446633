import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Panel } from "./HandWrittenPanel.js";
import {
  Action,
  type Channel,
  CopyButton,
  Disclosure,
  InviteData,
  masks,
  type Notice,
  usualWords,
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
  const [asked, setAsked] = useState<Channel>();
  /** The customer connects after all, though somebody was asked. */
  const [front, setFront] = useState(false);
  /** Whether the panel is open; nothing of it is there before it was. */
  const [panel, setPanel] = useState<boolean>();
  const [notice, setNotice] = useState<Notice & { count: number }>({ text: "", count: 0 });
  const headingId = `${id}heading`;
  const link = `https://link.codat.io/company/${companyId}`;
  const view = panel ? "handOver" : asked && !front ? "waiting" : "ask";
  const say = (next: Notice) => setNotice(({ count }) => ({ ...next, count: count + 1 }));
  const pass = (channel: Channel) => {
    setAsked(channel);
    setFront(false);
    setPanel(false);
  };
  useBack(!!panel, () => setPanel(false));
  // What was pressed is gone with its view: the heading of the next one takes the focus.
  const last = useRef(view);
  useEffect(() => {
    if (last.current !== view) document.getElementById(headingId)?.focus();
    last.current = view;
  }, [view, headingId]);
  const connect = {
    ...masks,
    href: link,
    target: "_blank",
    rel: "noopener noreferrer",
    onClick: () => setSkipped(false),
    children: status === "pending" ? <span>Continue connecting</span> : xero("Connect ", ""),
  };
  const data = {
    "data-skipped": skipped ? "" : undefined,
    "data-reason": status === "pending" ? "started" : undefined,
  };
  const isAsking = view === "ask";
  const isOffered = isAsking && !skipped;
  const heading = asked && !front ? "Waiting for someone to connect " : "Finish connecting ";
  return (
    <section
      data-status={status}
      data-invite={asked ? "prepared" : "none"}
      data-view={view}
      {...data}
      aria-labelledby={headingId}
      lang="en-GB"
      dir="ltr"
      className="co-AuthStep"
    >
      {isAsking && front && (
        <Action headingId={headingId} look="back" onClick={() => setFront(false)}>
          Back
        </Action>
      )}
      <div className="co-StatusLine" role="status" tabIndex={-1}>
        <div aria-atomic="true">
          {!panel && (
            <h2 id={headingId} tabIndex={-1}>
              {view === "waiting" || (status === "pending" && !skipped) ? (
                xero(heading, "")
              ) : (
                <>
                  {xero("Connect ", "")}
                  <span> </span>
                  <span>(optional)</span>
                </>
              )}
            </h2>
          )}
          {view === "waiting" && <Waiting asked={asked} />}
          {isOffered && status === "pending" && (
            <p>
              <span>It was started on Codat’s page and isn’t finished. Nothing is connected yet.</span>
            </p>
          )}
          {isAsking && skipped && (
            <p>
              <span>Skipped for now.</span>
            </p>
          )}
        </div>
        <p aria-atomic="true">
          <span />
        </p>
        <p aria-atomic="true">
          <span key={notice.count} data-failed={notice.failed} data-quiet={notice.quiet}>
            <span>{notice.text}</span>
          </span>
        </p>
      </div>
      {isOffered && (
        <>
          <a
            {...connect}
            data-status={status}
            {...data}
            aria-describedby={`${headingId} ${id}hint`}
            className="co-ConnectCTA"
          >
            {connect.children}
          </a>
          <p id={`${id}hint`} className="co-ConnectHint">
            <span>
              <span>Opens </span>
              <bdi>link.codat.io</bdi>
              <span>, run by Codat, in a new tab.</span>
            </span>{" "}
            <span>Usually takes a few minutes.</span>
          </p>
        </>
      )}
      {view === "waiting" && (
        <>
          <p className="co-Dates">
            <span>Anyone with the link can use it. Send it only to someone you trust.</span>
          </p>
          <div className="co-Choices">
            <InviteData invited words={usualWords}>
              <CopyButton
                what={asked === "link" ? "link" : "message"}
                text={asked === "link" ? link : writeMail(link, usualWords, "").body}
                headingId={headingId}
                say={say}
                onCopied={pass}
              >
                {asked === "link" ? "Copy link again" : "Nothing opened? Copy the message"}
              </CopyButton>
            </InviteData>
            <Action headingId={headingId} look="quiet" onClick={() => setPanel(true)}>
              Change this invite
            </Action>
            <Action headingId={headingId} look="quiet" onClick={() => setFront(true)}>
              I’ll connect it myself
            </Action>
          </div>
        </>
      )}
      {!(isAsking && skipped) && (
        <Panel
          headingId={headingId}
          link={link}
          open={panel}
          isAsked={isAsking}
          setOpen={setPanel}
          invited={!!asked}
          onPassed={pass}
          say={say}
          connect={connect}
        />
      )}
      {isAsking && (
        <button
          type="button"
          data-skipped={data["data-skipped"]}
          aria-describedby={headingId}
          onClick={(event: MouseEvent) => event.detail < 2 && setSkipped(!skipped)}
          className="co-SkipStep"
        >
          <span>{skipped ? "Undo: show this step again" : "I’ll do this later"}</span>
        </button>
      )}
      {isOffered && <Consent headingId={headingId} />}
    </section>
  );
}

function xero(before: string, after: string): ReactNode {
  return (
    <span>
      <span>{before}</span>
      <bdi>Xero</bdi>
      <span>{after}</span>
    </span>
  );
}

function Waiting({ asked }: { asked: Channel | undefined }): ReactNode {
  return (
    <p>
      <span>
        {asked === "mail"
          ? "Press send in your email, if you haven’t yet: we can’t see whether it went."
          : "Paste what you copied to whoever has the login, if you haven’t yet: we can’t see whether you did."}
      </span>
      <span> </span>
      <span>
        <span />
        <bdi>Acme Lending</bdi>
        <span> will confirm when it is connected.</span>
      </span>
    </p>
  );
}

function Consent({ headingId }: { headingId: string }): ReactNode {
  return (
    <div className="co-ConsentNotice">
      <p>
        <span>
          <span />
          <bdi>Acme Lending</bdi>
          <span> and Codat can access your </span>
          <bdi>Xero</bdi>
          <span> data as a whole, until access is revoked.</span>
        </span>
      </p>
      <Disclosure label="What connecting allows" headingId={headingId}>
        <ul>
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
      </Disclosure>
    </div>
  );
}

/** The browser's Back closes the panel, and leaves nothing behind where our own does. */
function useBack(open: boolean, close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!open) return;
    let isGone = false;
    const onPop = () => {
      isGone = true;
      latest.current();
    };
    history.pushState(history.state, "");
    addEventListener("popstate", onPop);
    return () => {
      removeEventListener("popstate", onPop);
      if (!isGone) history.back();
    };
  }, [open]);
}
