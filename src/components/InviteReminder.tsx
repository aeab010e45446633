"use client";

import type { ReactNode } from "react";
import type { CompanyInvite } from "../core/company.js";
import type { OnboardingError } from "../core/errors.js";
import type { InviteStatusMessages } from "../core/messages.js";
import { useLiveCompany } from "../hooks/liveCompany.js";
import { StepContext, useStep } from "../hooks/step.js";
import { useInvites } from "../hooks/useInvites.js";
import { useLink } from "../hooks/useLinks.js";
import { InviteAction } from "./InviteAction.js";

interface InviteReminderProps {
  invite: CompanyInvite;
  words: InviteStatusMessages;
}

/** Another message with the same link, which is asked for when somebody is about to send it. */
export function InviteReminder({ invite: { id }, words }: InviteReminderProps): ReactNode {
  const step = useStep();
  const { link } = useInvites();
  const { inviteHost = "" } = useLiveCompany().company ?? {};
  const onFailure = (error: OnboardingError) => {
    step.emit({ type: "error", detail: error });
    step.say({ text: words.failed, failed: true });
  };
  const source = { key: id, hosts: [inviteHost], durable: true, fetch: () => link(id) };
  const invite = useLink(undefined, source, onFailure);
  return (
    <StepContext.Provider value={{ ...step, links: { ...step.links, invite } }}>
      <InviteAction step={step} text={words.remind} kind="reminder" />
    </StepContext.Provider>
  );
}
