import type { ReactNode } from "react";
import { formatDate } from "../../core/mail/inviteMessage.js";
import { canHandOver } from "../../core/step/stepView.js";
import { hasLink } from "../../hooks/links/useLinks.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { languageOf, messagesFor } from "../../hooks/step/useMessages.js";
import { waiting as english, handOver } from "../../locales/en.json";
import { Action } from "../internals/Action.js";
import { sentence } from "../internals/sentence.js";
import { CopyLink } from "../invite/CopyLink.js";
import { CopyMessage } from "../invite/CopyMessage.js";
import { InviteByMailto } from "../invite/InviteByMailto.js";
import { InviteLink } from "../invite/InviteLink.js";

const aDay = 86_400_000;

/** Since when somebody is waited for, and until when their link works; of a link that was copied, who may use it. */
export function waitingDates(step: Step): ReactNode {
  const { connection, links, local } = step;
  const [newest] = connection?.waitingFor ?? [];
  const date = (at: string | Date) => formatDate(new Date(at), languageOf(step).lang);
  const end = newest?.expiresAt ?? links.invite.link?.expiresAt;
  const until = end && date(end);
  const wasMailed = newest && !local.channel?.startsWith("copy");
  return (
    <p key="dates" className="co-Dates">
      {wasMailed
        ? sentence(messagesFor("waiting", english, step).asked, step, {
            asked: date(newest.createdAt),
            until,
          })
        : sentence(messagesFor("handOver", handOver, step).bearer, step, { date: until })}
    </p>
  );
}

/** What the customer can do meanwhile: pass it on once more, change it, connect after all. */
interface WaitingActionsProps {
  step: Step;
  /** Without the ways of passing it on, which the host arranges. */
  bare?: boolean;
}

export function WaitingActions({ step, bare }: WaitingActionsProps): ReactNode {
  const words = messagesFor("waiting", english, step);
  const { dispatch, connection, local, emit, links, factsKey } = step;
  const [newest] = connection?.waitingFor ?? [];
  const isOld = newest && Date.now() - Date.parse(newest.createdAt) > aDay;
  const change = () => {
    dispatch({ type: "panel", open: true });
    links.invite.prefetch?.();
    emit.fallbackOpen();
  };
  return (
    <div className="co-Choices">
      {!bare && (
        <InviteByMailto kind={isOld ? "reminder" : undefined} recipientName={newest?.name ?? local.askedName}>
          {isOld ? (
            <InviteLink>{sentence(words.remind, step)}</InviteLink>
          ) : local.channel === "copyLink" ? (
            <CopyLink>{sentence(words.copyAgain, step)}</CopyLink>
          ) : (
            <CopyMessage>{sentence(words.nothingOpened, step)}</CopyMessage>
          )}
        </InviteByMailto>
      )}
      {canHandOver({ ...step, hasLink: hasLink(links.invite) }) && (
        <Action step={step} text={words.change} look="quiet" onClick={change} />
      )}
      <Action
        step={step}
        text={words.myself}
        look="quiet"
        onClick={() => dispatch({ type: "front", front: factsKey })}
      />
    </div>
  );
}
