import type { CompanyConnection } from "../../core/company/company.js";
import { eventVersion } from "../../core/company/eventVersion.js";
import { parseGuid } from "../../core/guid.js";
import { fieldsOf, parseList, textOf } from "../../core/json.js";
import { utcDate } from "../../core/utcDate.js";
import { parseTags } from "../codat/codatCompany.js";
import { toCompanyConnection } from "../codat/toCompanyConnection.js";

/** What every webhook about a company has. */
interface CompanyWebhook {
  /** The same each time Codat sends the same event. */
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

/** What is needed of a webhook that has an effect here. */
export type WebhookEvent =
  | (CompanyWebhook & { type: "connection"; connection: CompanyConnection })
  | (CompanyWebhook & { type: "data"; arrivals: readonly FirstData[] })
  | (CompanyWebhook & { type: "companyDeleted" });

/** `ignored`: a type without an effect here. `malformed`: the type is known, but something needed is missing. */
export type WebhookEventProblem = "ignored" | "malformed";

const connectionTypes = new Set(
  ["created", "connected", "failed", "disconnected", "reconnected", "deleted"].map(
    (name) => `connection.${name}`,
  ),
);

/** Reads a webhook's parsed body tolerantly. `messageId` is used where the body has no `id`. */
export function parseWebhookEvent(body: unknown, messageId: string): WebhookEvent | WebhookEventProblem {
  const { id, eventType, generatedDate, payload } = fieldsOf(body);
  const type = textOf(eventType) ?? "";
  const isConnection = connectionTypes.has(type);
  const isData = type === "read.completed.initial";
  if (!isConnection && !isData && type !== "company.deleted") return "ignored";

  const fields = fieldsOf(payload);
  const company = fieldsOf(isConnection || isData ? fields["referenceCompany"] : payload);
  const companyId = parseGuid(company["id"]);
  const eventId = typeof id === "string" && /^[\x21-\x7e]{1,100}$/.test(id) ? id : messageId;
  const version = typeof generatedDate === "string" ? eventVersion(generatedDate, eventId) : undefined;
  if (!companyId) return "malformed";
  const webhook = { id: eventId, eventType: type, companyId, tags: parseTags(company["tags"]) };
  if (type === "company.deleted") return { ...webhook, type: "companyDeleted" };
  if (!version) return "malformed";
  if (isConnection) {
    const connection = connectionOf(fields["connection"], type, version);
    return connection ? { ...webhook, type: "connection", connection } : "malformed";
  }
  const arrivals = arrivalsOf(fields["dataTypes"], utcDate(generatedDate) ?? "");
  return arrivals.length > 0 ? { ...webhook, type: "data", arrivals } : "malformed";
}

function connectionOf(input: unknown, eventType: string, version: string): CompanyConnection | undefined {
  const fields = fieldsOf(input);
  if (eventType !== "connection.deleted")
    return textOf(fields["status"]) ? toCompanyConnection(input, version) : undefined;
  // Its status is ignored: Codat's own example of a deleted connection says `Linked`.
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
