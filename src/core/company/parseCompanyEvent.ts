import { fieldsOf, parseList, textsOf } from "../json.js";
import { isSourceType } from "../sourceType.js";
import { inviteStates, parseInviteState } from "../status/inviteState.js";
import type { Company, CompanyConnection } from "./company.js";
import type { CompanyEvent } from "./companyEvent.js";
import { type CompanyInvite, parseInviteKind } from "./companyInvite.js";

const errorFields = ["statusCode", "erroredOnUtc", "status"] as const;

/** Reads an event of the companion. Unknown fields are dropped; an unknown type is `undefined`. */
export function parseCompanyEvent(input: unknown): CompanyEvent | undefined {
  const { type, ...sent } = fieldsOf(input);
  if (type === "snapshot" || type === "resync") {
    const company = parseCompany(sent["company"]);
    return company && { type, company };
  }
  if (type === "connection") {
    const connection = parseConnection(sent[type]);
    return connection && { type, connection };
  }
  if (type === "invite") {
    const invite = parseInvite(sent[type]);
    return invite && { type, invite };
  }
  if (type !== "data") return undefined;
  const arrival = textsOf(sent, ["connectionId", "at"], ["organisation"]);
  return arrival && { type, ...arrival };
}

/** A company as the companion sent it. What cannot be understood of its connections and invites is left out. */
export function parseCompany(input: unknown): Company | undefined {
  const texts = textsOf(input, ["id", "linkHost"], ["readAt", "inviteHost", "asOf"]);
  const { connections, arrivals, invites } = fieldsOf(input);
  const parsed = parseList(connections, parseConnection);
  return (
    texts &&
    parsed && {
      ...texts,
      connections: parsed,
      arrivals: Object.fromEntries(
        Object.entries(fieldsOf(arrivals)).flatMap(([id, sentArrival]) => {
          const arrival = textsOf(sentArrival, ["at"], ["organisation"]);
          return arrival ? [[id, arrival]] : [];
        }),
      ),
      invites: parseList(invites, parseInvite),
    }
  );
}

function parseConnection(input: unknown): CompanyConnection | undefined {
  const { version, dataConnectionErrors, deleted } = fieldsOf(input);
  const texts = textsOf(
    input,
    ["id", "status", "sourceType"],
    ["platformName", "integrationKey", "lastSync"],
  );
  // A connection without a date has an empty version.
  if (!texts || typeof version !== "string") return undefined;
  return {
    platformName: "",
    ...texts,
    version,
    dataConnectionErrors: parseList(dataConnectionErrors, (error) => textsOf(error, [], errorFields)),
    deleted: deleted === true || undefined,
  };
}

function parseInvite(input: unknown): CompanyInvite | undefined {
  const texts = textsOf(
    input,
    ["id", "sourceType", "createdAt", "expiresAt", "changedAt"],
    ["platformName", "name"],
  );
  const { version, kind: kindSent, state: stateSent } = fieldsOf(input);
  const kind = parseInviteKind(kindSent);
  const state = parseInviteState(stateSent);
  // One that nothing has come of is not shown to its customer.
  if (!texts || !kind || !state || !inviteStates[state]) return undefined;
  const hasTimes = [texts.createdAt, texts.expiresAt, texts.changedAt].every((time) => Date.parse(time));
  return hasTimes && isSourceType(texts.sourceType) && Number.isFinite(version)
    ? ({ ...texts, kind, state, version } as CompanyInvite)
    : undefined;
}
