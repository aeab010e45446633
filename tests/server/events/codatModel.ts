import type { Company, CompanyConnection } from "../../../src/core/company/company.js";
import { eventVersion } from "../../../src/core/company/eventVersion.js";
import { toCompanyConnection } from "../../../src/server/codat/toCompanyConnection.js";
import { parseWebhookEvent, type WebhookEvent } from "../../../src/server/webhooks/parseWebhookEvent.js";
import { companyId, connectionWebhook } from "../webhooks/webhooks.js";

export type ConnectionWebhook = WebhookEvent & { type: "connection" };

/** What Codat's answers say of when they were given. */
export type DateHeader = "second" | "none" | "proxy ahead";

/** What can happen to a connection, and from which statuses; each makes a webhook. */
const transitions = {
  connected: { from: ["PendingAuth"], to: "Linked" },
  failed: { from: ["PendingAuth"], to: "PendingAuth" },
  disconnected: { from: ["Linked"], to: "Deauthorized" },
  unlinked: { from: ["Linked"], to: "Unlinked" },
  reconnected: { from: ["Deauthorized", "Unlinked"], to: "Linked" },
  deleted: { from: ["PendingAuth", "Linked", "Deauthorized", "Unlinked"], to: "deleted" },
} as const;

interface ConnectionState {
  id: string;
  status: string;
  errors: readonly { statusCode: string; erroredOnUtc: string }[];
}

/** A Codat of one company that changes, and says so in webhooks dated to a tenth of a microsecond. */
export interface CodatModel {
  /** How many changes there were. */
  readonly changes: number;
  /** Makes a connection, or changes one. `choice` says which and how. @returns the webhook; none where nothing can happen */
  change(choice: number): ConnectionWebhook | undefined;
  /** The company as a reading finds it at this moment; `sent` is when it was requested, by the companion's clock. */
  read(sent: Date): Company;
  /** Whether a company shows each connection as it was at some moment since so many changes. */
  wasSince(changes: number, shown: Company): boolean;
  /** How each connection is, in words. */
  describe(company?: Company): string;
}

export function createCodatModel(options: {
  /** Codat's clock, in milliseconds. */
  clock: () => number;
  header: DateHeader;
}): CodatModel {
  const { clock, header } = options;
  /** What the connections were after each change. */
  const history: ReadonlyMap<string, ConnectionState>[] = [new Map()];
  let stamps = 0;

  const current = () => history.at(-1) ?? new Map<string, ConnectionState>();

  function webhook(eventType: string, { id, status, errors }: ConnectionState): ConnectionWebhook {
    // Never the same twice, and in the order of the changes.
    const generatedDate = `${new Date(clock()).toISOString().slice(0, -1)}${String(++stamps).padStart(4, "0")}Z`;
    const body = connectionWebhook(eventType, {
      id: `evt-${stamps}`,
      generatedDate,
      connection: { id, status, ...(errors.length > 0 && { dataConnectionErrors: errors }) },
    });
    return parseWebhookEvent(body, `msg-${stamps}`) as ConnectionWebhook;
  }

  function set(state: ConnectionState): void {
    history.push(new Map([...current(), [state.id, state]]));
  }

  return {
    get changes() {
      return history.length - 1;
    },

    change(choice) {
      const known = [...current().values()];
      const existing = known.filter(({ status }) => status !== "deleted");
      const state = existing[choice % (existing.length + 1)];
      if (!state) {
        if (known.length === 3) return undefined;
        const id = `00000000-0000-4000-8000-00000000000${known.length}`;
        const made: ConnectionState = { id, status: "PendingAuth", errors: [] };
        set(made);
        return webhook("created", made);
      }
      const possible = Object.entries(transitions).filter(([, { from }]) =>
        (from as readonly string[]).includes(state.status),
      );
      const [name = "", { to = "" } = {}] = possible[Math.floor(choice / 4) % possible.length] ?? [];
      const error = { statusCode: "500", erroredOnUtc: new Date(clock()).toISOString() };
      const after = {
        ...state,
        status: to,
        errors: name === "failed" ? [error, ...state.errors] : state.errors,
      };
      set(after);
      return webhook(name === "unlinked" ? "disconnected" : name, { ...after });
    },

    read(sent) {
      const time = {
        second: Math.floor(clock() / 1000) * 1000,
        none: sent.getTime(),
        "proxy ahead": Math.floor(clock() / 1000) * 1000 + 5 * 60_000,
      }[header];
      const version = eventVersion(new Date(time).toISOString()) ?? "";
      const connections = [...current().values()]
        .filter(({ status }) => status !== "deleted")
        .map(({ id, status, errors }) => {
          const { connection } = connectionWebhook("read", { connection: { id, status } }).payload;
          return toCompanyConnection({ ...connection, dataConnectionErrors: errors }, version);
        });
      return {
        id: companyId,
        linkHost: "link.codat.io",
        connections: connections as CompanyConnection[],
        arrivals: {},
        readAt: version,
      };
    },

    wasSince(changes, shown) {
      const states = history.slice(changes);
      const ids = new Set([...current().keys(), ...shown.connections.map(({ id }) => id)]);
      return [...ids].every((id) => {
        const words = wordsOf(shown.connections.find((connection) => connection.id === id));
        return states.some((state) => stateWords(state.get(id)) === words);
      });
    },

    describe: (company) =>
      (company
        ? company.connections.map(
            (connection) => `${connection.id.at(-1)} ${wordsOf(connection)} @${connection.version}`,
          )
        : [...current().values()].map((state) => `${state.id.at(-1)} ${stateWords(state)}`)
      ).join("; "),
  };
}

function wordsOf(connection: CompanyConnection | undefined): string {
  if (!connection || connection.deleted) return "absent";
  return `${connection.status}, ${connection.dataConnectionErrors?.length ?? 0} errors`;
}

function stateWords(state: ConnectionState | undefined): string {
  if (!state || state.status === "deleted") return "absent";
  return `${state.status}, ${state.errors.length} errors`;
}
