import type { CompanyInviteKind } from "../../../core/company/companyInvite.js";
import type { SourceType } from "../../../core/sourceType.js";
import type { InviteState } from "../../../core/status/inviteState.js";

/** An invite as the companion stores it. Times are in milliseconds. */
export interface InviteRecord {
  /** 22 letters and digits. */
  id: string;
  /** The root company's id. */
  companyId: string;
  /** The business and the person who requested it, named as their session named them. */
  customer: { id: string; name?: string | undefined; userName?: string | undefined };
  kind: CompanyInviteKind;
  sourceType: SourceType;
  platformKey?: string | undefined;
  /** As Codat names the platform. */
  platformName?: string | undefined;
  /** Language of its page (BCP 47), where the customer chose one. */
  locale?: string | undefined;
  /** Whom the customer asks, as the customer calls them. */
  name?: string | undefined;
  state: InviteState;
  createdAt: number;
  expiresAt: number;
  /** When it came to its state. */
  changedAt: number;
  /** Counts the changes that the customer is told about; 0 while the customer has not been shown the invite. */
  version: number;
  /** Ids of the connections that stood when it was requested: they alone do not settle it. */
  standing?: readonly string[] | undefined;
  /** The pending connection that was made or taken for it. */
  connectionId?: string | undefined;
}
