/** Codat's webhooks that have an effect here; `other`: signed, and without one; `unknown`: nobody knows who sent it. */
export const webhookTypes = [
  "connection.created",
  "connection.connected",
  "connection.failed",
  "connection.disconnected",
  "connection.reconnected",
  "connection.deleted",
  "read.completed.initial",
  "company.deleted",
  "other",
  "unknown",
] as const;

export type WebhookType = (typeof webhookTypes)[number];

/** The type of a webhook that Codat has signed. */
export function webhookTypeOf(eventType: unknown): Exclude<WebhookType, "unknown"> {
  const known = webhookTypes.find((type) => type === eventType);
  return known === undefined || known === "unknown" ? "other" : known;
}
