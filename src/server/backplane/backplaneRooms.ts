import { createHash } from "node:crypto";
import { toDigits } from "../utils/digits.js";

/**
 * Every name under which the companion keeps something on the backplane. Companions of two versions may share one
 * during a deploy, and what is stored outlives both: a changed format loses what is stored under the old one.
 */

/** Letters and digits by which a company's room is named, and by which the ids of its invites begin. */
export const roomDigits = 11;

/** Those of a company: of two companies they are the same once in 62 to the power of 11. */
export function companyDigits(companyId: string): string {
  const known = named.get(companyId);
  if (known !== undefined) return known;
  const made = digestOf(`company:${companyId}`, roomDigits);
  if (named.size >= mostNamed) named.clear();
  named.set(companyId, made);
  return made;
}

/** A request names its company's room several times, and each stream's once a minute. */
const named = new Map<string, string>();
const mostNamed = 10_000;

// Rooms

/** A company: its events, its last reading, its invites, its webhooks. Those of subsidiaries hold only the latter. */
export const companyRoom = (companyId: string) => `company:${companyDigits(companyId)}`;
/** The room of the company that an invite belongs to. */
export const inviteRoom = (inviteId: string) => `company:${inviteId.slice(0, roomDigits)}`;
/** The id is hashed: it may be an address, and rooms are named in logs and statistics. */
export const customerRoom = (customerId: string) => `customer:${digestOf(`customer:${customerId}`, 22)}`;
/** Sessions to be closed on every instance. */
export const sessionsRoom = "sessions";
/** Names of platforms. */
export const platformsRoom = "platforms";
/** Read to see whether the backplane answers; nothing is in it. */
export const healthRoom = "health";

// Values of a company

/** The last reading: the cursor to go on from, a space, JSON. */
export const snapshotValue = "snapshot";
/** All invites, as JSON. */
export const invitesValue = "invites";
/** The parent of a subsidiary; any other company's own id. */
export const rootValue = "root";
/** The customer that the company belongs to. */
export const customerValue = "customer";
/** Set where Codat is known to have the company. */
export const existsValue = "exists";
/** Set for some time after the company was deleted: what was read before must not be put. */
export const deletedValue = "deleted";
/** A lease, held for as long as the company is not read again because somebody came back from Codat. */
export const returnValue = "return";
/** A lease with the digest of the webhook's body. */
export const webhookValue = (webhookId: string) => `hook:${webhookId}`;
export const organisationValue = (connectionId: string) => `organisation:${connectionId}`;

// Values of a customer

/** The company; empty for "none, a moment ago". */
export const companyValue = "company";
/** A lease: the company is being made. */
export const makingValue = "making";
/** The errors that Codat gave to the idempotency keys under which the company is to be made, as JSON. */
export const creationValue = "creation";

// Values of all

export const platformValue = (platformKey: string) => `platform:${platformKey}`;

// Marks of a company

/** A webhook whose hooks have run. */
export const handledMark = (webhookId: string) => `hooked:${webhookId}`;
/** The same with this body. */
export const handledBodyMark = (webhookId: string, digest: string) => `hooked:${webhookId}:${digest}`;
/** What a webhook says about one connection is in the stream. */
export const toldMark = (eventId: string, eventType: string, connectionId: string) =>
  `told:${eventId} ${eventType} ${connectionId}`;
/** The name of the organisation behind a connection is in the stream. */
export const organisationMark = (connectionId: string) => `organisation:${connectionId}`;

// Buckets of a company

/** Uses of one invite in an hour, or of all of the company's without an id. */
export const usesBucket = (use: string, hour: number, inviteId = "") => `${use}:${inviteId}:${hour}`;

// Buckets of a customer

/** Calls of Codat: at once, or in one day since 1970. */
export const accountBucket = (account: string, day?: number) =>
  day === undefined ? `codat:${account}` : `codat:${account}:${day}`;

function digestOf(text: string, length: number): string {
  return toDigits(createHash("sha256").update(text).digest().subarray(0, 17), length);
}
