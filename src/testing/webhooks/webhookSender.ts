import type { FakeClock } from "../state/fakeClock.js";
import type { WebhookEndpoint, WebhookEndpoints } from "./webhookEndpoints.js";
import { webhookSignature } from "./webhookSignature.js";

/** A webhook. All its attempts are the same message. */
export interface FakeWebhookMessage {
  /** The `webhook-id`, `msg_…`. The body has an `id` of its own. */
  readonly id: string;
  readonly eventType: string;
  /** JSON. */
  readonly body: string;
}

/** One attempt to deliver a message to one consumer. */
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
  /** The answer's status; absent when there was none, or it is still awaited. */
  status?: number | undefined;
  state: "going" | "delivered" | "failed";
}

/** Sends messages, and retries those that failed. */
export interface WebhookSender {
  /** Resolves when the first attempt has been answered. Retries follow by the schedule. */
  send(message: FakeWebhookMessage, endpoint: WebhookEndpoint): Promise<void>;
  /** Every attempt, oldest first. */
  deliveries(): readonly FakeWebhookDelivery[];
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** From one failure to the next attempt: about 28 hours in all. */
const retryDelays = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];
const answerLimit = 15 * second;
const longestFailure = 5 * day;

export function createWebhookSender(options: {
  clock: FakeClock;
  endpoints: WebhookEndpoints;
}): WebhookSender {
  const { clock, endpoints } = options;
  const deliveries: FakeWebhookDelivery[] = [];
  // Signed one after the other, so that messages are sent in the order of their events.
  let signing: Promise<unknown> = Promise.resolve();

  async function signed(message: FakeWebhookMessage, endpoint: WebhookEndpoint, at: Date) {
    const timestamp = Math.floor(at.getTime() / second);
    const work = signing.then(() => webhookSignature({ ...message, timestamp, secrets: endpoint.secrets }));
    signing = work.catch(() => undefined);
    const prefix = endpoint.headers;
    return {
      [`${prefix}-id`]: message.id,
      [`${prefix}-timestamp`]: String(timestamp),
      [`${prefix}-signature`]: await work,
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

  function recordResult(endpoint: WebhookEndpoint, isDelivered: boolean): void {
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
    recordResult(endpoint, isDelivered);
    const delay = retryDelays[count - 1];
    if (isDelivered || delay === undefined) return;
    clock.after(delay, () => void clock.track(attempt(message, endpoint, count + 1)));
  }

  return {
    send: (message, endpoint) => clock.track(attempt(message, endpoint, 1)),
    deliveries: () => deliveries,
  };
}

/** Reads the answer to its end: a socket with an unread answer cannot be used again. */
async function statusOf(response: Response): Promise<number> {
  await response.arrayBuffer();
  return response.status;
}
