import type { Backplane, RoomView } from "../backplane/backplane.js";
import {
  companyRoom,
  companyValue,
  customerRoom,
  customerValue,
  deletedValue,
  existsValue,
  rootValue,
  snapshotValue,
} from "../backplane/backplaneRooms.js";
import { cachedRoot } from "../codat/companyRoots.js";

/**
 * What became of an attempt to remember a company: `deleted` where Codat has said so, `doubtful` where it did not know
 * the company some minutes ago, `changed` where the rooms are not as they were seen.
 */
export type Remembered = "done" | "deleted" | "doubtful" | "changed";

/** Which company is whose, in the rooms of both. */
export interface CompanyOwners {
  /** A customer's company, or `""` for none a moment ago, and the conditions under which another may be put. */
  look(customerId: string): Promise<RoomView>;
  /** Whether a company was deleted, and the conditions under which it may be put. */
  lookAt(companyId: string): Promise<RoomView>;
  /** The customer of a company, where it is known here. */
  customerOf(companyId: string): Promise<string | undefined>;
  /**
   * Whether Codat has a company, where that need not be asked, with the room as it was seen: the host's own record is
   * believed until Codat was found not to know it.
   *
   * @param customerId its customer by that record; put where another was known
   */
  exists(companyId: string, customerId: string): Promise<{ known: boolean | undefined; seen: RoomView }>;
  /**
   * Says that Codat has a company, and whose it is.
   *
   * @param seen its room before Codat was asked, where it was looked at
   */
  learn(company: LearnedCompany, customerId: string, seen?: RoomView | undefined): Promise<Remembered>;
  /**
   * The same, and that it is the customer's.
   *
   * @param seen conditions in the customer's room: what is put is older than what changed it
   * @param over leases and the like that end with it
   * @param room the company's room before Codat was asked for it
   */
  remember(
    company: LearnedCompany,
    customerId: string,
    seen: Readonly<Record<string, string>>,
    over?: readonly string[],
    room?: RoomView | undefined,
  ): Promise<Remembered>;
  /** Says that a customer has no company, where nothing else is known by now. @returns what is known then */
  rememberNone(customerId: string): Promise<string | undefined>;
  /**
   * Says that a company was deleted. What was read before that is not put any more.
   *
   * @param isCertain Codat said so; otherwise it did not know the company, which it may for a moment
   */
  forget(companyId: string, isCertain?: boolean): Promise<void>;
}

export interface LearnedCompany {
  id: string;
  rootId: string;
}

const day = 24 * 60 * 60 * 1000;
/** Long, because a webhook reports a deletion. A cache: Codat and the host's own record know it too. */
const known = { lifetime: 0, ifRoom: day };
/** Limits what a page that asks again and again costs of the quota. */
const absent = { lifetime: 0, ifRoom: 10_000 };
/** Longer than anything takes that began before a deletion. */
const tombstoneLifetime = 10 * 60_000;
const certain = "deleted";
const doubtful = "not found";

/** Whether Codat has said that the company was deleted. */
export function isDeleted({ values }: RoomView): boolean {
  return values[deletedValue]?.value === certain;
}

/** The conditions that hold as long as no company of the customer is forgotten. */
export function unforgotten({ values }: RoomView): Record<string, string> {
  return { [deletedValue]: values[deletedValue]?.version ?? "" };
}

export function createCompanyOwners(backplane: Backplane): CompanyOwners {
  async function learn(
    { id, rootId }: LearnedCompany,
    customerId: string,
    seen?: RoomView,
  ): Promise<Remembered> {
    const put = {
      [customerValue]: { value: customerId, ...known },
      [existsValue]: { value: "1", ...known },
      [rootValue]: cachedRoot(rootId),
    };
    const before = seen ? unforgotten(seen) : { [deletedValue]: "" };
    const answer = await backplane.commit(companyRoom(id), { if: before, put });
    if (answer.outcome === "done") return "done";
    if (isDeleted(answer)) return "deleted";
    return seen ? "changed" : "doubtful";
  }

  /** @returns the customer, where the company is known to be somebody's */
  async function bury(companyId: string, isCertain: boolean): Promise<string | undefined> {
    const put = {
      [deletedValue]: { value: isCertain ? certain : doubtful, lifetime: tombstoneLifetime },
      [existsValue]: null,
      [snapshotValue]: null,
    };
    const change = { put, tell: [customerValue], sure: true };
    const room = companyRoom(companyId);
    const answer = await backplane.commit(
      room,
      isCertain ? change : { ...change, if: { [deletedValue]: "" } },
    );
    const { values } =
      isDeleted(answer) || answer.outcome === "done" ? answer : await backplane.commit(room, change);
    return values[customerValue]?.value;
  }

  return {
    look: (customerId) => backplane.view(customerRoom(customerId), [companyValue, deletedValue]),

    lookAt: (companyId) => backplane.view(companyRoom(companyId), [deletedValue]),

    customerOf: async (companyId) =>
      (await backplane.view(companyRoom(companyId), [customerValue])).values[customerValue]?.value,

    async exists(companyId, customerId) {
      const room = companyRoom(companyId);
      const seen = await backplane.view(room, [existsValue, customerValue, deletedValue]);
      if (isDeleted(seen)) return { known: false, seen };
      if (!seen.values[existsValue] && seen.values[deletedValue]) return { known: undefined, seen };
      if (seen.values[customerValue]?.value !== customerId)
        await backplane.commit(room, { put: { [customerValue]: { value: customerId, ...known } } });
      return { known: true, seen };
    },

    learn,

    async remember(company, customerId, seen, over = [], room = undefined) {
      // The company's room first: who forgets it then finds the customer there, and changes what was seen.
      const learned = await learn(company, customerId, room);
      if (learned !== "done") return learned;
      const { outcome } = await backplane.commit(customerRoom(customerId), {
        if: seen,
        put: {
          [companyValue]: { value: company.id, ...known },
          ...Object.fromEntries(over.map((name) => [name, null])),
        },
      });
      return outcome === "done" ? "done" : "changed";
    },

    async rememberNone(customerId) {
      const { values } = await backplane.commit(customerRoom(customerId), {
        if: { [companyValue]: "" },
        put: { [companyValue]: { value: "", ...absent } },
      });
      return values[companyValue]?.value || undefined;
    },

    async forget(companyId, isCertain = false) {
      const customerId = await bury(companyId, isCertain);
      if (customerId === undefined) return;
      const room = customerRoom(customerId);
      const { values } = await backplane.commit(room, {
        put: { [deletedValue]: { value: doubtful, lifetime: tombstoneLifetime } },
        tell: [companyValue],
      });
      const { value, version = "" } = values[companyValue] ?? {};
      if (value === companyId)
        await backplane.commit(room, { if: { [companyValue]: version }, put: { [companyValue]: null } });
    },
  };
}
