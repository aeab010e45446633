import type { InviteRequest } from "../../core/company/companyInvite.js";
import type { InviteRecord } from "./invite.js";
import { type Changed, hasEnded } from "./inviteStore.js";
import { updateInvite } from "./updateInvite.js";

/** What an invite is made of beside its wish. */
export interface InviteMaking
  extends Pick<InviteRecord, "companyId" | "customer" | "platformName" | "standing"> {
  /** Milliseconds, as all times of an invite. */
  time: number;
  ttl: number;
  newId: () => string;
}

const hour = 3_600_000;
const mostLive = 10;

/** A company's invites with the one that is wished for, found or made; `tooMany` over ten live ones. */
export function findOrCreateInvite(
  before: readonly InviteRecord[],
  wish: InviteRequest,
  making: InviteMaking,
): Changed<InviteRecord | "tooMany"> {
  const found = findAlike(before, wish, making.customer.id);
  if (found) {
    const next = updateInvite(found, changeOf(found, wish, making), making.time);
    const all = before.map((one) => (one === found ? next : one));
    return { records: next === found ? undefined : all, result: next };
  }
  const live = before.filter((one) => !hasEnded(one));
  // One that was never passed on makes room.
  const unused = live.length < mostLive ? undefined : live.filter(({ state }) => state === "none").at(-1);
  if (live.length >= mostLive && !unused) return { result: "tooMany" };
  const made = newInvite(wish, making);
  return { records: [made, ...before.filter((one) => one !== unused)], result: made };
}

/** The business's live one of the same source type and kind, for the same platform if there is one. */
function findAlike(
  invites: readonly InviteRecord[],
  { sourceType, kind, platformKey }: InviteRequest,
  customerId: string,
): InviteRecord | undefined {
  const alike = invites
    .filter((one) => !hasEnded(one) && one.customer.id === customerId)
    .filter((one) => one.sourceType === sourceType && one.kind === kind);
  return (
    alike.find((one) => one.platformKey === platformKey) ??
    alike.find((one) => !one.platformKey || !platformKey)
  );
}

function newInvite(
  { kind, sourceType, platformKey, locale, label, prepared }: InviteRequest,
  { companyId, customer, platformName, standing, time, ttl, newId }: InviteMaking,
): InviteRecord {
  return {
    id: newId(),
    companyId,
    customer,
    kind,
    sourceType,
    platformKey,
    platformName,
    locale,
    label: label || undefined,
    standing,
    state: prepared ? "prepared" : "none",
    createdAt: time,
    expiresAt: time + ttl,
    changedAt: time,
    version: prepared ? 1 : 0,
  };
}

/** What a wish makes of an invite that is there. Until it is passed on, it is still whoever asks for it now. */
function changeOf(
  invite: InviteRecord,
  { platformKey, locale, label, prepared }: InviteRequest,
  { customer, platformName, standing, time, ttl }: InviteMaking,
): Partial<InviteRecord> {
  const isOld = time - invite.createdAt > hour;
  return {
    ...(locale && { locale }),
    ...(label !== undefined && { label: label || undefined }),
    ...(invite.state === "none" && {
      customer,
      ...(platformKey && { platformKey, platformName: platformName ?? invite.platformName }),
      ...(prepared && { state: "prepared", standing }),
      ...(!prepared && isOld && { standing, createdAt: time, changedAt: time, expiresAt: time + ttl }),
    }),
  };
}
