import { createHmac } from "node:crypto";

export const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
export const otherSecret = "whsec_MyBvdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMhIQAA";
export const companyId = "0498e921-9b53-4396-a412-4f2f5983b0a2";
export const connectionId = "ee2eb431-c0fa-4dc9-93fa-d29781c12bcd";

const endpoint = "https://lender.example/api/codat/webhooks";

/** What a signed request is made of; what is not said is well. */
export interface Signed {
  body: string | Uint8Array<ArrayBuffer> | object;
  id?: string | undefined;
  /** Seconds. */
  at?: number | string | undefined;
  secret?: string | undefined;
  method?: string | undefined;
  prefix?: "webhook" | "svix" | undefined;
  headers?: Record<string, string> | undefined;
}

/** The signature of a message, made here and by no verifier's help. */
export function sign(id: string, at: number | string, body: string | Uint8Array, key = secret): string {
  const hmac = createHmac("sha256", Buffer.from(key.replace("whsec_", ""), "base64"));
  return `v1,${hmac.update(`${id}.${at}.`).update(body).digest("base64")}`;
}

/** A webhook as Codat sends it. */
export function signedRequest({
  body,
  id = "msg_1",
  at = now(),
  prefix = "webhook",
  ...more
}: Signed): Request {
  const bytes =
    typeof body === "string" || body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(JSON.stringify(body));
  return new Request(endpoint, {
    method: more.method ?? "POST",
    headers: {
      "content-type": "application/json",
      [`${prefix}-id`]: id,
      [`${prefix}-timestamp`]: String(at),
      [`${prefix}-signature`]: sign(id, at, bytes, more.secret),
      ...more.headers,
    },
    body: bytes,
  });
}

/** The tests' own moment, in seconds: 23 November 2026, 09:00. */
export function now(): number {
  return Date.parse("2026-11-23T09:00:00Z") / 1000;
}

/** A webhook's body about a connection. `eventType` without `connection.`. */
export function connectionWebhook(eventType: string, more: Record<string, unknown> = {}) {
  const { id, generatedDate, connection, referenceCompany, ...rest } = more;
  return {
    id: id ?? "ba29118f-5406-4e59-b05c-ba307ca38d01",
    eventType: `connection.${eventType}`,
    generatedDate: generatedDate ?? "2026-11-23T08:59:58.1234567Z",
    payload: {
      referenceCompany: {
        id: companyId,
        name: "Bakery",
        description: "a private remark",
        links: { portal: `https://app.codat.io/companies/${companyId}/summary` },
        tags: { uid: "335a086e" },
        ...(referenceCompany as object | undefined),
      },
      connection: {
        id: connectionId,
        integrationId: "bf083d72-62c7-493e-aec9-81b4dbba7e2c",
        integrationKey: "gbol",
        sourceId: "bdd831ce-eebd-4896-89a7-20e5ee8989ee",
        platformName: "Xero",
        linkUrl: `https://link-api.codat.io/companies/${companyId}/connections/${connectionId}/start?otp=123456`,
        status: statusAfter[eventType] ?? "Linked",
        created: "2026-11-23T08:50:00Z",
        sourceType: "Accounting",
        ...(connection as object | undefined),
      },
    },
    ...rest,
  };
}

/** A deleted connection says that it is linked: Codat's own example does. */
const statusAfter: Record<string, string> = {
  created: "PendingAuth",
  connected: "Linked",
  failed: "PendingAuth",
  disconnected: "Deauthorized",
  reconnected: "Linked",
  deleted: "Linked",
};

/** The body of `read.completed.initial`, for one connection or several. */
export function dataWebhook(connectionIds: readonly string[] = [connectionId], more: object = {}) {
  return {
    id: "743ec94a-8aa4-44bb-8bd4-e1855ee0e74b",
    eventType: "read.completed.initial",
    generatedDate: "2026-11-23T08:59:59Z",
    payload: {
      referenceCompany: { id: companyId, name: "Bakery", tags: { uid: "335a086e" } },
      modifiedFromDate: null,
      dataTypes: connectionIds.flatMap((one) =>
        ["invoices", "bankTransactions"].map((dataType) => ({
          connectionId: one,
          dataType,
          recordsModified: false,
          status: "Complete",
          issues: null,
        })),
      ),
    },
    ...more,
  };
}
