import { parseSourceType, type SourceType } from "../../core/sourceType.js";
import { type ConnectionStatus, connectionStatus } from "../../core/status/connectionStatus.js";
import { type CodatConnection, newestFirst } from "./codatCompany.js";
import type { CompanyTree } from "./companyReader.js";
import { toCompanyConnection } from "./toCompanyConnection.js";

/** What is to be connected. */
export interface LinkRequest {
  sourceType: SourceType;
  /** Only this connection of the customer's. */
  connectionId?: string | undefined;
}

/** Codat's statuses of the connection to finish or take up again. With none the customer chooses a platform. */
const resumableStatuses = {
  unavailable: [],
  loading: [],
  ready: [],
  connected: [],
  // The platform may have been the wrong one.
  failed: [],
  pending: ["PendingAuth"],
  disconnected: ["Unlinked", "Deauthorized"],
  opening: [],
  idle: [],
} as const satisfies Record<ConnectionStatus, readonly string[]>;

/**
 * The link to open, as Codat has just given it: a connection's own where one is to be finished or taken up again, else
 * the company's, where a platform is chosen.
 */
export function chooseLink(tree: CompanyTree, { sourceType, connectionId }: LinkRequest): string | undefined {
  if (connectionId) return tree.connections.find(({ id }) => id === connectionId)?.linkUrl;
  const status = connectionStatus(
    tree.connections.flatMap(({ raw }) => toCompanyConnection(raw, "") ?? []),
    { sourceType },
  );
  const resumable: readonly string[] = resumableStatuses[status];
  const [newest] = tree.connections
    .filter((connection) => parseSourceType(connection.sourceType) === sourceType)
    .filter((connection) => resumable.includes(connection.status))
    .filter((connection) => connection.status !== "PendingAuth" || !wasTried(connection))
    .sort(newestFirst);
  return newest?.linkUrl ?? tree.root.redirect;
}

function wasTried({ raw }: CodatConnection): boolean {
  const errors = toCompanyConnection(raw, "")?.dataConnectionErrors ?? [];
  return errors.some(({ status }) => status !== "Resolved");
}
