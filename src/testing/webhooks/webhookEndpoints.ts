/** A consumer of webhooks, as a test configures it. */
export interface FakeWebhookTarget {
  url: string;
  /** `whsec_` and base64. @default a new one */
  secret?: string | undefined;
  /** Answers the requests. @default globalThis.fetch */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** The events it gets. @default every event */
  eventTypes?: readonly string[] | undefined;
  /** The companies it gets events of: those with one of these tags, each `key:value`. @default every company */
  companyTags?: readonly string[] | undefined;
  /** The prefix of the three headers. @default "webhook" */
  headers?: "webhook" | "svix" | undefined;
}

/** A consumer of webhooks, as the fake stores it. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly eventTypes: readonly string[];
  readonly companyTags: readonly string[];
  readonly headers: "webhook" | "svix";
  /** The newest first. Each signs. */
  secrets: string[];
  /** Codat stops sending after five days in which every attempt failed. */
  disabled: boolean;
  /** Since when every attempt has failed, in milliseconds since 1970. */
  failingSince: number | undefined;
}

/** The consumers of webhooks. */
export interface WebhookEndpoints {
  add(target: FakeWebhookTarget, disabled?: boolean | undefined): WebhookEndpoint;
  all(): WebhookEndpoint[];
  remove(id: string): boolean;
  /** The consumers that get an event. */
  of(eventType: string, tags: Readonly<Record<string, string>>): WebhookEndpoint[];
  newSecret(): string;
}

export function createWebhookEndpoints(options: { randomUUID: () => string }): WebhookEndpoints {
  const { randomUUID } = options;
  const endpoints = new Map<string, WebhookEndpoint>();

  function newSecret(): string {
    const hex = (randomUUID() + randomUUID()).replaceAll("-", "");
    const bytes = Array.from({ length: 32 }, (_, index) => parseInt(hex.slice(index * 2, index * 2 + 2), 16));
    return `whsec_${btoa(String.fromCharCode(...bytes))}`;
  }

  return {
    add(target, disabled = false) {
      const endpoint: WebhookEndpoint = {
        id: randomUUID().toLowerCase(),
        url: target.url,
        fetch: target.fetch ?? ((request) => globalThis.fetch(request)),
        eventTypes: target.eventTypes ?? [],
        companyTags: target.companyTags ?? [],
        headers: target.headers ?? "webhook",
        secrets: [target.secret ?? newSecret()],
        disabled,
        failingSince: undefined,
      };
      endpoints.set(endpoint.id, endpoint);
      return endpoint;
    },
    all: () => [...endpoints.values()],
    remove: (id) => endpoints.delete(id.toLowerCase()),
    of: (eventType, tags) =>
      [...endpoints.values()].filter(
        ({ eventTypes, companyTags }) =>
          (eventTypes.length === 0 || eventTypes.includes(eventType)) &&
          (companyTags.length === 0 ||
            Object.entries(tags).some(([key, value]) => companyTags.includes(`${key}:${value}`))),
      ),
    newSecret,
  };
}
