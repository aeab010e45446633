import type { CompanyConnection } from "../../core/company/company.js";
import type { InviteRequest } from "../../core/company/companyInvite.js";
import { plainName } from "../../core/plainName.js";
import { hasInviteEnded } from "../../core/status/inviteState.js";
import type { Backplane, BackplaneValue } from "../backplane/backplane.js";
import { companyRoom, inviteRoom } from "../backplane/backplaneRooms.js";
import { customerPayer, type Payer } from "../codat/payer.js";
import type { Log } from "../operating/log.js";
import type { Customer } from "../options/options.js";
import type { CodatLink } from "./createCodatLink.js";
import { createInviteStore, type InvitePlan, type InviteWork, type StoredInvites } from "./inviteStore.js";
import type { InviteTokens } from "./inviteToken.js";
import { type CountedUse, countUse, type InviteUse } from "./inviteUses.js";
import type { InviteEvent } from "./life/inviteEvent.js";
import { applyInviteSteps, findOrCreateInvite, type InviteStep } from "./life/inviteList.js";
import type { InviteRecord } from "./life/inviteRecord.js";
import { isConnectedInvite } from "./life/nextInvite.js";
import { standingConnections } from "./life/standingConnections.js";

/** An invite, and the invites of its company as they were read with it. */
export interface FoundInvite {
  invite: InviteRecord;
  stored: StoredInvites;
}

/** What was just read of a company for which an invite is requested. */
export interface KnownBefore {
  /** Those that are connected already settle no new invite. @default none */
  connections?: readonly CompanyConnection[] | undefined;
  invites?: StoredInvites | undefined;
}

/** The invites of all companies: stores what happens to them, and tells the company's stream in the same step. */
export interface Invites {
  /**
   * Finds the open invite of this business, source type and kind, or makes one: another beside it only where both name
   * a platform, and not the same, or where it was passed on to a person of another name.
   *
   * @returns `tooMany` over ten open ones
   */
  ensure(
    customer: Customer,
    companyId: string,
    request: InviteRequest,
    known?: KnownBefore | undefined,
  ): Promise<InviteRecord | "tooMany">;
  /** Newest first, each in its present state. */
  list(companyId: string): Promise<readonly InviteRecord[]>;
  /** Those of a value of the company's room. */
  in(value: BackplaneValue | undefined): StoredInvites;
  find(id: string): Promise<InviteRecord | undefined>;
  look(id: string): Promise<FoundInvite | undefined>;
  /**
   * Says what happened to an invite.
   *
   * @param stored the invites of its company, where they were just read
   * @returns the invite after it; `undefined` for an unknown id
   */
  apply(
    id: string,
    event: InviteEvent,
    stored?: StoredInvites | undefined,
  ): Promise<InviteRecord | undefined>;
  /**
   * Says that its button was pressed: somebody has it, the company's connections are known, and it leads to Codat
   * unless they or anything else have ended it.
   *
   * @param linkOf makes the link, for an invite that has not ended
   * @returns the invite after it, and the address that the press leads to
   */
  press(
    found: FoundInvite,
    connections: readonly CompanyConnection[],
    linkOf: (invite: InviteRecord) => Promise<CodatLink>,
  ): Promise<{ invite?: InviteRecord | undefined; url?: string | undefined }>;
  /**
   * Says what is known of a company's connections; the same may be said again.
   *
   * @param stored its invites, where they were just read
   * @returns its invites after it
   */
  settle(
    companyId: string,
    connections: readonly CompanyConnection[],
    stored?: StoredInvites | undefined,
  ): Promise<readonly InviteRecord[]>;
  /** The same as a step that holds for a value of the company's room. */
  planSettling(value: BackplaneValue | undefined, connections: readonly CompanyConnection[]): InvitePlan;
  /** Says that the company was deleted: open invites are cancelled. */
  endAll(companyId: string): Promise<void>;
  /**
   * Counts a use of an invite's link. Allowed are 20 in an hour for the invite and 60 for the business; none for an
   * invite that has ended, but for the return after which it is connected.
   *
   * @param invite as it was just read, or its id
   * @param kept how many of the business's are left to its other links. @default 0
   */
  count(invite: InviteRecord | string, use: InviteUse, kept?: number | undefined): Promise<CountedUse>;
}

