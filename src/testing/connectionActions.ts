import type { FakeCodat } from "./fakeCodat.js";
import type { FakeLinks } from "./hostedLink/fakeLinks.js";
import type { CompanyRecord } from "./state/companyRecord.js";
import type { ConnectionTransitions } from "./state/connectionTransitions.js";
import type { FakeCompanies } from "./state/fakeCompanies.js";
import type { ConnectionRecord, FakeConnection } from "./state/fakeConnection.js";
import { type FakePlatform, fakePlatforms } from "./state/fakePlatforms.js";
import { linkOutcomes } from "./state/linkOutcome.js";

/** The methods of a fake that change connections. */
export type ConnectionActions = Pick<
  FakeCodat,
  | "startConnection"
  | "connect"
  | "authorize"
  | "reconnect"
  | "fail"
  | "cancel"
  | "deauthorize"
  | "unlink"
  | "deleteConnection"
  | "completeRead"
  | "setStatus"
>;

type Found = { company: CompanyRecord; connection: ConnectionRecord };

function platformOf(platformKey: string): FakePlatform {
  const platform = fakePlatforms.find(({ key }) => key === platformKey);
  if (!platform) throw new RangeError(`Fake Codat has no platform "${platformKey}".`);
  return platform;
}

/** Each throws a `RangeError` when the connection's status does not allow it. */
export function createConnectionActions(options: {
  companies: FakeCompanies;
  companyOf: (companyId: string) => CompanyRecord;
  connections: ConnectionTransitions;
  links: FakeLinks;
}): ConnectionActions & { view(company: CompanyRecord, connection: ConnectionRecord): FakeConnection } {
  const { companies, companyOf, connections, links } = options;

  const view = (company: CompanyRecord, connection: ConnectionRecord): FakeConnection => ({
    ...structuredClone(connection),
    linkUrl: links.connection(company, connection),
  });

  function find(connectionId: string, action: string, statuses?: readonly string[]): Found {
    const found = companies.findConnection(connectionId);
    if (!found) throw new RangeError(`Fake Codat has no connection "${connectionId}".`);
    const { status } = found.connection;
    if (statuses && !statuses.includes(status)) {
      throw new RangeError(
        `A connection that is ${status} cannot ${action}; one that is ${statuses.join(" or ")} can.`,
      );
    }
    return found;
  }

  function change(found: Found, apply: (company: CompanyRecord, connection: ConnectionRecord) => void) {
    apply(found.company, found.connection);
    return view(found.company, found.connection);
  }

  const waiting = ["PendingAuth", "Unlinked", "Deauthorized"];

  return {
    view,

    startConnection(companyId, platform = "gbol") {
      const company = companyOf(companyId);
      return view(company, connections.start(company, platformOf(platform)));
    },

    connect(companyId, { platform = "gbol", ...authorization } = {}) {
      const company = companyOf(companyId);
      const connection = connections.start(company, platformOf(platform));
      connections.settle(company, connection, linkOutcomes.connected, authorization);
      return view(company, connection);
    },

    authorize: (connectionId, authorization) =>
      change(find(connectionId, "be authorised", waiting), (company, connection) =>
        connections.settle(company, connection, linkOutcomes.connected, authorization),
      ),

    reconnect: (connectionId, authorization) =>
      change(find(connectionId, "be reconnected", waiting.slice(1)), (company, connection) =>
        connections.settle(company, connection, linkOutcomes.connected, authorization),
      ),

    fail: (connectionId) =>
      change(find(connectionId, "fail", waiting), (company, connection) =>
        connections.settle(company, connection, linkOutcomes.failed),
      ),

    cancel: (connectionId) =>
      change(find(connectionId, "be cancelled", waiting), (company, connection) =>
        connections.settle(company, connection, linkOutcomes.cancelled),
      ),

    deauthorize: (connectionId, cause = "customer") =>
      change(find(connectionId, "be deauthorised", ["Linked"]), (company, connection) =>
        connections.deauthorize(company, connection, cause),
      ),

    unlink: (connectionId) => change(find(connectionId, "be unlinked", ["Linked"]), connections.unlink),

    deleteConnection(connectionId) {
      const { company, connection } = find(connectionId, "be deleted");
      connections.remove(company, connection);
    },

    completeRead: (connectionId, dataTypes) =>
      change(find(connectionId, "be read", ["Linked"]), (company, connection) =>
        connections.read(company, connection, dataTypes),
      ),

    setStatus(connectionId, status) {
      find(connectionId, "be changed").connection.status = status;
    },
  };
}
