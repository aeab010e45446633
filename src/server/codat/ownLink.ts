import { connectionStatus } from "../../core/company/connection.js";
import { parseSourceType, type SourceType } from "../../core/sourceType.js";
import { type CodatConnection, newestFirst } from "./codatCompany.js";
import { companyConnection } from "./companyConnection.js";
import type { CompanyFamily } from "./companyReader.js";

/** What is to be connected. */
export interface LinkWish {
  sourceType: SourceType;
  /** This connection of the customer's, and no other. */
  connectionId?: string | undefined;
}

/**
 * The link to open, as Codat gave it a moment ago: a connection's own where one is to be finished or taken up again,
 * else the company's, where a platform is chosen. After a cancelled or failed attempt it is the company's: the
 * platform may have been the wrong one.
 */
export function ownLink(family: CompanyFamily, { sourceType, connectionId }: LinkWish): string | undefined {
  if (connectionId) return family.connections.find(({ id }) => id === connectionId)?.linkUrl;
  const status = connectionStatus(
    family.connections.flatMap(({ raw }) => companyConnection(raw, "") ?? []),
    { sourceType },
  );
  const wanted = waitingStatuses[status];
  const [newest] = family.connections
    .filter((one) => parseSourceType(one.sourceType) === sourceType && wanted?.includes(one.status))
    .filter((one) => one.status !== "PendingAuth" || !wasTried(one))
    .sort(newestFirst);
  return newest?.linkUrl ?? family.root.redirect;
}

const waitingStatuses: Readonly<Record<string, readonly string[]>> = {
  pending: ["PendingAuth"],
  disconnected: ["Unlinked", "Deauthorized"],
};

function wasTried({ raw }: CodatConnection): boolean {
  const errors = companyConnection(raw, "")?.dataConnectionErrors ?? [];
  return errors.some(({ status }) => status !== "Resolved");
}
