"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { InviteStatusMessages } from "../../core/messages/messages.js";
import { byCount, fillText } from "../../core/messages/text.js";
import { isKnownStatus } from "../../core/status/connectionStatus.js";
import {
  hasInviteFailed,
  type InviteState,
  isLiveInvite,
  type ShownInviteState,
} from "../../core/status/inviteState.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { useCompanyContext } from "../../hooks/live/companyContext.js";
import { useInvites } from "../../hooks/live/useInvites.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { useKeptFocus } from "../../hooks/step/useKeptFocus.js";
import { languageOf, messagesFor } from "../../hooks/step/useMessages.js";
import { inviteStatus as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { Disclosure } from "../internals/Disclosure.js";
import { heading } from "../internals/heading.js";
import { sentence } from "../internals/sentence.js";
import { InviteByMailto } from "../invite/InviteByMailto.js";
import { InviteRow } from "./InviteRow.js";
import { stepOf, whomText } from "./inviteText.js";

/** State of {@link InviteStatus}, each member a `data-*` attribute. */
export interface InviteStatusState {
  /** What became of the newest one. @selector [data-invite] */
  invite: InviteState;
}

/** Props of {@link InviteStatus}. */
export interface InviteStatusProps extends Omit<PartProps<"div", InviteStatusState>, "children"> {}

/**
 * The invites of this source type, as the companion knows them: a row for each that can still be used, and for the
 * newest where nothing came of it; it opens what can be done: remind, copy the link, name, cancel, ask someone else.
 * Those that have ended are folded away, and all of them are once a connection stands. Renders a `<div>`, and nothing
 * while there are none. Throws `ONB-404` without an `OnboardingProvider`, `ONB-104` without an `appName`.
 */
export const InviteStatus = createPart<InviteStatusProps, HTMLDivElement>(
  "InviteStatus",
  "div",
  (_props, step) => {
    const id = useId();
    const focus = useKeptFocus(id);
    const [replaced, setReplaced] = useState<CompanyInvite>();
    const words = messagesFor("inviteStatus", english, step);
    const all = useInvites().invites.filter(({ sourceType }) => sourceType === step.sourceType);
    const newest = all.find(({ kind }) => kind !== "self");
    useAnnouncedChanges(all, newest, step, words);
    const isCurrent = (invite: CompanyInvite) =>
      isLiveInvite(invite.state) || (!step.isConnected && invite === newest && hasInviteFailed(invite.state));
    // Its end comes by the stream, and until then the next would be the same.
    const isWorking = all.some(({ id: one, state }) => one === replaced?.id && isLiveInvite(state));
    const current = all.filter(isCurrent);
    const earlier = all.filter((invite) => !isCurrent(invite));
    const [earlierText, count] = byCount(words.earlier, earlier.length, languageOf(step).lang);
    return {
      hidden: all.length === 0 || !isKnownStatus(step.status),
      state: { invite: step.invite },
      defaultProps: {
        ...focus,
        children: (
          <>
            {heading(step, words.heading, { id })}
            {current.length > 0 && (
              <ul aria-labelledby={id}>
                {current.map((invite) => (
                  <InviteRow
                    key={invite.id}
                    invite={invite}
                    words={words}
                    onReplace={() => setReplaced(invite)}
                  />
                ))}
              </ul>
            )}
            {replaced && !isWorking && <Replacement kind={replaced.kind} />}
            {earlier.length > 0 && (
              <Disclosure
                step={{ ...step, messageValues: { ...step.messageValues, ...count } }}
                id={`${id}earlier`}
                label={earlierText}
              >
                <ul>
                  {earlier.map((invite) => (
                    <EarlierInvite key={invite.id} invite={invite} step={step} words={words} />
                  ))}
                </ul>
              </Disclosure>
            )}
          </>
        ),
      },
    };
  },
  useCompanyContext,
);

interface EarlierInviteProps {
  invite: CompanyInvite;
  step: Step;
  words: InviteStatusMessages;
}

function EarlierInvite({ invite, step: outer, words }: EarlierInviteProps): ReactNode {
  const step = stepOf(outer, invite);
  return (
    <li data-invite={invite.state}>
      <p {...privacyAttributes}>{sentence(whomText(invite, words), step)}</p>
      <p>{sentence(words[invite.state], step)}</p>
    </li>
  );
}

/** The next invite. What was pressed is gone, so the focus goes on. */
function Replacement({ kind }: Pick<CompanyInvite, "kind">): ReactNode {
  const invite = useRef<HTMLDivElement>(null);
  useEffect(() => invite.current?.querySelector<HTMLElement>("input, a, button")?.focus(), []);
  return <InviteByMailto ref={invite} kind={kind} />;
}

/**
 * Announces a changed state once. What an invite begins with was the customer's own doing; that a connection stands, and
 * what became of the newest, is for the step around to say.
 */
function useAnnouncedChanges(
  all: readonly CompanyInvite[],
  newest: CompanyInvite | undefined,
  step: Step,
  words: InviteStatusMessages,
): void {
  const seen = useRef<Readonly<Record<string, ShownInviteState>>>({});
  useEffect(() => {
    const before = seen.current;
    seen.current = Object.fromEntries(all.map(({ id, state }) => [id, state]));
    const changed = all.find(({ id, state }) => (before[id] ?? state) !== state);
    if (!changed || (step.frame && (changed.state === "connected" || changed === newest))) return;
    const { messageValues } = stepOf(step, changed);
    const [whom, what] = [whomText(changed, words), words[changed.state]].map((text) =>
      fillText(text, messageValues),
    );
    step.announce({ text: `${whom}: ${what}`, visuallyHidden: true });
  });
}
