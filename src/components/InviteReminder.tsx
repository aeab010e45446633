"use client";

import type { ReactNode } from "react";
import type { CompanyInvite } from "../core/company.js";
import type { InviteStatusMessages } from "../core/messages.js";
import { useLiveCompany } from "../hooks/liveCompany.js";
import { fail, StepContext, useStep } from "../hooks/step.js";
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
  const source = { key: id, hosts: [inviteHost], durable: true, fetch: () => link(id) };
  const invite = useLink({}, source, (error) => fail(step, error, words.failed));
  return (
    <StepContext.Provider value={{ ...step, links: { ...step.links, invite } }}>
      <InviteAction step={step} text={words.remind} kind="reminder" />
    </StepContext.Provider>
  );
}
