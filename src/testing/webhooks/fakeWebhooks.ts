import type { ApiViews } from "../apiViews.js";
import type { FakeChange } from "../state/fakeChange.js";
import type { FakeClock } from "../state/fakeClock.js";
import type { FakeWebhookTarget, WebhookEndpoints } from "./webhookEndpoints.js";
import { webhookPayload } from "./webhookPayloads.js";
import type { FakeWebhookDelivery, FakeWebhookMessage, WebhookSender } from "./webhookSender.js";

/** A consumer of webhooks. */
export interface FakeWebhookEndpoint {
  id: string;
  url: string;
  /** The newest secret. Codat shows it only in its portal. */
  secret: string;
  disabled: boolean;
}

/** The webhooks of a fake Codat: consumers, messages and deliveries, and ways to delay, drop and repeat them. */
export interface FakeWebhooks {
  /** Adds a consumer, as `POST /webhooks` does. */
  add(target: FakeWebhookTarget): FakeWebhookEndpoint;
  endpoints(): FakeWebhookEndpoint[];
  /** Makes a new secret; for a day both the new and the former one sign. @returns the new one */
  rotateSecret(endpointId: string): string;
  /** Enables a consumer that was disabled after five days of failures. */
  enable(endpointId: string): void;
  /** Every message so far, also those held, oldest first. */
  messages(): FakeWebhookMessage[];
  /** Every attempt so far, oldest first. */
  deliveries(): FakeWebhookDelivery[];
  /** Resolves when every message that was sent has been answered. Does not wait for later retries. */
  settle(): Promise<void>;
  /** Holds messages back from now on. */
  hold(): void;
  /** The messages held back, oldest first. */
  held(): FakeWebhookMessage[];
  /** Drops messages that are held back. */
  drop(...messageIds: readonly string[]): void;
  /**
   * Sends messages that are held back, one after the other: the given ones, in their order; or all, and holds no more.
   * Resolves when each has been answered once.
   */
  release(messageIds?: readonly string[] | undefined): Promise<void>;
  /** Sends a message again, with the same id and a new timestamp. */
  resend(messageId: string): Promise<void>;
  /** Sends the body of a message again as a new one, with another `webhook-id`. */
  recover(messageId: string): Promise<void>;
  /** Sends any event with any payload. @returns the message */
  send(eventType: string, payload: unknown): FakeWebhookMessage;
}

type Envelope = { tags: Readonly<Record<string, string>>; message: FakeWebhookMessage };

const day = 24 * 60 * 60 * 1000;

/** `tell` is called by the fake itself: it makes a change a message. */
export function createFakeWebhooks(options: {
  clock: FakeClock;
  endpoints: WebhookEndpoints;
  sender: WebhookSender;
  views: ApiViews;
  randomUUID: () => string;
}): FakeWebhooks & { tell(change: FakeChange): void } {
  const { clock, endpoints, sender, views, randomUUID } = options;
  const sent = new Map<string, Envelope>();
  let waiting: Envelope[] = [];
  let isHolding = false;

  const newId = () => `msg_${randomUUID().replaceAll("-", "")}`;

  async function send({ message, tags }: Envelope): Promise<void> {
    await Promise.all(
      endpoints.of(message.eventType, tags).map((endpoint) => sender.send(message, endpoint)),
    );
  }

  function post(eventType: string, payload: unknown, tags: Readonly<Record<string, string>>) {
    const body = JSON.stringify({ id: randomUUID(), eventType, generatedDate: clock.stamp(), payload });
    const envelope = { tags, message: { id: newId(), eventType, body } };
    sent.set(envelope.message.id, envelope);
    if (isHolding) waiting.push(envelope);
    else void send(envelope);
    return envelope.message;
  }

  function envelopeOf(messageId: string): Envelope {
    const envelope = sent.get(messageId);
    if (!envelope) throw new RangeError(`Fake Codat has sent no message "${messageId}".`);
    return envelope;
  }

  function endpointOf(endpointId: string) {
    const endpoint = endpoints.all().find(({ id }) => id === endpointId);
    if (!endpoint) throw new RangeError(`Fake Codat has no webhook consumer "${endpointId}".`);
    return endpoint;
  }

  const view = ({ id, url, secrets, disabled }: ReturnType<typeof endpointOf>): FakeWebhookEndpoint => ({
    id,
    url,
    secret: secrets[0] ?? "",
    disabled,
  });

  return {
    tell(change) {
      // Without a consumer no id is drawn, so that a test's counting randomUUID stays predictable.
      if (endpoints.all().length === 0) return;
      const { payload, tags } = webhookPayload(views, change);
      post(change.eventType, payload, tags);
    },

    add: (target) => view(endpoints.add(target)),
    endpoints: () => endpoints.all().map(view),

    rotateSecret(endpointId) {
      const endpoint = endpointOf(endpointId);
      const former = endpoint.secrets.slice(0, 1);
      const secret = endpoints.newSecret();
      endpoint.secrets = [secret, ...former];
      clock.after(day, () => {
        endpoint.secrets = endpoint.secrets.filter((known) => !former.includes(known));
      });
      return secret;
    },

    enable(endpointId) {
      Object.assign(endpointOf(endpointId), { disabled: false, failingSince: undefined });
    },

    messages: () => [...sent.values()].map(({ message }) => message),
    deliveries: () => structuredClone([...sender.deliveries()]),
    settle: clock.settle,

    hold() {
      isHolding = true;
    },
    held: () => waiting.map(({ message }) => message),
    drop(...messageIds) {
      waiting = waiting.filter(({ message }) => !messageIds.includes(message.id));
    },
    async release(messageIds) {
      const released = messageIds ? messageIds.map(envelopeOf) : waiting;
      if (!messageIds) isHolding = false;
      waiting = waiting.filter((envelope) => !released.includes(envelope));
      for (const envelope of released) await send(envelope);
    },

    resend: async (messageId) => send(envelopeOf(messageId)),
    async recover(messageId) {
      const { tags, message } = envelopeOf(messageId);
      const envelope = { tags, message: { ...message, id: newId() } };
      sent.set(envelope.message.id, envelope);
      await send(envelope);
    },
    send: (eventType, payload) => post(eventType, payload, {}),
  };
}
