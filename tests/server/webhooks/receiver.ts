import type { CompanyEvent } from "../../../src/core/company/companyEvent.js";
import type { OnboardingError } from "../../../src/core/errors.js";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createCompanyFeed } from "../../../src/server/events/companyFeed.js";
import { parseWebhookSecrets } from "../../../src/server/options/webhookSecret.js";
import {
  createWebhookReceiver,
  type WebhookReceiverOptions,
} from "../../../src/server/webhooks/webhookReceiver.js";
import { entriesAfter, placeOf } from "../../support/rooms.js";
import { createVirtualTime, type VirtualTime } from "../../support/virtualTime.js";
import { companyId, secret } from "./webhooks.js";

/** A receiver with what it told: whom, and of what. */
export interface Receiver {
  receive(request: Request): Promise<Response>;
  settle(): Promise<void>;
  /** The numbers of the errors reported. */
  reported: string[];
  errors: OnboardingError[];
  /** What the hooks were told, in order. */
  hooked: { hook: string; told: Record<string, unknown> }[];
  /** The company's events in the stream. */
  stream(id?: string): Promise<CompanyEvent[]>;
  time: VirtualTime;
  backplane: Backplane;
}

export interface ReceiverOptions extends Partial<Omit<WebhookReceiverOptions, "secrets">> {
  secrets?: unknown;
  time?: VirtualTime | undefined;
}

export function startReceiver({
  secrets = secret,
  time = createVirtualTime(),
  ...more
}: ReceiverOptions = {}): Receiver {
  const errors: OnboardingError[] = [];
  const hooked: Receiver["hooked"] = [];
  const backplane = more.backplane ?? memoryBackplane({ now: time.now });
  const starts = new Map<string, string | undefined>();
  const begin = placeOf(backplane, companyId).then((place) => starts.set(companyId, place));
  const read = () => Promise.reject(new Error("This Codat is never read."));
  const feed = createCompanyFeed({ backplane, read, now: time.now, timers: time.timers });
  const note = (hook: string) => (told: object) => void hooked.push({ hook, told: { ...told } });
  const { receive, settle } = createWebhookReceiver({
    append: feed.append,
    now: time.now,
    timers: time.timers,
    rootOf: async (id) => id,
    customerOf: async () => "customer-1",
    onConnectionChange: note("onConnectionChange"),
    onDataReady: note("onDataReady"),
    onCompanyDeleted: (id) => note("onCompanyDeleted")({ id }),
    report: (error) => void errors.push(error),
    ...more,
    backplane,
    secrets: parseWebhookSecrets(secrets),
  });
  return {
    async receive(request) {
      await begin.catch(() => undefined);
      return receive(request);
    },
    settle,
    get reported() {
      return errors.map(({ code }) => code);
    },
    errors,
    hooked,
    async stream(id = companyId) {
      return ((await entriesAfter(backplane, id, starts.get(id))) ?? []).map(
        ({ event }) => JSON.parse(event) as CompanyEvent,
      );
    },
    time,
    backplane,
  };
}
