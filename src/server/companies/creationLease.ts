import type { Backplane, RoomAnswer } from "../backplane/backplane.js";
import {
  companyValue,
  creationValue,
  customerRoom,
  deletedValue,
  makingValue,
} from "../backplane/backplaneRooms.js";
import { idempotencyKey } from "../codat/idempotencyKey.js";
import { unforgotten } from "./companyOwners.js";
import { customerTag, customerTagKey } from "./customerTag.js";

/**
 * The right to make a customer's company, held by one process at a time, and the idempotency key to make it under.
 *
 * Keys follow from the customer's tag and a number, from 0 on. So processes that share nothing use the same ones: to
 * the second of two that race Codat gives the first one's company. The number is kept only to save calls.
 */
export interface CreationLease {
  readonly key: string;
  /** Goes on to the next key: Codat would repeat what it has answered to this one. */
  nextKey(): Promise<void>;
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
  /** What the room is thought to hold: mostly nothing. */
  let known: RoomAnswer["values"] = {};
  for (;;) {
    const answer: RoomAnswer = await backplane.commit(room, {
      if: Object.fromEntries([companyValue, makingValue].map((name) => [name, known[name]?.version ?? ""])),
      put: { [makingValue]: { value: "1", lifetime: leaseLifetime } },
      tell: [deletedValue, creationValue],
    });
    if (answer.outcome === "done") return { lease: leaseOf(backplane, customerId, answer) };
    known = answer.values;
    const companyId = known[companyValue]?.value;
    if (companyId) return { companyId };
    if (known[makingValue]) return undefined;
  }
}

function leaseOf(backplane: Backplane, customerId: string, answer: RoomAnswer): CreationLease {
  const room = customerRoom(customerId);
  const held = { [makingValue]: answer.version };
  let number = Number(/^\d{1,6}$/.exec(answer.values[creationValue]?.value ?? "")?.[0] ?? 0);
  return {
    get key() {
      return idempotencyKey(`${customerTagKey}=${customerTag(customerId)} ${number}`);
    },
    seen: { ...held, ...unforgotten(answer) },
    over: [makingValue],
    async nextKey() {
      number++;
      const put = { [creationValue]: { value: String(number), lifetime: 0, ifRoom: keyLifetime } };
      await backplane.commit(room, { if: held, put });
    },
    async release() {
      await backplane.commit(room, { if: held, put: { [makingValue]: null } });
    },
  };
}
