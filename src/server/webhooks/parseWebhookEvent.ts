import type { CompanyConnection } from "../../core/company/company.js";
import { eventVersion } from "../../core/company/eventVersion.js";
import { parseGuid } from "../../core/guid.js";
import { fieldsOf, parseList, textOf } from "../../core/json.js";
import { utcDate } from "../../core/utcDate.js";
import { toCompanyConnection } from "../codat/toCompanyConnection.js";

/** What every webhook of a company says. */
interface CompanyWebhook {
  /** The same each time Codat tells of the same event. */
  id: string;
  eventType: string;
  companyId: string;
  tags: ReadonlyMap<string, string>;
}

/** The first data of one connection. */
export interface FirstData {
  connectionId: string;
  /** ISO 8601, UTC. */
  at: string;
  dataTypes: readonly string[];
}

/** A webhook that matters here, as far as it is needed. */
export type WebhookEvent =
  | (CompanyWebhook & { type: "connection"; connection: CompanyConnection })
  | (CompanyWebhook & { type: "data"; arrivals: readonly FirstData[] })
  | (CompanyWebhook & { type: "companyDeleted" });

/** `malformed`: of a known type, but something needed is missing. */
export type WebhookEventProblem = "ignored" | "unknown" | "malformed";

const connectionTypes = new Set(
  ["created", "connected", "failed", "disconnected", "reconnected", "deleted"].map(
    (name) => `connection.${name}`,
  ),
);

/** Known, and of no consequence here. */
const ignored =
  /^(company\.created|company\.product\.(added|removed)|read\.completed|client\.rateLimit\.\w+)$/;

/** Reads a webhook's parsed body tolerantly. `messageId` stands in for an `id` that it lacks. */
export function parseWebhookEvent(body: unknown, messageId: string): WebhookEvent | WebhookEventProblem {
  const { id, eventType, generatedDate, payload } = fieldsOf(body);
  const type = textOf(eventType) ?? "";
  const isConnection = connectionTypes.has(type);
  const isData = type === "read.completed.initial";
  if (!isConnection && !isData && type !== "company.deleted")
    return ignored.test(type) ? "ignored" : "unknown";

  const fields = fieldsOf(payload);
  const company = fieldsOf(isConnection || isData ? fields["referenceCompany"] : payload);
  const companyId = parseGuid(company["id"]);
  const eventId = typeof id === "string" && /^[\x21-\x7e]{1,100}$/.test(id) ? id : messageId;
  const version = typeof generatedDate === "string" ? eventVersion(generatedDate, eventId) : undefined;
  if (!companyId) return "malformed";
  const told = { id: eventId, eventType: type, companyId, tags: tagsOf(company["tags"]) };
  if (type === "company.deleted") return { ...told, type: "companyDeleted" };
  if (!version) return "malformed";
  if (isConnection) {
    const connection = connectionOf(fields["connection"], type, version);
    return connection ? { ...told, type: "connection", connection } : "malformed";
  }
  const arrivals = arrivalsOf(fields["dataTypes"], utcDate(generatedDate) ?? "");
  return arrivals.length > 0 ? { ...told, type: "data", arrivals } : "malformed";
}

function connectionOf(input: unknown, eventType: string, version: string): CompanyConnection | undefined {
  const fields = fieldsOf(input);
  if (eventType !== "connection.deleted")
    return textOf(fields["status"]) ? toCompanyConnection(input, version) : undefined;
  // Whatever status it says: Codat's own example of a deleted connection says that it is linked.
  const connection = toCompanyConnection({ ...fields, status: "Unlinked" }, version);
  return connection && { ...connection, deleted: true };
}

function arrivalsOf(dataTypes: unknown, at: string): FirstData[] {
  const arrivals = new Map<string, string[]>();
  for (const entry of parseList(dataTypes, fieldsOf) ?? []) {
    const { connectionId, dataType } = entry;
    const id = parseGuid(connectionId);
    if (!id) continue;
    const names = arrivals.get(id) ?? [];
    arrivals.set(id, names);
    if (typeof dataType === "string" && /^[\w.-]{1,80}$/.test(dataType)) names.push(dataType);
  }
  return [...arrivals].map(([connectionId, names]) => ({
    connectionId,
    at,
    dataTypes: [...new Set(names)],
  }));
}

function tagsOf(input: unknown): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(fieldsOf(input)).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}
