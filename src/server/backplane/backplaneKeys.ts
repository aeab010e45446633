/**
 * Every name under which the companion sends, stores or locks something on the backplane, and every id by which a
 * repeated event is recognised. Companions of two versions may share a backplane during a deploy, and what is stored
 * outlives both: a changed format loses what is stored under the old one.
 */

// Channels

/** The events of a company and its subsidiaries. */
export const companyChannel = (companyId: string) => `company:${companyId}`;
/** Sessions to be closed on every instance. */
export const sessionsChannel = "sessions";

// Stored values

/** A company as it was last read, with the cursor to go on from. */
export const snapshotKey = (companyId: string) => `snapshot:${companyId}`;
/** The company of a customer; empty for "none, a moment ago". */
export const companyOfKey = (customerId: string) => `company-of:${customerId}`;
export const customerOfKey = (companyId: string) => `customer-of:${companyId}`;
/** Set for a company that Codat is known to have. */
export const companyExistsKey = (companyId: string) => `exists:${companyId}`;
/** The idempotency key under which a customer's company is being created. */
export const creationKey = (customerId: string) => `company-key:${customerId}`;
/** The parent of a subsidiary; any other company's own id. */
export const rootKey = (companyId: string) => `root:${companyId}`;
/** The company that an invite belongs to. */
export const inviteKey = (inviteId: string) => `invite:${inviteId}`;
/** All invites of a company. */
export const invitesKey = (companyId: string) => `invites:${companyId}`;
export const organisationNameKey = (connectionId: string) => `organisation:${connectionId}`;
export const platformNameKey = (platformKey: string) => `platform:${platformKey}`;
/** The digest of a webhook whose hooks have run. */
export const handledWebhookKey = (webhookId: string) => `hooked:${webhookId}`;

// Leases

export const creationLease = (customerId: string) => `create-company:${customerId}`;
export const invitesLease = (companyId: string) => `invites:${companyId}`;
/** Held for as long as a company is not read again because somebody came back from Codat. */
export const returnLease = (companyId: string) => `return:${companyId}`;
export const webhookLease = (webhookId: string) => `hook:${webhookId}`;

// Ids of events, unique within their channel

/** What a webhook says about one connection. */
export const webhookEventId = (eventId: string, eventType: string, connectionId: string) =>
  `${eventId} ${eventType} ${connectionId}`;
/** A difference found by reading a connection. `state` tells one difference from another of the same version. */
export const readingEventId = (connectionId: string, version: string, state: string) =>
  `read:${connectionId}:${version}:${state}`;
export const inviteEventId = (inviteId: string, version: number) => `invite:${inviteId}:${version}`;
export const organisationEventId = (connectionId: string) => `organisation:${connectionId}`;
