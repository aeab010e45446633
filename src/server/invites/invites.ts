import type { CompanyConnection } from "../../core/company/company.js";
import type { CompanyEvent } from "../../core/company/companyEvent.js";
import type { InviteRequest } from "../../core/company/companyInvite.js";
import { plainName } from "../../core/plainName.js";
import type { Backplane } from "../backplane/backplane.js";
import { companyChannel, inviteEventId } from "../backplane/backplaneKeys.js";
import type { Customer } from "../options/options.js";
import type { Timers } from "../utils/timers.js";
import { createInviteStore } from "./inviteStore.js";
import type { InviteTokens } from "./inviteToken.js";
import type { InviteEvent } from "./life/inviteEvent.js";
import { applyInviteEvent, countInviteUse, findOrCreateInvite, type InviteUse } from "./life/inviteList.js";
import type { InviteRecord } from "./life/inviteRecord.js";
import { isInviteNews } from "./life/nextInvite.js";
import { standingConnections } from "./life/standingConnections.js";
import { toCompanyInvite } from "./toCompanyInvite.js";

/** The invites of all companies: stores what happens to them, and publishes it to the company's stream. */
export interface Invites {
  /**
   * Finds the open invite of this business, source type and kind, or makes one: another beside it only where both name
   * a platform, and not the same, or where it was passed on to a person of another name.
   *
   * @param connections the company's: those that are connected already settle no new invite
   * @returns `tooMany` over ten open ones
   */
  ensure(
    customer: Customer,
    companyId: string,
    request: InviteRequest,
    connections?: readonly CompanyConnection[] | undefined,
  ): Promise<InviteRecord | "tooMany">;
  /** Newest first, each in its present state. */
  list(companyId: string): Promise<readonly InviteRecord[]>;
  find(id: string): Promise<InviteRecord | undefined>;
  /** Says what happened to an invite. @returns the invite after it; `undefined` for an unknown id */
  apply(id: string, event: InviteEvent): Promise<InviteRecord | undefined>;
  /** Says what is known of a company's connections; the same may be said again. */
  settle(companyId: string, connections: readonly CompanyConnection[]): Promise<void>;
  /** Says that the company was deleted: open invites are cancelled. */
  endAll(companyId: string): Promise<void>;
  /**
   * Counts a use of an invite's link.
   *
   * @returns `false` over 20 in this hour for the invite or 60 for the business, and for one that has ended
   */
  count(id: string, use: InviteUse): Promise<boolean>;
}

export interface InvitesOptions {
  backplane: Backplane;
  now: () => Date;
  /** How long an invite works, in milliseconds. */
  ttl: number;
  tokens: Pick<InviteTokens, "newId">;
  /** Looks up a platform's name by its key. */
  platformName?: ((key: string) => Promise<string | undefined>) | undefined;
  timers?: Timers | undefined;
}

/** Milliseconds; shorter than every backplane's memory of `dedupeId`, so nothing reaches a stream twice. */
const publishAgainFor = 24 * 3_600_000;

export function createInvites(options: InvitesOptions): Invites {
  const { backplane, now, ttl, tokens } = options;
  const store = createInviteStore(options);

  async function publish(companyId: string, records: readonly InviteRecord[]): Promise<void> {
    for (const record of records.filter(isInviteNews)) {
      const invite = toCompanyInvite(record);
      if (!invite) continue;
      const event: CompanyEvent = { type: "invite", invite };
      const dedupeId = inviteEventId(invite.id, invite.version);
      await backplane.append(companyChannel(companyId), JSON.stringify(event), dedupeId);
    }
  }

  /** Applies an event to one invite of a company, or to all. */
  async function applyTo(
    companyId: string,
    event: InviteEvent,
    id?: string,
  ): Promise<readonly InviteRecord[]> {
    const { all, changed } = await store.change(companyId, (before, time) =>
      applyInviteEvent(before, event, time, id),
    );
    await publish(companyId, changed);
    return all;
  }

  async function find(id: string): Promise<InviteRecord | undefined> {
    const companyId = await store.companyOf(id);
    return companyId ? (await store.read(companyId)).find((invite) => invite.id === id) : undefined;
  }

  return {
    list: store.read,
    find,

    async ensure(customer, companyId, request, connections = []) {
      const identity = { companyId, newId: tokens.newId };
      const requested = {
        type: "requested",
        request,
        customer: namesOf(customer),
        standing: standingConnections(connections, request.sourceType).map(({ id }) => id),
        ttl,
      } as const;
      // Mostly the invite exists, nothing changes, and its platform need not be looked up.
      const unchanged = findOrCreateInvite(await store.read(companyId), requested, identity, now().getTime());
      if (!unchanged.records) return unchanged.result;
      const { platformKey } = request;
      const platformName = platformKey ? await options.platformName?.(platformKey) : undefined;
      const invite = await store.change(companyId, (before, time) =>
        findOrCreateInvite(before, { ...requested, platformName }, identity, time),
      );
      if (invite !== "tooMany") await publish(companyId, [invite]);
      return invite;
    },

    async apply(id, event) {
      const companyId = await store.companyOf(id);
      if (!companyId) return undefined;
      return (await applyTo(companyId, event, id)).find((invite) => invite.id === id);
    },

    async settle(companyId, connections) {
      const all = await applyTo(companyId, { type: "connectionsKnown", connections });
      // A process may have crashed after it stored a change and before it published it.
      const since = now().getTime() - publishAgainFor;
      await publish(
        companyId,
        all.filter(({ changedAt }) => changedAt > since),
      );
    },

    async endAll(companyId) {
      await applyTo(companyId, { type: "companyDeleted" });
    },

    async count(id, use) {
      const companyId = await store.companyOf(id);
      if (!companyId) return false;
      return store.change(companyId, (before, time) => countInviteUse(before, id, use, time));
    },
  };
}

function namesOf({ id, name, user }: Customer): InviteRecord["customer"] {
  // A host without types may give anything as a name.
  const plain = (text: unknown) => plainName(String(text ?? ""));
  return { id, name: plain(name), userName: plain(user?.name) };
}
