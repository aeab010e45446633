import type { WebhookEndpoint, WebhookEndpoints } from "../webhooks/webhookEndpoints.js";
import { apiError, apiOk, invalidFields } from "./apiAnswer.js";
import { type ApiRoute, apiRoute } from "./apiRoutes.js";

const maxConsumers = 50;
const maxTags = 10;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** `/webhooks`: the consumers, without their secrets, which Codat shows only in its portal. */
export function webhooksApi({ endpoints }: { endpoints: WebhookEndpoints }): ApiRoute[] {
  const view = ({ id, url, disabled, eventTypes, companyTags }: WebhookEndpoint) => ({
    id,
    url,
    disabled,
    eventTypes,
    companyTags,
  });

  return [
    apiRoute("GET", "/webhooks", () => apiOk({ results: endpoints.all().map(view) })),

    apiRoute("POST", "/webhooks", ({ body }) => {
      const { url, disabled, eventTypes, companyTags } = Object(body) as Readonly<Record<string, unknown>>;
      const problems = {
        ...(!(typeof url === "string" && /^https?:/.test(url) && URL.canParse(url)) && {
          url: "An address is needed.",
        }),
        ...(!(eventTypes === undefined || isTexts(eventTypes)) && { eventTypes: "A list is needed." }),
        ...(!(companyTags == null || (isTexts(companyTags) && companyTags.length <= maxTags)) && {
          companyTags: `A list of at most ${maxTags} is needed.`,
        }),
      };
      if (Object.keys(problems).length > 0) return invalidFields(problems);
      if (endpoints.all().length >= maxConsumers) {
        return apiError(400, `There are ${maxConsumers} webhook consumers already.`);
      }
      const target = {
        url: String(url),
        eventTypes: isTexts(eventTypes) ? eventTypes : undefined,
        companyTags: isTexts(companyTags) ? companyTags : undefined,
      };
      return { status: 201, body: view(endpoints.add(target, disabled === true)) };
    }),

    apiRoute("DELETE", "/webhooks/{webhookId}", (_, webhookId = "") =>
      endpoints.remove(webhookId)
        ? { status: 204 }
        : apiError(404, `No webhook consumer was found with ID ${webhookId}`),
    ),
  ];
}
