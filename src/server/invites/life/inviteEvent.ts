import type { CompanyConnection } from "../../../core/company/company.js";
import type { InviteRequest } from "../../../core/company/companyInvite.js";
import type { InviteRecord } from "./inviteRecord.js";

/** A customer's request for an invite, with what the companion knows about it. */
export interface InviteRequested extends Pick<InviteRecord, "customer" | "platformName" | "standing"> {
  type: "requested";
  request: InviteRequest;
  /** How long the invite works, in milliseconds. */
  ttl: number;
}

/** What can happen to an invite. */
export type InviteEvent =
  /** The same was requested again. */
  | InviteRequested
  /** Somebody has the link, so the customer passed it on. */
  | { type: "passedOn" }
  /** Its button led to Codat, to this pending connection if there is one. */
  | { type: "opened"; connectionId?: string | undefined }
  /** These connections are known now. */
  | { type: "connectionsKnown"; connections: readonly CompanyConnection[] }
  /** Somebody came back by it from Codat, which said that the connection worked. */
  | { type: "returned" }
  | { type: "declined" }
  | { type: "cancelled" }
  | { type: "companyDeleted" }
  /** The customer says whom they ask; no name removes it. */
  | { type: "named"; name: string | undefined }
  | { type: "timePassed" };
