import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { InviteState } from "../../core/status/inviteState.js";
import type { InviteRecord } from "./invite.js";

/** An invite as its customer may see it, whatever came of it. */
export interface InviteView extends Omit<CompanyInvite, "state"> {
  state: InviteState;
}

export function toInviteView(invite: InviteRecord): InviteView {
  const { id, kind, sourceType, platformName, state, label, version } = invite;
  return {
    id,
    kind,
    sourceType,
    platformName,
    state,
    createdAt: iso(invite.createdAt),
    expiresAt: iso(invite.expiresAt),
    changedAt: iso(invite.changedAt),
    label,
    version,
  };
}

/** The same for lists and the stream: `undefined` for one that nothing has come of. */
export function toCompanyInvite(invite: InviteRecord): CompanyInvite | undefined {
  const { state, ...view } = toInviteView(invite);
  return state === "none" || view.version === 0 ? undefined : { ...view, state };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
