import type { ApiViews } from "../apiViews.js";
import type { FakeChange } from "../state/fakeChange.js";

/** The `payload` of a webhook, and the company's tags, by which consumers are selected. */
export interface WebhookPayload {
  payload: Readonly<Record<string, unknown>>;
  tags: Readonly<Record<string, string>>;
}

/** The payload of Codat's webhook about a change. */
export function webhookPayload(views: ApiViews, change: FakeChange): WebhookPayload {
  if (!("company" in change)) {
    const { dailyQuota, quotaRemaining, expiryDate } = change;
    return { payload: { dailyQuota, quotaRemaining, expiryDate }, tags: {} };
  }
  const { company } = change;
  const { tags } = company;
  if (!("connection" in change)) return { payload: views.companyDetails(company), tags };
  const { connection } = change;
  const referenceCompany = views.reference(company);
  if (!("dataTypes" in change)) {
    return { payload: { referenceCompany, connection: views.connection(company, connection) }, tags };
  }
  const isFirst = change.eventType === "read.completed.initial";
  const dataTypes = change.dataTypes.map((dataType) => ({
    connectionId: connection.id,
    dataType,
    // As at Codat, nothing counts as modified the first time.
    recordsModified: !isFirst,
    status: "Complete",
    issues: [],
  }));
  return { payload: { referenceCompany, modifiedFromDate: null, dataTypes }, tags };
}
