import { type MouseEvent, type ReactNode, useId, useState } from "react";
import { HandWrittenFallback } from "./HandWrittenFallback.js";
import { masks, type Notice } from "./HandWrittenParts.js";

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
      <HandWrittenFallback
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
