import { fieldsOf, parseList, textOf } from "../../core/json.js";
import { parseInviteState } from "../../core/status/inviteState.js";
import type { Backplane } from "../backplane/backplane.js";
import { inviteKey, invitesKey, invitesLease } from "../backplane/backplaneKeys.js";
import { createWithLease } from "../backplane/withLease.js";
import type { Timers } from "../utils/timers.js";
import { goneAt, type InviteListChange, invitesAt, invitesToStore } from "./life/inviteList.js";
import type { InviteRecord } from "./life/inviteRecord.js";

/** The invites of each company in the backplane, where one process at a time changes them. */
export interface InviteStore {
  /** Newest first, each in its present state. */
  read(companyId: string): Promise<readonly InviteRecord[]>;
  companyOf(id: string): Promise<string | undefined>;
  /**
   * Stores the `records` that `work` returns, if any, under a lease. `work` may run twice.
   *
   * @throws OnboardingError `ONB-508` where the lease cannot be had or is lost
   */
  change<T>(companyId: string, work: ListWork<T>): Promise<T>;
}

type ListWork<T> = (records: readonly InviteRecord[], time: number) => InviteListChange<T>;

export interface InviteStoreOptions {
  backplane: Backplane;
  now: () => Date;
  timers?: Timers | undefined;
}

export function createInviteStore({ backplane, now, timers }: InviteStoreOptions): InviteStore {
  const withLease = createWithLease(backplane, timers);

  async function readAt(companyId: string): Promise<[records: readonly InviteRecord[], time: number]> {
    const text = await backplane.get(invitesKey(companyId));
    const time = now().getTime();
    return [invitesAt(parseRecords(text), time), time];
  }

  async function write(
    companyId: string,
    before: readonly InviteRecord[],
    records: readonly InviteRecord[],
    stillHeld: () => Promise<void>,
  ): Promise<void> {
    const stored = invitesToStore(records);
    const time = now().getTime();
    // The key from an invite to its company comes first: a crash in between must not leave an invite that cannot be found.
    for (const invite of stored) {
      if (before.some(({ id, expiresAt }) => id === invite.id && expiresAt === invite.expiresAt)) continue;
      await backplane.set(inviteKey(invite.id), companyId, goneAt(invite) - time);
    }
    await stillHeld();
    const lifetime = Math.max(1, ...stored.map((invite) => goneAt(invite) - time));
    await backplane.set(invitesKey(companyId), JSON.stringify(stored), lifetime);
    for (const { id } of before) {
      if (!stored.some((invite) => invite.id === id)) await backplane.delete(inviteKey(id));
    }
  }

  return {
    read: async (companyId) => (await readAt(companyId))[0],

    companyOf: (id) => backplane.get(inviteKey(id)),

    async change(companyId, work) {
      // Mostly nothing changes, and a flood of such requests must not hold the lease against the others.
      const unleased = work(...(await readAt(companyId)));
      if (!unleased.records) return unleased.result;
      return withLease(invitesLease(companyId), async (stillHeld) => {
        const [before, time] = await readAt(companyId);
        const { records, result } = work(before, time);
        if (records) await write(companyId, before, records, stillHeld);
        return result;
      });
    },
  };
}

/** The stored invites that can be read: a broken one must not take the company's stream down with it. */
function parseRecords(text = "[]"): readonly InviteRecord[] {
  try {
    return parseList(JSON.parse(text), parseRecord) ?? [];
  } catch {
    return [];
  }
}

/** An invite as it is written today: it was named by a note, `label`, once. */
function parseRecord(input: unknown): InviteRecord | undefined {
  const { label, ...fields } = fieldsOf(input);
  const { id, customer, createdAt, expiresAt, changedAt, version, name = label } = fields;
  const state = parseInviteState(fields["state"]);
  const isInvite =
    [id, fieldsOf(customer)["id"]].every((text) => typeof text === "string") &&
    [createdAt, expiresAt, changedAt, version].every(Number.isSafeInteger);
  return isInvite && state
    ? { ...(fields as unknown as InviteRecord), state, name: textOf(name) }
    : undefined;
}
