import type { FakeClock } from "../state/fakeClock.js";
import type { WebhookEndpoint, WebhookEndpoints } from "./webhookEndpoints.js";
import { webhookSignature } from "./webhookSignature.js";

/** A webhook, the same in each of its attempts. */
export interface FakeWebhookMessage {
  /** The `webhook-id`, `msg_…`; not the `id` inside the body. */
  readonly id: string;
  readonly eventType: string;
  /** JSON. */
  readonly body: string;
}

/** One attempt at one consumer. */
export interface FakeWebhookDelivery {
  messageId: string;
  endpointId: string;
  eventType: string;
  body: string;
  /** 1 is the first. */
  attempt: number;
  /** ISO 8601, UTC. */
  at: string;
  /** The three signature headers as they were sent. */
  headers: Readonly<Record<string, string>>;
  /** The answer's; absent when there was none, and while it is awaited. */
  status?: number | undefined;
  state: "going" | "delivered" | "failed";
}

/** Sends what is to be sent, and sends again what failed. */
export interface WebhookSender {
  /** The first attempt; done when it has been answered. Later ones follow by the schedule. */
  send(message: FakeWebhookMessage, endpoint: WebhookEndpoint): Promise<void>;
  /** Every attempt there was, oldest first. */
  deliveries(): readonly FakeWebhookDelivery[];
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long after a failure the next attempt comes: about 28 hours in all. */
const retryDelays = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];
const answerLimit = 15 * second;
const longestFailure = 5 * day;

export function createWebhookSender(options: {
  clock: FakeClock;
  endpoints: WebhookEndpoints;
}): WebhookSender {
  const { clock, endpoints } = options;
  const deliveries: FakeWebhookDelivery[] = [];
  // One signature after the other, so that what was first to happen is first to leave.
  let signing: Promise<unknown> = Promise.resolve();

  async function signed(message: FakeWebhookMessage, endpoint: WebhookEndpoint, at: Date) {
    const timestamp = Math.floor(at.getTime() / second);
    const work = signing.then(() => webhookSignature({ ...message, timestamp, secrets: endpoint.secrets }));
    signing = work.catch(() => undefined);
    const start = endpoint.headers;
    return {
      [`${start}-id`]: message.id,
      [`${start}-timestamp`]: String(timestamp),
      [`${start}-signature`]: await work,
    };
  }

  /** @returns the status of the answer; `undefined` for none in time. */
  async function post(
    endpoint: WebhookEndpoint,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<number | undefined> {
    const abort = new AbortController();
    const aborted = new Promise<undefined>((resolve) => {
      abort.signal.addEventListener("abort", () => resolve(undefined));
    });
    const cancel = clock.after(answerLimit, () => abort.abort());
    const request = new Request(endpoint.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      redirect: "manual",
      signal: abort.signal,
    });
    try {
      return await Promise.race([endpoint.fetch(request).then(statusOf), aborted]);
    } catch {
      return undefined;
    } finally {
      cancel();
    }
  }

  function note(endpoint: WebhookEndpoint, isDelivered: boolean): void {
    if (isDelivered) {
      endpoint.failingSince = undefined;
      return;
    }
    const at = clock.now().getTime();
    endpoint.failingSince ??= at;
    if (at - endpoint.failingSince >= longestFailure) endpoint.disabled = true;
  }

  async function attempt(message: FakeWebhookMessage, endpoint: WebhookEndpoint, count: number) {
    if (endpoint.disabled || !endpoints.all().includes(endpoint)) return;
    const at = clock.now();
    const headers = await signed(message, endpoint, at);
    const delivery: FakeWebhookDelivery = {
      messageId: message.id,
      endpointId: endpoint.id,
      eventType: message.eventType,
      body: message.body,
      attempt: count,
      at: at.toISOString(),
      headers,
      state: "going",
    };
    deliveries.push(delivery);
    const status = await post(endpoint, headers, message.body);
    const isDelivered = status !== undefined && status >= 200 && status < 300;
    delivery.status = status;
    delivery.state = isDelivered ? "delivered" : "failed";
    note(endpoint, isDelivered);
    const delay = retryDelays[count - 1];
    if (isDelivered || delay === undefined) return;
    clock.after(delay, () => void clock.track(attempt(message, endpoint, count + 1)));
  }

  return {
    send: (message, endpoint) => clock.track(attempt(message, endpoint, 1)),
    deliveries: () => deliveries,
  };
}

/** Reads the answer to its end, as every client does: a socket with an unread answer is not used again. */
async function statusOf(response: Response): Promise<number> {
  await response.arrayBuffer();
  return response.status;
}
