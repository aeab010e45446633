import type { CompanyInviteKind } from "../../core/company/companyInvite.js";
import type { SourceType } from "../../core/sourceType.js";
import type { InviteState } from "../../core/status/inviteState.js";

/** An invite as the companion keeps it. Times in milliseconds. */
export interface InviteRecord {
  /** 22 letters and digits. */
  id: string;
  /** The root company's. */
  companyId: string;
  /** The names that its page shows are those that the session gave when it was made. */
  customer: { id: string; name?: string | undefined; userName?: string | undefined };
  kind: CompanyInviteKind;
  sourceType: SourceType;
  platformKey?: string | undefined;
  /** As Codat names the platform. */
  platformName?: string | undefined;
  /** Language of its page (BCP 47), where the customer chose one. */
  locale?: string | undefined;
  /** The customer's own note. */
  label?: string | undefined;
  /** `none`: its link was asked for, and no way of passing it on was used. */
  state: InviteState;
  createdAt: number;
  expiresAt: number;
  changedAt: number;
  /** Counts its changes from 1; 0 while the customer has not been shown it, since nothing came of it. */
  version: number;
  /** What stood of this source type when it was made or passed on: that does not settle it. */
  standing?: readonly string[] | undefined;
  /** The pending connection made or taken for it. */
  connectionId?: string | undefined;
  /** The hour in which its button was last pressed, and how often. */
  presses?: Counted | undefined;
  /** The same of those who came back from Codat by it. */
  returns?: Counted | undefined;
}

interface Counted {
  hour: number;
  count: number;
}

/** What an invite may become. An ended one stays as it is. */
export type InviteChange = Partial<Pick<InviteRecord, "state" | "connectionId" | "label">>;
