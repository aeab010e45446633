"use client";

import { type ReactNode, useId, useState } from "react";
import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { InviteStatusMessages } from "../../core/messages/messages.js";
import { isLiveInvite } from "../../core/status/inviteState.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { useInvites } from "../../hooks/live/useInvites.js";
import { StepContext, useStep } from "../../hooks/step/stepContext.js";
import { useAsyncAction } from "../../hooks/step/useAsyncAction.js";
import { withPlatformName } from "../../hooks/step/withPlatformName.js";
import { Action } from "../internals/Action.js";
import { buttonProps } from "../internals/buttonProps.js";
import { Disclosure } from "../internals/Disclosure.js";
import { sentence } from "../internals/sentence.js";
import { InviteReminder } from "./InviteReminder.js";
import { InviteRename } from "./InviteRename.js";
import { stepOf, whomText } from "./inviteText.js";

interface InviteRowProps {
  invite: CompanyInvite;
  words: InviteStatusMessages;
  /** Somebody else is to be asked. */
  onReplace(): void;
}

/** One invite as one thing to press: whom it asks and what became of it. It opens what can be done. Renders an `<li>`. */
export function InviteRow({ invite, words, onReplace }: InviteRowProps): ReactNode {
  const outer = useStep();
  const id = useId();
  const rowId = `${id}row`;
  const [open, setOpen] = useState(false);
  const { cancel } = useInvites();
  const { busy, run } = useAsyncAction(outer, words.failed);
  const { kind, state } = invite;
  const whose = withPlatformName(stepOf(outer, invite), invite.platformName);
  // What can be done is told from the same of another row.
  const step = { ...whose, frame: { ...outer.frame, headingId: rowId } };
  const end = () => run(() => cancel(invite.id), words.cancelling);
  return (
    <StepContext.Provider value={step}>
      <li data-invite={state}>
        <button
          {...buttonProps(whose, whomText(invite, words), () => setOpen(!open), words[state])}
          {...privacyAttributes}
          className="co-Action"
          data-look="row"
          id={rowId}
          aria-expanded={open}
          aria-controls={id}
        />
        <div id={id} hidden={step.hydrated && !open}>
          {isLiveInvite(state) ? (
            <>
              {kind !== "self" && (
                <>
                  <InviteReminder invite={invite} words={words} />
                  <InviteRename step={step} invite={invite} words={words} />
                </>
              )}
              <Disclosure step={step} id={`${id}cancel`} label={words.cancel}>
                <p>{sentence(words.cancelHint, step)}</p>
                <Action step={step} text={words.confirm} busy={busy} onClick={end} />
                {kind !== "self" && (
                  <Action
                    step={step}
                    text={words.replace}
                    busy={busy}
                    onClick={async () => (await end()) && onReplace()}
                  />
                )}
              </Disclosure>
            </>
          ) : (
            <Action step={step} text={words.again} onClick={onReplace} />
          )}
        </div>
      </li>
    </StepContext.Provider>
  );
}
