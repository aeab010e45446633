import type { CompanyEvent } from "../../core/company/companyEvent.js";
import { parseSourceType } from "../../core/sourceType.js";
import type { RoomChange, RoomView } from "../backplane/backplane.js";
import { organisationMark, organisationValue } from "../backplane/backplaneRooms.js";
import { cachedName } from "../codat/nameCache.js";
import type { Organisations } from "../codat/organisations.js";
import { type CompanyFeed, webhookMemory } from "../events/companyFeed.js";
import { knownCompany } from "../events/knownCompany.js";
import { within } from "../utils/wait.js";

export interface OrganisationNewsOptions {
  feed: CompanyFeed;
  organisations: Organisations;
  now: () => Date;
}

/** A connection's first data, and what is known of its company. */
export interface OrganisationRequest {
  companyId: string;
  connectionId: string;
  rootId: string;
  /** The room of `companyId`. */
  seen: RoomView;
}

/**
 * What to say in the room of `companyId` of the organisation behind a connection, whose name Codat knows once the first
 * data has arrived. Never throws: the next reading of the company has the name too.
 */
export type OrganisationNews = (request: OrganisationRequest) => Promise<RoomChange | undefined>;

/** Milliseconds. The webhook must be answered soon, with or without the name. */
const patience = 3_000;

export function createOrganisationNews(options: OrganisationNewsOptions): OrganisationNews {
  const { feed, organisations, now } = options;

  async function newsOf(request: OrganisationRequest): Promise<RoomChange | undefined> {
    const { companyId, connectionId, rootId, seen } = request;
    const known = rootId === companyId ? knownCompany(seen)?.snapshot.company : undefined;
    const company = known ?? (await feed.snapshot(rootId)).company;
    const connection = company.connections.find(({ id }) => id === connectionId);
    // Codat names the organisation of the company's accounting connection, whichever connection is asked for.
    if (parseSourceType(connection?.sourceType) !== "accounting") return undefined;
    const value = organisationValue(connectionId);
    const organisation = seen.values[value]?.value || (await organisations.ask(companyId));
    const put = { [value]: cachedName(organisation) };
    if (!organisation) return { put };
    const event: CompanyEvent = { type: "data", connectionId, at: now().toISOString(), organisation };
    const once = organisationMark(connectionId);
    if (rootId !== companyId) {
      await feed.append(rootId, [{ event, once, isCreation: false }]);
      return { put };
    }
    return { put, append: [{ event: JSON.stringify(event), once: { id: once, ...webhookMemory } }] };
  }

  // The name is not worth a second delivery of the webhook.
  return (request) =>
    within(
      newsOf(request).catch(() => undefined),
      patience,
    );
}
