"use client";

import type { ReactNode } from "react";
import type { CompanyInvite } from "../../core/company/companyInvite.js";
import { parseDurableLink } from "../../core/links/linkUrl.js";
import type { InviteStatusMessages } from "../../core/messages/messages.js";
import { linkHandle, useFetchedLinks } from "../../hooks/links/useLinks.js";
import { useCompanyContext } from "../../hooks/live/companyContext.js";
import { useInvites } from "../../hooks/live/useInvites.js";
import { announceFailure } from "../../hooks/step/announcer.js";
import { StepContext, useStep } from "../../hooks/step/stepContext.js";
import { CopyLink } from "../invite/CopyLink.js";
import { InviteAction } from "../invite/InviteAction.js";

interface InviteReminderProps {
  invite: CompanyInvite;
  words: InviteStatusMessages;
}

/** The same link in another message, or alone. It is fetched when somebody is about to use it. */
export function InviteReminder({ invite: { id, name }, words }: InviteReminderProps): ReactNode {
  const step = useStep();
  const { link } = useInvites();
  const { inviteHost = "" } = useCompanyContext().company ?? {};
  const source = { key: id, fetch: async () => parseDurableLink(await link(id), inviteHost) };
  const [fetched, onChange] = useFetchedLinks();
  const invite = linkHandle({ source }, fetched.links, onChange, (error) =>
    announceFailure(step, error, words.failed),
  );
  const { connect } = step.links;
  return (
    <StepContext.Provider value={{ ...step, links: { connect, invite } }}>
      <InviteAction step={step} text={words.remind} kind="reminder" recipientName={name}>
        <CopyLink />
      </InviteAction>
    </StepContext.Provider>
  );
}
