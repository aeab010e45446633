import type { CompanyEvent } from "../../core/company/companyEvent.js";
import { parseSourceType } from "../../core/sourceType.js";
import type { Backplane } from "../backplane/backplane.js";
import type { CompanyReader } from "../codat/companyReader.js";
import type { Organisations } from "../codat/organisations.js";
import { type CompanyFeed, companyChannel } from "../events/companyFeed.js";
import type { DataReady } from "../options/options.js";
import { within } from "../utils/wait.js";

export interface PublishOrganisationOptions {
  backplane: Backplane;
  feed: CompanyFeed;
  reader: CompanyReader;
  organisations: Organisations;
  now: () => Date;
}

/** The webhook is to be answered soon, with or without the name. */
const patience = 3_000;

/**
 * Tells of which organisation a connection's first data is, once that can be asked. A courtesy: it never throws, and
 * a connection read anew says it too.
 */
export function createPublishOrganisation(options: PublishOrganisationOptions) {
  const { backplane, feed, reader, organisations, now } = options;

  async function tell({ companyId, connectionId }: DataReady): Promise<void> {
    const rootId = await reader.rootOf(companyId);
    const { company } = await feed.snapshot(rootId);
    const connection = company.connections.find(({ id }) => id === connectionId);
    // Codat answers for the company, whichever connection asks; only accounting is meant.
    if (parseSourceType(connection?.sourceType) !== "accounting") return;
    const organisation = await organisations.of(companyId, connectionId);
    if (!organisation) return;
    const event: CompanyEvent = { type: "data", connectionId, at: now().toISOString(), organisation };
    await backplane.append(companyChannel(rootId), JSON.stringify(event), `organisation:${connectionId}`);
  }

  return async (ready: DataReady): Promise<void> => {
    // The name is not worth a second delivery of the webhook.
    const telling = tell(ready).catch(() => undefined);
    await within(telling, patience);
  };
}
