import { fieldsOf, textOf } from "../../core/json.js";
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
 * The right to make a customer's company, held by one process at a time, with the idempotency keys to make it under and
 * what is known of Codat's errors to them.
 *
 * Keys follow from the customer's tag and a number, from 0 on. So processes that share nothing use the same ones: to
 * the second of two that race Codat gives the first one's company.
 */
export interface CreationLease {
  key(number: number): string;
  /** Remembers an error that Codat gave to a key. */
  note(number: number, error: KeyError): Promise<NotedError>;
  /** The conditions under which the company may be put. */
  readonly seen: Readonly<Record<string, string>>;
  /** What ends with the making of the company. */
  readonly over: readonly string[];
  release(): Promise<void>;
}

export interface KeyError {
  /** Codat's own id of the answer: where Codat repeats an answer, it repeats this too. */
  id: string;
  /** Milliseconds since 1970, by Codat's clock. */
  at: number;
}

export interface NotedError {
  /** Whether it is the answer that Codat gave before, so that it has one stored for the key. */
  isRepeated: boolean;
  /** Milliseconds since an error to this key was first seen here. */
  age: number;
}

/** The company that is known already, the lease, or `undefined` while another process holds it. */
export type Creation = { companyId: string } | { lease: CreationLease } | undefined;

/** Longer than a request may wait. */
const leaseLifetime = 30_000;
/** How long Codat remembers the answer to an idempotency key. */
export const keyLifetime = 90 * 60 * 1000;

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
  const errors = parseErrors(answer.values[creationValue]?.value);

  return {
    key: (number) => idempotencyKey(`${customerTagKey}=${customerTag(customerId)} ${number}`),
    seen: { ...held, ...unforgotten(answer) },
    over: [makingValue],
    async note(number, { id, at }) {
      const before = errors.get(number);
      const first = before && at - before.at < keyLifetime ? before : { id: "", at };
      const isRepeated = first.id === id;
      if (!isRepeated) {
        errors.set(number, { id, at: first.at });
        const value = JSON.stringify(Object.fromEntries(errors));
        const put = { [creationValue]: { value, lifetime: 0, ifRoom: keyLifetime } };
        await backplane.commit(room, { if: held, put });
      }
      return { isRepeated, age: Math.max(0, at - first.at) };
    },
    async release() {
      await backplane.commit(room, { if: held, put: { [makingValue]: null } });
    },
  };
}

/** The errors by the numbers of their keys: the last one's id, and when the first was seen. */
function parseErrors(text = "{}"): Map<number, KeyError> {
  const errors = new Map<number, KeyError>();
  for (const [number, stored] of Object.entries(fieldsOf(JSON.parse(text)))) {
    const { id, at } = fieldsOf(stored);
    if (typeof at === "number") errors.set(Number(number), { id: textOf(id) ?? "", at });
  }
  return errors;
}
