"use client";

import { useEffect, useId, useRef } from "react";
import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { InviteStatusMessages } from "../../core/messages/messages.js";
import { isKnownStatus } from "../../core/status/connectionStatus.js";
import type { InviteState, ShownInviteState } from "../../core/status/inviteState.js";
import { useCompanyContext } from "../../hooks/live/companyContext.js";
import { useInvites } from "../../hooks/live/useInvites.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { inviteStatus as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";
import { InviteRow } from "./InviteRow.js";

/** State of {@link InviteStatus}, each member a `data-*` attribute. */
export interface InviteStatusState {
  /** What became of the newest one. @selector [data-invite] */
  invite: InviteState;
}

/** Props of {@link InviteStatus}. */
export interface InviteStatusProps extends Omit<PartProps<"div", InviteStatusState>, "children"> {}

/**
 * What became of the invites of this source type, as the companion knows it, and what can be done: remind, invite
 * someone else, note, cancel. Renders a `<div>` with a list, and nothing while there are none. Throws `ONB-404`
 * without an `OnboardingProvider`, `ONB-104` without an `appName`.
 */
export const InviteStatus = createPart<InviteStatusProps, HTMLDivElement>(
  "InviteStatus",
  "div",
  (_props, step) => {
    const id = useId();
    const words = messagesFor("inviteStatus", english, step);
    const all = useInvites().invites.filter(({ sourceType }) => sourceType === step.sourceType);
    useAnnouncedChanges(all, step, words);
    return {
      hidden: all.length === 0 || !isKnownStatus(step.status),
      state: { invite: step.invite },
      defaultProps: {
        children: (
          <>
            <p id={id}>{sentence(words.heading, step)}</p>
            <ul aria-labelledby={id}>
              {all.map((invite, index) => (
                <InviteRow key={invite.id} invite={invite} words={words} newest={index === 0} />
              ))}
            </ul>
          </>
        ),
      },
    };
  },
  useCompanyContext,
);

/** Announces a changed state once. What an invite begins with was the customer's own doing. */
function useAnnouncedChanges(
  all: readonly CompanyInvite[],
  { announce }: Step,
  words: InviteStatusMessages,
): void {
  const seen = useRef<Readonly<Record<string, ShownInviteState>>>({});
  useEffect(() => {
    const before = seen.current;
    seen.current = Object.fromEntries(all.map(({ id, state }) => [id, state]));
    const changed = all.find(({ id, state }) => (before[id] ?? state) !== state);
    if (changed) announce({ text: words[changed.state], visuallyHidden: true });
  });
}
