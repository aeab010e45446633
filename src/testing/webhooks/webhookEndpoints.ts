/** Where webhooks go, as the host of a test sets it. */
export interface FakeWebhookTarget {
  url: string;
  /** `whsec_` and base64. @default one that is made up */
  secret?: string | undefined;
  /** Answers instead of the network. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Only these. @default every event */
  eventTypes?: readonly string[] | undefined;
  /** Only companies with one of these, each `key:value`. @default every company */
  companyTags?: readonly string[] | undefined;
  /** The name of the three headers' start. @default "webhook" */
  headers?: "webhook" | "svix" | undefined;
}

/** A consumer of webhooks, as it is kept. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly eventTypes: readonly string[];
  readonly companyTags: readonly string[];
  readonly headers: "webhook" | "svix";
  /** The newest first; each signs. */
  secrets: string[];
  /** Codat stops sending after five days of nothing but failures. */
  disabled: boolean;
  /** Since when every attempt has failed, in milliseconds since 1970. */
  failingSince: number | undefined;
}

/** The consumers that are known. */
export interface WebhookEndpoints {
  add(target: FakeWebhookTarget, disabled?: boolean | undefined): WebhookEndpoint;
  all(): WebhookEndpoint[];
  remove(id: string): boolean;
  /** Who wants to be told of it. */
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
