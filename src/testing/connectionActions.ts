import type { FakeCodat } from "./fakeCodat.js";
import type { FakeLinks } from "./hostedLink/fakeLinks.js";
import type { CompanyRecord } from "./state/companyRecord.js";
import type { ConnectionTransitions } from "./state/connectionTransitions.js";
import type { FakeCompanies } from "./state/fakeCompanies.js";
import type { ConnectionRecord, FakeConnection } from "./state/fakeConnection.js";
import { type FakePlatform, fakePlatforms } from "./state/fakePlatforms.js";
import { linkOutcomes } from "./state/linkOutcome.js";

/** The part of a fake that makes things happen to connections. */
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

type Held = { company: CompanyRecord; connection: ConnectionRecord };

function platformOf(wanted: string): FakePlatform {
  const platform = fakePlatforms.find(({ key }) => key === wanted);
  if (!platform) throw new RangeError(`Fake Codat has no platform "${wanted}".`);
  return platform;
}

/** Each checks that it can happen as things are, and throws a `RangeError` where it cannot. */
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

  function held(connectionId: string, action: string, statuses?: readonly string[]): Held {
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

  function change(found: Held, apply: (company: CompanyRecord, connection: ConnectionRecord) => void) {
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
      change(held(connectionId, "be authorised", waiting), (company, connection) =>
        connections.settle(company, connection, linkOutcomes.connected, authorization),
      ),

    reconnect: (connectionId, authorization) =>
      change(held(connectionId, "be reconnected", waiting.slice(1)), (company, connection) =>
        connections.settle(company, connection, linkOutcomes.connected, authorization),
      ),

    fail: (connectionId) =>
      change(held(connectionId, "fail", waiting), (company, connection) =>
        connections.settle(company, connection, linkOutcomes.failed),
      ),

    cancel: (connectionId) =>
      change(held(connectionId, "be cancelled", waiting), (company, connection) =>
        connections.settle(company, connection, linkOutcomes.cancelled),
      ),

    deauthorize: (connectionId, cause = "customer") =>
      change(held(connectionId, "be deauthorised", ["Linked"]), (company, connection) =>
        connections.deauthorize(company, connection, cause),
      ),

    unlink: (connectionId) => change(held(connectionId, "be unlinked", ["Linked"]), connections.unlink),

    deleteConnection(connectionId) {
      const { company, connection } = held(connectionId, "be deleted");
      connections.remove(company, connection);
    },

    completeRead: (connectionId, dataTypes) =>
      change(held(connectionId, "be read", ["Linked"]), (company, connection) =>
        connections.read(company, connection, dataTypes),
      ),

    setStatus(connectionId, status) {
      held(connectionId, "be changed").connection.status = status;
    },
  };
}
