import type { CompanyConnection } from "../../../core/company/company.js";
import type { CompanyInvite } from "../../../core/company/companyInvite.js";
import {
  hasInviteEnded,
  type InviteState,
  inviteStates,
  isLiveInvite,
} from "../../../core/status/inviteState.js";
import type { InviteEvent, InviteRequested } from "./inviteEvent.js";
import type { InviteRecord } from "./inviteRecord.js";
import { isAttemptedIn, isSettledBy } from "./standingConnections.js";

const hour = 3_600_000;

/** Whether the customer is told that an invite came to a state: `ifShown` only where it was shown before. */
const news = {
  none: "never",
  prepared: "always",
  opened: "always",
  started: "always",
  returned: "always",
  connected: "always",
  declined: "always",
  // `inviteStateAt` lets the page see this by itself.
  expired: "never",
  cancelled: "ifShown",
} as const satisfies Record<InviteState, "always" | "ifShown" | "never">;

/**
 * An invite after an event: the same object where nothing changes. It moves to a higher `order` only, and one that has
 * ended stays as it is.
 *
 * @param time in milliseconds; an invite that is past its end has expired, whatever the event
 */
export function nextInvite(invite: InviteRecord, event: InviteEvent, time: number): InviteRecord {
  if (hasInviteEnded(invite.state)) return invite;
  if (invite.expiresAt <= time) return { ...invite, state: "expired", changedAt: invite.expiresAt };
  const { state = invite.state, ...fields } = changeBy(invite, event, time);
  const isMoved = inviteStates[state] > inviteStates[invite.state];
  const next = { ...invite, ...fields, ...(isMoved && { state, changedAt: time }) };
  // Compared as they are stored, where an absent field and an undefined one are the same.
  if (JSON.stringify(next) === JSON.stringify(invite)) return invite;
  const isShown = invite.version > 0 || news[next.state] === "always";
  const hasNews = isMoved || next.name !== invite.name;
  return { ...next, version: invite.version + (isShown && hasNews ? 1 : 0) };
}

/** A new invite for a request. */
export function newInvite(
  { request, customer, platformName, standing, ttl }: InviteRequested,
  { id, companyId }: Pick<InviteRecord, "id" | "companyId">,
  time: number,
): InviteRecord {
  const { kind, sourceType, platformKey, locale, name, prepared } = request;
  const invite: InviteRecord = {
    ...{ id, companyId, customer, kind, sourceType, platformKey, platformName, locale, standing },
    name: name || undefined,
    state: "none",
    createdAt: time,
    expiresAt: time + ttl,
    changedAt: time,
    version: 0,
  };
  return prepared ? nextInvite(invite, { type: "passedOn" }, time) : invite;
}

/** The fields that an event sets; `state` is ignored where it would go back. */
function changeBy(invite: InviteRecord, event: InviteEvent, time: number): Partial<InviteRecord> {
  switch (event.type) {
    case "requested":
      return requestedAgain(invite, event, time);
    case "passedOn":
      return { state: "prepared" };
    case "opened":
      return { state: "opened", ...(event.connectionId && { connectionId: event.connectionId }) };
    case "connectionsKnown":
      return settled(invite, event.connections);
    case "returned":
      // An address is easily made up. What Codat itself says of a connection that was begun is not.
      return invite.state === "started" ? { state: "returned" } : {};
    case "declined":
      return { state: "declined" };
    case "cancelled":
    case "companyDeleted":
      return { state: "cancelled" };
    case "named":
      return { name: event.name || undefined };
    case "timePassed":
      return {};
  }
}

/** Until an invite is passed on it belongs to whoever requested it last, and after an hour it begins anew. */
function requestedAgain(
  invite: InviteRecord,
  { request, customer, platformName, standing, ttl }: InviteRequested,
  time: number,
): Partial<InviteRecord> {
  const { platformKey, locale, name, prepared } = request;
  const isOld = time - invite.createdAt > hour;
  return {
    ...(locale && { locale }),
    ...(name !== undefined && { name: name || undefined }),
    ...(invite.state === "none" && {
      customer,
      ...(platformKey && { platformKey, platformName: platformName ?? invite.platformName }),
      ...(prepared && { state: "prepared", standing }),
      ...(!prepared && isOld && { standing, createdAt: time, changedAt: time, expiresAt: time + ttl }),
    }),
  };
}

/** What connections mean for an invite: nothing for one that was not passed on. */
function settled(invite: InviteRecord, connections: readonly CompanyConnection[]): Partial<InviteRecord> {
  if (!isLiveInvite(invite.state)) return {};
  if (isSettledBy(invite, connections)) return { state: "connected" };
  return invite.state === "opened" && isAttemptedIn(invite, connections) ? { state: "started" } : {};
}

/** Whether the customer is told that an invite came to this state; see also `version`. */
export function isInviteNews({ state }: InviteRecord): boolean {
  return news[state] !== "never";
}

/** Whether a state is one that the customer can be shown. */
export function isShownState(state: InviteState): state is CompanyInvite["state"] {
  return state !== "none";
}

export function isConnectedInvite({ state }: InviteRecord): boolean {
  return state === "connected";
}

export function isDeclinedInvite({ state }: InviteRecord): boolean {
  return state === "declined";
}
