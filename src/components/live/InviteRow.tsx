"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { CompanyInvite } from "../../core/company/companyInvite.js";
import { formatDate } from "../../core/mail/inviteMessage.js";
import type { InviteStatusMessages } from "../../core/messages/messages.js";
import { hasInviteFailed, isLiveInvite } from "../../core/status/inviteState.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { useInvites } from "../../hooks/live/useInvites.js";
import { StepContext, useStep } from "../../hooks/step/stepContext.js";
import { useAsyncAction } from "../../hooks/step/useAsyncAction.js";
import { selectText } from "../../hooks/step/useMessages.js";
import { withPlatformName } from "../../hooks/step/withPlatformName.js";
import { Action } from "../internals/Action.js";
import { Disclosure } from "../internals/Disclosure.js";
import { sentence } from "../internals/sentence.js";
import { InviteByMailto } from "../invite/InviteByMailto.js";
import { InviteNote } from "./InviteNote.js";
import { InviteReminder } from "./InviteReminder.js";

interface InviteRowProps {
  invite: CompanyInvite;
  words: InviteStatusMessages;
  /** No other was made since. */
  newest: boolean;
}

/** One invite: what it is for, what became of it, and what can be done while it lives. Renders an `<li>`. */
export function InviteRow({ invite, words, newest }: InviteRowProps): ReactNode {
  const outer = useStep();
  const headingId = useId();
  const row = useRef<HTMLLIElement>(null);
  const { cancel } = useInvites();
  const { busy, run } = useAsyncAction(outer, words.failed);
  const [replaced, setReplaced] = useState(false);
  const { id, kind, state, label, expiresAt } = invite;
  const isLive = isLiveInvite(state);
  const isForOthers = kind !== "self";
  const step = withPlatformName({ ...outer, frame: { ...outer.frame, headingId } }, invite.platformName);
  const end = async () => {
    const done = await run(() => cancel(id), words.cancelling);
    // The pressed button goes with the state, which comes by the stream.
    if (done) row.current?.focus();
    return done;
  };
  const date = formatDate(new Date(expiresAt), step.settings.messages?.locale ?? "en-GB");
  const isOver = isForOthers && hasInviteFailed(state);
  return (
    <StepContext.Provider value={step}>
      <li ref={row} tabIndex={-1} data-invite={state}>
        <p id={headingId}>
          {sentence(selectText(words.kind[kind], step), step)}{" "}
          {label && <bdi {...privacyAttributes}>{label}</bdi>}
        </p>
        <p>{sentence(words[state], step)}</p>
        {isOver && newest && !replaced && (
          <Action step={step} text={words.change} onClick={() => setReplaced(true)} />
        )}
        {isLive && (
          <>
            <p>{sentence(words.until, step, { date })}</p>
            {isForOthers && (
              <>
                <InviteReminder invite={invite} words={words} />
                <Disclosure step={step} id={`${headingId}change`} label={words.change}>
                  <Action
                    step={step}
                    text={words.confirm}
                    busy={busy}
                    onClick={async () => setReplaced(await end())}
                  />
                </Disclosure>
              </>
            )}
            <InviteNote step={step} invite={invite} words={words} />
            <Disclosure step={step} id={`${headingId}cancel`} label={words.cancel}>
              <Action step={step} text={words.confirm} busy={busy} onClick={end} />
            </Disclosure>
          </>
        )}
        {replaced && !isLive && <Replacement kind={kind} />}
      </li>
    </StepContext.Provider>
  );
}

/** The next invite. The pressed button is gone, so the focus goes on. */
function Replacement({ kind }: Pick<CompanyInvite, "kind">): ReactNode {
  const invite = useRef<HTMLDivElement>(null);
  useEffect(() => invite.current?.querySelector<HTMLElement>("a, button")?.focus(), []);
  return <InviteByMailto ref={invite} kind={kind} />;
}
