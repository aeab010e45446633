import { parseSourceType, type SourceType } from "../../core/sourceType.js";
import { connectionStatus } from "../../core/status/connectionStatus.js";
import { type CodatConnection, newestFirst } from "./codatCompany.js";
import type { CompanyTree } from "./companyReader.js";
import { toCompanyConnection } from "./toCompanyConnection.js";

/** What is to be connected. */
export interface LinkRequest {
  sourceType: SourceType;
  /** This connection of the customer's, and no other. */
  connectionId?: string | undefined;
}

/**
 * The link to open, as Codat gave it a moment ago: a connection's own where one is to be finished or taken up again,
 * else the company's, where a platform is chosen. After a cancelled or failed attempt it is the company's: the
 * platform may have been the wrong one.
 */
export function chooseLink(tree: CompanyTree, { sourceType, connectionId }: LinkRequest): string | undefined {
  if (connectionId) return tree.connections.find(({ id }) => id === connectionId)?.linkUrl;
  const status = connectionStatus(
    tree.connections.flatMap(({ raw }) => toCompanyConnection(raw, "") ?? []),
    { sourceType },
  );
  const wanted = waitingStatuses[status];
  const [newest] = tree.connections
    .filter((one) => parseSourceType(one.sourceType) === sourceType && wanted?.includes(one.status))
    .filter((one) => one.status !== "PendingAuth" || !wasTried(one))
    .sort(newestFirst);
  return newest?.linkUrl ?? tree.root.redirect;
}

const waitingStatuses: Readonly<Record<string, readonly string[]>> = {
  pending: ["PendingAuth"],
  disconnected: ["Unlinked", "Deauthorized"],
};

function wasTried({ raw }: CodatConnection): boolean {
  const errors = toCompanyConnection(raw, "")?.dataConnectionErrors ?? [];
  return errors.some(({ status }) => status !== "Resolved");
}
