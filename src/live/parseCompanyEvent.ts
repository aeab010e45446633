import type {
  Company,
  CompanyConnection,
  CompanyEvent,
  CompanyInvite,
  DataArrival,
} from "../core/company.js";
import { isSourceType } from "../core/sourceType.js";

const connectionFields = [
  "id",
  "version",
  "status",
  "sourceType",
  "platformName",
  "integrationKey",
  "lastSync",
] as const;
const errorFields = ["statusCode", "erroredOnUtc", "status"] as const;
const inviteFields = [
  "id",
  "kind",
  "sourceType",
  "platformName",
  "state",
  "createdAt",
  "expiresAt",
  "changedAt",
  "label",
] as const;
const inviteKinds: readonly unknown[] = ["connect", "reconnect", "self"];
const inviteStates: readonly unknown[] = [
  "prepared",
  "opened",
  "connecting",
  "connected",
  "declined",
  "expired",
  "cancelled",
];

type Fields = Readonly<Record<string, unknown>>;

/** What the companion sent as an event, if it is one. Unknown fields are dropped, unknown types are none. */
export function parseCompanyEvent(input: unknown): CompanyEvent | undefined {
  const { type, company: sent, connection: one, invite: told } = fieldsOf(input);
  if (type === "snapshot" || type === "resync") {
    const company = parseCompany(sent);
    return company && { type, company };
  }
  if (type === "connection") {
    const connection = parseConnection(one);
    return connection && { type, connection };
  }
  if (type === "invite") {
    const invite = parseInvite(told);
    return invite && { type, invite };
  }
  const { connectionId } = textsOf(input, ["connectionId"]);
  const arrival = parseArrival(input);
  return type === "data" && connectionId && arrival ? { type, connectionId, ...arrival } : undefined;
}

/** A company as the companion sent it. What cannot be understood of its connections and invites is left out. */
export function parseCompany(input: unknown): Company | undefined {
  const { id, linkHost, ...rest } = textsOf(input, ["id", "linkHost", "readAt", "inviteHost"]);
  const { connections, arrivals, invites } = fieldsOf(input);
  if (!id || !linkHost || !Array.isArray(connections)) return undefined;
  const arrived = Object.entries(fieldsOf(arrivals)).map(
    ([key, value]) => [key, parseArrival(value)] as const,
  );
  return {
    id,
    linkHost,
    ...rest,
    connections: connections.flatMap((one) => parseConnection(one) ?? []),
    arrivals: Object.fromEntries(arrived.filter((one): one is [string, DataArrival] => !!one[1])),
    invites: Array.isArray(invites) ? invites.flatMap((one) => parseInvite(one) ?? []) : undefined,
  };
}

function parseConnection(input: unknown): CompanyConnection | undefined {
  const { id, version, status, sourceType, platformName = "", ...rest } = textsOf(input, connectionFields);
  if (!id || version === undefined || !status || !sourceType) return undefined;
  const { dataConnectionErrors: errors, deleted } = fieldsOf(input);
  return {
    id,
    version,
    status,
    sourceType,
    platformName,
    ...rest,
    dataConnectionErrors: Array.isArray(errors) ? errors.map((one) => textsOf(one, errorFields)) : undefined,
    deleted: deleted === true || undefined,
  };
}

function parseInvite(input: unknown): CompanyInvite | undefined {
  const { version } = fieldsOf(input);
  const texts = textsOf(input, inviteFields);
  const { id, kind, sourceType, state, createdAt = "", expiresAt = "", changedAt = "" } = texts;
  const isKnown = inviteKinds.includes(kind) && isSourceType(sourceType) && inviteStates.includes(state);
  const hasTimes = [createdAt, expiresAt, changedAt].every((time) => Date.parse(time));
  return id && isKnown && hasTimes && Number.isFinite(version)
    ? ({ ...texts, version } as CompanyInvite)
    : undefined;
}

function parseArrival(input: unknown): DataArrival | undefined {
  const { at, organisation } = textsOf(input, ["at", "organisation"]);
  return at ? { at, organisation } : undefined;
}

function fieldsOf(input: unknown): Fields {
  return typeof input === "object" && input ? (input as Fields) : {};
}

/** Of all that was sent, the texts under these names. */
function textsOf<Name extends string>(
  input: unknown,
  names: readonly Name[],
): { [name in Name]?: string | undefined } {
  const fields = fieldsOf(input);
  return Object.fromEntries(
    names.map((name) => [name, typeof fields[name] === "string" ? fields[name] : undefined]),
  ) as { [name in Name]?: string | undefined };
}
