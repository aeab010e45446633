import type { CompanyEvent } from "../../core/company/companyEvent.js";
import { fieldsOf, parseList, textOf } from "../../core/json.js";
import { type InviteState, parseInviteState } from "../../core/status/inviteState.js";
import type { Backplane, BackplaneValue, RoomChange, RoomEvent } from "../backplane/backplane.js";
import { invitesValue } from "../backplane/backplaneRooms.js";
import { serverError } from "../errors/serverError.js";
import type { Log } from "../operating/log.js";
import { goneAt, type InviteListChange, invitesAt, invitesToStore } from "./life/inviteList.js";
import type { InviteRecord } from "./life/inviteRecord.js";
import { isInviteNews } from "./life/nextInvite.js";
import { toCompanyInvite } from "./toCompanyInvite.js";

/** The invites of each company: one value of its room, whose changes are told in the step that makes them. */
export interface InviteStore {
  /** Newest first, each in its present state. */
  read(room: string): Promise<StoredInvites>;
  /** Those of a value that was read. */
  in(value: BackplaneValue | undefined): StoredInvites;
  /** What `work` makes of them, as a step that holds for the value that was read; no step where nothing changes. */
  plan<T>(stored: StoredInvites, work: InviteWork<T>): InvitePlan & { result: T };
  /**
   * Stores what `work` returns, if anything. `work` runs again where another was first.
   *
   * @param stored - as it was just read
   * @throws OnboardingError `ONB-514` where others were first again and again
   */
  change<T>(room: string, work: InviteWork<T>, stored?: StoredInvites | undefined): Promise<T>;
}

/** The invites of a company, and the value that they were read of. */
export interface StoredInvites {
  records: readonly InviteRecord[];
  value: BackplaneValue | undefined;
}

/** A change of a company's invites as a step. */
export interface InvitePlan {
  /** None where nothing changes. */
  change?: RoomChange | undefined;
  /** Records what it has changed: to be called once the step is done. */
  tell(): void;
}

export type InviteWork<T> = (records: readonly InviteRecord[], time: number) => InviteListChange<T>;

export interface InviteStoreOptions {
  backplane: Backplane;
  now: () => Date;
  log?: Log | undefined;
}

/** Somebody gets on with it each time. */
const mostTries = 50;

export function createInviteStore({ backplane, now, log }: InviteStoreOptions): InviteStore {
  const stored = (value: BackplaneValue | undefined): StoredInvites => ({
    records: invitesAt(parseRecords(value?.value), now().getTime()),
    value,
  });

  const read = async (room: string) =>
    stored((await backplane.view(room, [invitesValue])).values[invitesValue]);

  function plan<T>({ value }: StoredInvites, work: InviteWork<T>) {
    const time = now().getTime();
    const before = invitesAt(parseRecords(value?.value), time);
    const { records, changed = [], result } = work(before, time);
    if (!records) return { result, tell() {} };
    const kept = invitesToStore(records);
    const lifetime = Math.max(1, ...kept.map((invite) => goneAt(invite) - time));
    const change: RoomChange = {
      if: { [invitesValue]: value?.version ?? "" },
      put: { [invitesValue]: { value: JSON.stringify(kept), lifetime } },
      append: newsOf(before, changed),
      sure: true,
    };
    const tell = () => {
      if (log) for (const state of statesReached(before, changed)) log({ type: "invite", state });
    };
    return { change, result, tell };
  }

  return {
    in: stored,
    read,
    plan,

    async change(room, work, known) {
      let current = known ?? (await read(room));
      for (let tries = 0; tries < mostTries; tries++) {
        const { change, result, tell } = plan(current, work);
        if (!change) return result;
        const { outcome, values } = await backplane.commit(room, change);
        if (outcome === "done") {
          tell();
          return result;
        }
        current = stored(values[invitesValue]);
      }
      throw serverError("invitesContended");
    },
  };
}

/** What the customer is told of the changed ones: each version once. */
function newsOf(before: readonly InviteRecord[], changed: readonly InviteRecord[]): RoomEvent[] {
  const versions = new Map(before.map(({ id, version }) => [id, version]));
  return changed.flatMap((record) => {
    const isNew = record.version !== versions.get(record.id);
    versions.set(record.id, record.version);
    const invite = isNew && isInviteNews(record) ? toCompanyInvite(record) : undefined;
    const event: CompanyEvent | undefined = invite && { type: "invite", invite };
    return event ? [{ event: JSON.stringify(event) }] : [];
  });
}

/** The states that the changed ones came to, one after the other. */
function statesReached(before: readonly InviteRecord[], changed: readonly InviteRecord[]): InviteState[] {
  const states = new Map(before.map(({ id, state }) => [id, state]));
  return changed.flatMap(({ id, state }) => {
    const isReached = states.get(id) !== state;
    states.set(id, state);
    return isReached ? [state] : [];
  });
}

/** The stored invites that can be read: a broken one must not take the company's stream down with it. */
function parseRecords(text = "[]"): readonly InviteRecord[] {
  try {
    return parseList(JSON.parse(text), parseRecord) ?? [];
  } catch {
    return [];
  }
}

function parseRecord(input: unknown): InviteRecord | undefined {
  const fields = fieldsOf(input);
  const { id, customer, createdAt, expiresAt, changedAt, version } = fields;
  const state = parseInviteState(fields["state"]);
  const isInvite =
    [id, fieldsOf(customer)["id"]].every((text) => typeof text === "string") &&
    [createdAt, expiresAt, changedAt, version].every(Number.isSafeInteger);
  return isInvite && state
    ? { ...(fields as unknown as InviteRecord), state, name: textOf(fields["name"]) }
    : undefined;
}
