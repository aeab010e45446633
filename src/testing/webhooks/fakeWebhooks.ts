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
  /** The newest secret; Codat shows it in its portal only. */
  secret: string;
  disabled: boolean;
}

/** The webhooks of a fake Codat: who gets them, what was sent, and how to make them go wrong. */
export interface FakeWebhooks {
  /** Another consumer; `POST /webhooks` makes them too. */
  add(target: FakeWebhookTarget): FakeWebhookEndpoint;
  endpoints(): FakeWebhookEndpoint[];
  /** A new secret, which signs beside the one before for a day. @returns the new one */
  rotateSecret(endpointId: string): string;
  /** Sends to a consumer again that five days of failures have disabled. */
  enable(endpointId: string): void;
  /** Every message so far, oldest first, held ones too. */
  messages(): FakeWebhookMessage[];
  /** Every attempt so far, oldest first. */
  deliveries(): FakeWebhookDelivery[];
  /** Until every message on its way has been answered. Retries that are due later are not waited for. */
  settle(): Promise<void>;
  /** From now on messages wait. */
  hold(): void;
  /** What waits, oldest first. */
  held(): FakeWebhookMessage[];
  /** Messages that wait are never sent. */
  drop(...messageIds: readonly string[]): void;
  /**
   * Sends what waits, one after the other: just these, in this order, or everything, and holds no more. Done when
   * each has been answered once.
   */
  release(messageIds?: readonly string[] | undefined): Promise<void>;
  /** The same message once more, with the same id and a new timestamp. */
  resend(messageId: string): Promise<void>;
  /** The same body as a message of its own, with another `webhook-id`. */
  recover(messageId: string): Promise<void>;
  /** Something else, with any payload. @returns the message */
  send(eventType: string, payload: unknown): FakeWebhookMessage;
}

type Envelope = { tags: Readonly<Record<string, string>>; message: FakeWebhookMessage };

const day = 24 * 60 * 60 * 1000;

/** `tell` is for the fake itself: a change becomes a message. */
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
    await Promise.all(endpoints.of(message.eventType, tags).map((one) => sender.send(message, one)));
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
      // Ids are drawn only for messages that somebody gets: a counted randomUUID then stays predictable.
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
        endpoint.secrets = endpoint.secrets.filter((one) => !former.includes(one));
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
      waiting = waiting.filter((one) => !released.includes(one));
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
