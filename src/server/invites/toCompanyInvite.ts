import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { InviteState } from "../../core/status/inviteState.js";
import type { InviteRecord } from "./life/inviteRecord.js";
import { isShownState } from "./life/nextInvite.js";

/** The fields of an invite that its customer may see, in any state. */
export interface InviteView extends Omit<CompanyInvite, "state"> {
  state: InviteState;
}

export function toInviteView(invite: InviteRecord): InviteView {
  const { id, kind, sourceType, platformName, state, name, version } = invite;
  return {
    id,
    kind,
    sourceType,
    platformName,
    state,
    createdAt: isoDate(invite.createdAt),
    expiresAt: isoDate(invite.expiresAt),
    changedAt: isoDate(invite.changedAt),
    name,
    version,
  };
}

/** An invite for lists and the stream; `undefined` for one that the customer has not been shown. */
export function toCompanyInvite(invite: InviteRecord): CompanyInvite | undefined {
  const { state, ...view } = toInviteView(invite);
  return view.version > 0 && isShownState(state) ? { ...view, state } : undefined;
}

function isoDate(time: number): string {
  return new Date(time).toISOString();
}
