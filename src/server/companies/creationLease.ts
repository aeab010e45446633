import type { Backplane, RoomAnswer } from "../backplane/backplane.js";
import {
  companyValue,
  creationValue,
  customerRoom,
  deletedValue,
  makingValue,
} from "../backplane/backplaneRooms.js";
import { unforgotten } from "./companyOwners.js";

/**
 * The right to make a customer's company, held by one process at a time, and the idempotency key to make it under.
 * The key is stored until its answer is known: an attempt whose answer was lost is continued under the same key, in
 * this process or another.
 */
export interface CreationLease {
  readonly key: string;
  /** Replaces a key that Codat has answered. */
  renewKey(): Promise<void>;
  /** The conditions under which the company may be put. */
  readonly seen: Readonly<Record<string, string>>;
  /** What ends with the making of the company. */
  readonly over: readonly string[];
  release(): Promise<void>;
}

/** The company that is known already, the lease, or `undefined` while another process holds it. */
export type Creation = { companyId: string } | { lease: CreationLease } | undefined;

/** Longer than a request may wait. */
const leaseLifetime = 30_000;
/** How long Codat remembers the answer to an idempotency key. */
const keyLifetime = 90 * 60 * 1000;

/** Looks the company up and takes the lease in one step. */
export async function takeCreationLease(backplane: Backplane, customerId: string): Promise<Creation> {
  const room = customerRoom(customerId);
  let key: string = crypto.randomUUID();
  /** What the room is thought to hold: mostly nothing. */
  let known: RoomAnswer["values"] = {};
  for (;;) {
    const answer: RoomAnswer = await backplane.commit(room, {
      if: Object.fromEntries(
        [companyValue, makingValue, creationValue].map((name) => [name, known[name]?.version ?? ""]),
      ),
      put: {
        [makingValue]: { value: "1", lifetime: leaseLifetime },
        [creationValue]: { value: key, lifetime: keyLifetime },
      },
      tell: [deletedValue],
    });
    if (answer.outcome === "done") return { lease: leaseOf(backplane, room, key, answer) };
    known = answer.values;
    const companyId = known[companyValue]?.value;
    if (companyId) return { companyId };
    if (known[makingValue]) return undefined;
    key = known[creationValue]?.value ?? key;
  }
}

function leaseOf(backplane: Backplane, room: string, first: string, answer: RoomAnswer): CreationLease {
  const held = { [makingValue]: answer.version };
  let key = first;
  return {
    get key() {
      return key;
    },
    seen: { ...held, ...unforgotten(answer) },
    over: [makingValue, creationValue],
    async renewKey() {
      key = crypto.randomUUID();
      const put = { [creationValue]: { value: key, lifetime: keyLifetime } };
      await backplane.commit(room, { if: held, put });
    },
    async release() {
      await backplane.commit(room, { if: held, put: { [makingValue]: null } });
    },
  };
}