export interface InvitesOptions {
  backplane: Backplane;
  now: () => Date;
  /** How long an invite works, in milliseconds. */
  ttl: number;
  tokens: Pick<InviteTokens, "newId">;
  /** Looks up a platform's name by its key. */
  platformName?: ((key: string, payer: Payer) => Promise<string | undefined>) | undefined;
  log?: Log | undefined;
}

export function createInvites(options: InvitesOptions): Invites {
  const { backplane, now, ttl, tokens } = options;
  const store = createInviteStore(options);

  function settling(connections: readonly CompanyConnection[]): InviteStep {
    return { event: { type: "connectionsKnown", connections } };
  }

  /** The work that says what happens to a company's invites. */
  function saying(...steps: InviteStep[]): InviteWork<readonly InviteRecord[]> {
    return (before, time) => applyInviteSteps(before, steps, time);
  }

  async function look(id: string): Promise<FoundInvite | undefined> {
    const stored = await store.read(inviteRoom(id));
    const invite = stored.records.find((one) => one.id === id);
    return invite && { invite, stored };
  }

  const find = async (id: string) => (await look(id))?.invite;

  return {
    list: async (companyId) => (await store.read(companyRoom(companyId))).records,
    in: store.in,
    look,
    find,

    async ensure(customer, companyId, request, { connections = [], invites } = {}) {
      const room = companyRoom(companyId);
      const identity = { companyId, newId: tokens.newId };
      const requested = {
        type: "requested",
        request,
        customer: namesOf(customer),
        standing: standingConnections(connections, request.sourceType).map(({ id }) => id),
        ttl,
      } as const;
      const stored = invites ?? (await store.read(room));
      // Mostly the invite exists, nothing changes, and its platform need not be looked up.
      const unchanged = findOrCreateInvite(stored.records, requested, identity, now().getTime());
      if (!unchanged.records) return unchanged.result;
      const { platformKey } = request;
      const payer = customerPayer(customer.id);
      const platformName = platformKey ? await options.platformName?.(platformKey, payer) : undefined;
      return store.change(
        room,
        (before, time) => findOrCreateInvite(before, { ...requested, platformName }, identity, time),
        stored,
      );
    },

    async apply(id, event, stored) {
      const all = await store.change(inviteRoom(id), saying({ event, id }), stored);
      return all.find((invite) => invite.id === id);
    },

    async press({ invite: { id }, stored }, connections, linkOf) {
      const steps: InviteStep[] = [{ event: { type: "passedOn" }, id }, settling(connections)];
      const [expected] = applyInviteSteps(stored.records, steps, now().getTime()).result.filter(
        (invite) => invite.id === id && !hasInviteEnded(invite.state),
      );
      const link = expected && (await linkOf(expected));
      if (link) steps.push({ event: { type: "opened", connectionId: link.connectionId }, id });
      const all = await store.change(inviteRoom(id), saying(...steps), stored);
      const invite = all.find((one) => one.id === id);
      // It may have been cancelled during the call to Codat.
      return { invite, url: invite && !hasInviteEnded(invite.state) ? link?.url : undefined };
    },

    settle: (companyId, connections, stored) =>
      store.change(companyRoom(companyId), saying(settling(connections)), stored),

    planSettling: (value, connections) => store.plan(store.in(value), saying(settling(connections))),

    async endAll(companyId) {
      await store.change(companyRoom(companyId), saying({ event: { type: "companyDeleted" } }));
    },

    async count(given, use, kept = 0) {
      const invite = typeof given === "string" ? await find(given) : given;
      if (!invite) return { isAllowed: false };
      const isReturn = use === "returns" && isConnectedInvite(invite);
      if (hasInviteEnded(invite.state) && !isReturn) return { isAllowed: false };
      return countUse(backplane, invite.id, use, { kept, now: now() });
    },
  };
}

function namesOf({ id, name, user }: Customer): InviteRecord["customer"] {
  // A host without types may give anything as a name.
  const plain = (text: unknown) => plainName(String(text ?? ""));
  return { id, name: plain(name), userName: plain(user?.name) };
}
