import type { CompanyEvent } from "../../core/company/companyEvent.js";
import { parseSourceType } from "../../core/sourceType.js";
import type { Backplane } from "../backplane/backplane.js";
import { companyChannel, organisationEventId } from "../backplane/backplaneKeys.js";
import type { CompanyReader } from "../codat/companyReader.js";
import type { Organisations } from "../codat/organisations.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import type { DataReady } from "../options/options.js";
import { within } from "../utils/wait.js";

export interface PublishOrganisationOptions {
  backplane: Backplane;
  feed: CompanyFeed;
  reader: CompanyReader;
  organisations: Organisations;
  now: () => Date;
}

/** Milliseconds. The webhook must be answered soon, with or without the name. */
const patience = 3_000;

/**
 * Publishes the name of the organisation behind a connection, which Codat knows once its first data has arrived. Never
 * throws: the next reading of the company has the name too.
 */
export function createPublishOrganisation(options: PublishOrganisationOptions) {
  const { backplane, feed, reader, organisations, now } = options;

  async function publish({ companyId, connectionId }: DataReady): Promise<void> {
    const rootId = await reader.rootOf(companyId);
    const { company } = await feed.snapshot(rootId);
    const connection = company.connections.find(({ id }) => id === connectionId);
    // Codat names the organisation of the company's accounting connection, whichever connection is asked for.
    if (parseSourceType(connection?.sourceType) !== "accounting") return;
    const organisation = await organisations.of(companyId, connectionId);
    if (!organisation) return;
    const event: CompanyEvent = { type: "data", connectionId, at: now().toISOString(), organisation };
    await backplane.append(companyChannel(rootId), JSON.stringify(event), organisationEventId(connectionId));
  }

  return async (ready: DataReady): Promise<void> => {
    // The name is not worth a second delivery of the webhook.
    await within(
      publish(ready).catch(() => undefined),
      patience,
    );
  };
}
