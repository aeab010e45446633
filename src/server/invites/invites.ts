import type { CompanyConnection } from "../../core/company/company.js";
import type { CompanyEvent } from "../../core/company/companyEvent.js";
import type { InviteRequest } from "../../core/company/companyInvite.js";
import { plainName } from "../../core/plainName.js";
import type { Backplane } from "../backplane/backplane.js";
import { companyChannel } from "../events/companyFeed.js";
import type { Customer } from "../options/options.js";
import type { Timers } from "../utils/unrefTimers.js";
import { findOrCreateInvite } from "./findOrCreateInvite.js";
import type { InviteChange, InviteRecord } from "./invite.js";
import { inviteRateLimit } from "./inviteRateLimit.js";
import { inviteStateFrom, standingIn } from "./inviteStateFrom.js";
import { createInviteStore, hasEnded } from "./inviteStore.js";
import type { InviteTokens } from "./inviteToken.js";
import { toCompanyInvite } from "./toCompanyInvite.js";
import { updateInvite } from "./updateInvite.js";

/** The invites of all companies. An invite only goes forwards, and an ended one stays as it is. */
export interface Invites {
  /**
   * Finds the live invite of this business, source type and kind, or makes one: another beside it only when both name
   * a platform, and not the same. `connections` are the company's: what stands already settles no new invite.
   *
   * @returns `tooMany` over ten live ones
   */
  ensure(
    customer: Customer,
    companyId: string,
    wish: InviteRequest,
    connections?: readonly CompanyConnection[] | undefined,
  ): Promise<InviteRecord | "tooMany">;
  /** Newest first, each in the state that it has now. */
  list(companyId: string): Promise<readonly InviteRecord[]>;
  find(id: string): Promise<InviteRecord | undefined>;
  /** Changes a live one, and tells the company's stream. `change` sees it as it is now. */
  update(
    id: string,
    change: (invite: InviteRecord) => InviteChange | undefined,
  ): Promise<InviteRecord | undefined>;
  /** Says what connections make of the live ones. May be called again with the same. */
  settle(companyId: string, connections: readonly CompanyConnection[]): Promise<void>;
  /** The company is gone: live ones are cancelled. */
  endAll(companyId: string): Promise<void>;
  /**
   * Counts a press of the button, or a way back from Codat: what either makes us ask of Codat has a limit.
   *
   * @returns `false` over 20 in this hour for the invite or 60 for the business, and for an ended one
   */
  count(id: string, what: "presses" | "returns"): Promise<boolean>;
}

export interface InvitesOptions {
  backplane: Backplane;
  now: () => Date;
  /** How long one lives, in milliseconds. */
  ttl: number;
  tokens: Pick<InviteTokens, "newId">;
  /** A platform's name by its key, if it can be had. */
  platformName?: ((key: string) => Promise<string | undefined>) | undefined;
  timers?: Timers | undefined;
}

/** Shorter than any backplane remembers what it was told, so that what is told again is not told twice. */
const tellAgainFor = 24 * 3_600_000;

export function createInvites(options: InvitesOptions): Invites {
  const { backplane, now, ttl, tokens } = options;
  const kept = createInviteStore(options);

  async function tell(companyId: string, invites: readonly InviteRecord[]): Promise<void> {
    for (const one of invites) {
      const invite = toCompanyInvite(one);
      if (!invite) continue;
      const event: CompanyEvent = { type: "invite", invite };
      const dedupeId = `invite:${invite.id}:${invite.version}`;
      await backplane.append(companyChannel(companyId), JSON.stringify(event), dedupeId);
    }
  }

  /** Changes the live ones of a company. */
  async function amend(
    companyId: string,
    change: (invite: InviteRecord) => InviteChange | undefined,
  ): Promise<readonly InviteRecord[]> {
    const { all, news } = await kept.change(companyId, (before) => {
      const time = now().getTime();
      const all = before.map((one) => (hasEnded(one) ? one : updateInvite(one, change(one) ?? {}, time)));
      const news = all.filter((one) => !before.includes(one));
      return { records: news.length > 0 ? all : undefined, result: { all, news } };
    });
    await tell(companyId, news);
    return all;
  }

  async function find(id: string): Promise<InviteRecord | undefined> {
    const companyId = await kept.companyOf(id);
    return companyId ? (await kept.read(companyId)).find((one) => one.id === id) : undefined;
  }

  return {
    list: kept.read,
    find,

    async ensure(customer, companyId, wish, connections = []) {
      const making = {
        companyId,
        customer: namesOf(customer),
        standing: standingIn(connections, wish.sourceType).map(({ id }) => id),
        time: now().getTime(),
        ttl,
        newId: tokens.newId,
      };
      // Mostly it is there, and nothing is to be changed.
      const seen = findOrCreateInvite(await kept.read(companyId), wish, making);
      if (!seen.records) return seen.result;
      const platformName = wish.platformKey ? await options.platformName?.(wish.platformKey) : undefined;
      const invite = await kept.change(companyId, (before) =>
        findOrCreateInvite(before, wish, { ...making, platformName, time: now().getTime() }),
      );
      if (invite !== "tooMany") await tell(companyId, [invite]);
      return invite;
    },

    async update(id, change) {
      const companyId = await kept.companyOf(id);
      if (!companyId) return undefined;
      const all = await amend(companyId, (one) => (one.id === id ? change(one) : undefined));
      return all.find((one) => one.id === id);
    },

    async settle(companyId, connections) {
      const all = await amend(companyId, (one) => {
        const state = inviteStateFrom(one, connections);
        return state && { state };
      });
      // Who changed them last may have crashed before it told so.
      const since = now().getTime() - tellAgainFor;
      await tell(
        companyId,
        all.filter(({ state, changedAt }) => state !== "expired" && changedAt > since),
      );
    },

    async endAll(companyId) {
      await amend(companyId, () => ({ state: "cancelled" }));
    },

    async count(id, what) {
      const companyId = await kept.companyOf(id);
      if (!companyId) return false;
      return kept.change(companyId, (before) => inviteRateLimit(before, id, what, now().getTime()));
    },
  };
}

function namesOf({ id, name, user }: Customer): InviteRecord["customer"] {
  // Hosts without types.
  const plain = (text: unknown) => plainName(String(text ?? ""));
  return { id, name: plain(name), userName: plain(user?.name) };
}
