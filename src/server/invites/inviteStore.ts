import { fieldsOf, parseList } from "../../core/json.js";
import { isLiveInvite } from "../../core/status/inviteState.js";
import type { Backplane } from "../backplane/backplane.js";
import { createWithLease } from "../backplane/withLease.js";
import type { Timers } from "../utils/unrefTimers.js";
import type { InviteRecord } from "./invite.js";

/** Where invites are kept: those of a company together, until 30 days after each one's end. */
export interface InviteStore {
  /** Newest first, each in the state that it has now. */
  read(companyId: string): Promise<readonly InviteRecord[]>;
  companyOf(id: string): Promise<string | undefined>;
  /**
   * Changes them while nobody else does. What comes back from `work` under `records` is kept, if anything does. It may
   * be called twice.
   */
  change<T>(companyId: string, work: (records: readonly InviteRecord[]) => Changed<T>): Promise<T>;
}

export interface Changed<T> {
  records?: readonly InviteRecord[] | undefined;
  result: T;
}

const keptAfterEnd = 30 * 24 * 3_600_000;
/** A customer who makes and cancels without end must not fill the memory. */
const mostEnded = 100;

export function createInviteStore(options: {
  backplane: Backplane;
  now: () => Date;
  timers?: Timers | undefined;
}): InviteStore {
  const { backplane, now, timers } = options;
  const withLease = createWithLease(backplane, timers);
  const companyKey = (id: string) => `invite:${id}`;
  const recordsKey = (companyId: string) => `invites:${companyId}`;

  async function read(companyId: string): Promise<readonly InviteRecord[]> {
    const text = await backplane.get(recordsKey(companyId));
    const time = now().getTime();
    return parseRecords(text)
      .map((one) => inviteAt(one, time))
      .filter((one) => goneAt(one) > time);
  }

  async function write(
    companyId: string,
    before: readonly InviteRecord[],
    records: readonly InviteRecord[],
    stillHeld: () => Promise<void>,
  ): Promise<void> {
    const sorted = [...records].sort(newestFirst);
    const tooMany = sorted.filter(hasEnded).slice(mostEnded);
    const kept = sorted.filter((one) => !tooMany.includes(one));
    const time = now().getTime();
    const end = Math.max(0, ...kept.map(goneAt));
    // The way to a new one comes first: a crash in between must leave none that cannot be found.
    for (const one of kept) {
      if (before.some(({ id, expiresAt }) => id === one.id && expiresAt === one.expiresAt)) continue;
      await backplane.set(companyKey(one.id), companyId, one.expiresAt + keptAfterEnd - time);
    }
    await stillHeld();
    await backplane.set(recordsKey(companyId), JSON.stringify(kept), Math.max(1, end - time));
    for (const { id } of before) {
      if (!kept.some((one) => one.id === id)) await backplane.delete(companyKey(id));
    }
  }

  return {
    read,

    companyOf: (id) => backplane.get(companyKey(id)),

    async change(companyId, work) {
      // Mostly there is nothing to change, and whoever floods us with that must not hold up the others.
      const seen = work(await read(companyId));
      if (!seen.records) return seen.result;
      return withLease(`invites:${companyId}`, async (stillHeld) => {
        const before = await read(companyId);
        const { records, result } = work(before);
        if (records) await write(companyId, before, records, stillHeld);
        return result;
      });
    },
  };
}

/** What was kept, as far as it can be read: what is broken must not take the company's stream with it. */
function parseRecords(text = "[]"): readonly InviteRecord[] {
  try {
    return parseList(JSON.parse(text), (record) => (isInvite(record) ? record : undefined)) ?? [];
  } catch {
    return [];
  }
}

function isInvite(input: unknown): input is InviteRecord {
  const { id, customer, createdAt, expiresAt, changedAt, version } = fieldsOf(input);
  const texts = [id, fieldsOf(customer)["id"]];
  return (
    texts.every((one) => typeof one === "string") &&
    [createdAt, expiresAt, changedAt, version].every(Number.isSafeInteger)
  );
}

/** Whether it came to its end: connected, declined, expired or cancelled. */
export function hasEnded({ state }: Pick<InviteRecord, "state">): boolean {
  return state !== "none" && !isLiveInvite(state);
}

/** An invite at a time: one that nobody ended ends by itself. */
function inviteAt(invite: InviteRecord, time: number): InviteRecord {
  if (hasEnded(invite) || invite.expiresAt > time) return invite;
  return { ...invite, state: "expired", changedAt: invite.expiresAt };
}

function goneAt(invite: InviteRecord): number {
  return (hasEnded(invite) ? invite.changedAt : invite.expiresAt) + keptAfterEnd;
}

function newestFirst(a: InviteRecord, b: InviteRecord): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
}
