import { createHash } from "node:crypto";
import type { CompanyConnection } from "../../core/company/company.js";
import type { CompanyEvent } from "../../core/company/companyEvent.js";
import type { OnboardingError } from "../../core/errors.js";
import type { Backplane } from "../backplane/backplane.js";
import { webhookEventId } from "../backplane/backplaneKeys.js";
import { serverError } from "../errors/serverError.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { createBodyMemory } from "../http/bodyMemory.js";
import { parseJsonObject } from "../http/parseJsonObject.js";
import { type BodyProblem, discardBody, readBody } from "../http/readBody.js";
import { jsonResponse, unavailableResponse } from "../http/responses.js";
import type { ConnectionChange, DataReady, HookEvent } from "../options/options.js";
import type { WebhookSecret } from "../options/webhookSecret.js";
import { callHost } from "../utils/callHost.js";
import { createReportRefusal } from "../utils/reportRefusal.js";
import type { Timers } from "../utils/timers.js";
import { createDelivery } from "./delivery.js";
import { parseWebhookEvent, type WebhookEvent } from "./parseWebhookEvent.js";
import { isTimely, matchesSignature, readSignedHeaders } from "./webhookSignature.js";

/** Options of {@link createWebhookReceiver}. */
export interface WebhookReceiverOptions {
  secrets: readonly WebhookSecret[];
  backplane: Backplane;
  /** Puts an event into a company's stream. */
  append: CompanyFeed["append"];
  now: () => Date;
  /** The company whose channel gets the events: the parent of a subsidiary, else the company itself. */
  rootOf: (companyId: string) => Promise<string>;
  /** The customer of a company. `tags` are the company's own; none where the webhook is of a subsidiary. */
  customerOf: (companyId: string, tags: ReadonlyMap<string, string>) => Promise<string | undefined>;
  /** A connection's event is in the stream; its hook has not run. May be called again with the same. */
  onConnectionNews?:
    | ((rootId: string, connection: CompanyConnection) => Promise<void> | undefined)
    | undefined;
  onConnectionChange?: ((change: ConnectionChange) => Promise<void> | void) | undefined;
  onDataReady?: ((ready: DataReady) => Promise<void> | void) | undefined;
  onCompanyDeleted?: ((companyId: string) => Promise<void> | void) | undefined;
  report: (error: OnboardingError) => void;
  timers?: Timers | undefined;
}

/** Takes what Codat says. */
export interface WebhookReceiver {
  receive(request: Request): Promise<Response>;
  /** Waits for the hooks that run, for as long as a webhook's answer would. */
  settle(): Promise<void>;
}

/** Codat waits for 15 seconds; 9 leave time for the network. In milliseconds. */
const patience = 9_000;
const bodyLimits = { bytes: 1024 * 1024, time: 10_000 };
const noTags: ReadonlyMap<string, string> = new Map();

/**
 * Answers Codat's webhooks: 2xx once an event is in the stream and the hooks have run, 503 when Codat must send it
 * again, 4xx for what Codat did not sign. The reason of a refusal is reported, many alike as one count, and not given to
 * the sender.
 */
export function createWebhookReceiver(options: WebhookReceiverOptions): WebhookReceiver {
  const { secrets, backplane, now, timers } = options;
  const report = quietly(options.report);
  const reportRefusal = createReportRefusal(report, timers);
  const memory = createBodyMemory();
  const { deliver, settle } = createDelivery({ backplane, timers, report });

  return { receive, settle: () => settle(patience) };

  async function receive(request: Request): Promise<Response> {
    if (request.method !== "POST" && request.method !== "PUT") {
      discardBody(request);
      return jsonResponse({ error: "method" }, 405, { allow: "POST, PUT" });
    }
    const arrived = now().getTime();
    const headerSets = readSignedHeaders(request.headers);
    if (headerSets.length === 0 && !request.bodyUsed) {
      discardBody(request);
      reportRefusal("webhookUnsigned");
      return malformed();
    }
    const bytes = await readBody(request, { ...bodyLimits, memory }, timers);
    if (typeof bytes === "string") return unreadable(bytes);

    const signed = headerSets.find((headers) => matchesSignature(headers, bytes, secrets));
    if (!signed || !isTimely(signed, now())) {
      reportRefusal(signed ? "webhookUntimely" : "webhookSignatureWrong");
      return jsonResponse({ error: "unauthorized" }, 401);
    }
    const body = parseJsonObject(bytes);
    if (!body) return notJson(request);

    const event = parseWebhookEvent(body, signed.id);
    if (typeof event === "string") {
      if (event === "malformed") report(serverError("webhookIncomplete"));
      return received();
    }
    const elapsed = Math.max(0, now().getTime() - arrived);
    const digest = createHash("sha256").update(bytes).digest("base64url");
    const message = { id: signed.id, digest, ...workOf(event) };
    return (await deliver(message, Math.max(0, patience - elapsed))) ? received() : unavailableResponse();
  }

  function workOf(event: WebhookEvent) {
    // One attempt asks for the root once.
    let root: Promise<string> | undefined;
    const rootOf = () => (root ??= options.rootOf(event.companyId));
    return {
      async publish() {
        const isCreation = event.eventType === "connection.created";
        for (const [connectionId, companyEvent] of companyEvents(event)) {
          const eventId = webhookEventId(event.id, event.eventType, connectionId);
          await options.append(await rootOf(), companyEvent, eventId, isCreation);
        }
        if (event.type === "connection") await options.onConnectionNews?.(await rootOf(), event.connection);
      },
      hooks: () => runHooks(event, rootOf),
    };
  }

  async function runHooks(event: WebhookEvent, rootOf: () => Promise<string>): Promise<void> {
    const { onConnectionChange, onDataReady, onCompanyDeleted } = options;
    const { id, eventType, companyId } = event;
    if (event.type === "companyDeleted") return onCompanyDeleted?.(companyId);
    if (!(event.type === "connection" ? onConnectionChange : onDataReady)) return;
    const root = await rootOf();
    const customerId = await options.customerOf(root, root === companyId ? event.tags : noTags);
    const hookEvent: HookEvent = { id, companyId, customerId };
    if (event.type === "connection")
      return callHost("onConnectionChange", () =>
        onConnectionChange?.({ ...hookEvent, eventType, connection: event.connection }),
      );
    for (const { connectionId, dataTypes } of event.arrivals) {
      // One webhook may cause several calls, each of which needs a stable id of its own.
      const callId = event.arrivals.length > 1 ? `${id}/${connectionId}` : id;
      await callHost("onDataReady", () =>
        onDataReady?.({ ...hookEvent, id: callId, connectionId, dataTypes }),
      );
    }
  }

  function unreadable(problem: BodyProblem): Response {
    if (problem === "broken") return malformed();
    if (problem === "consumed") {
      reportRefusal("webhookBodyConsumed");
      return jsonResponse({ error: "misconfigured" }, 500);
    }
    if (problem === "crowded") {
      reportRefusal("webhookCrowded");
      return unavailableResponse();
    }
    reportRefusal("webhookTooLong");
    return problem === "tooLarge"
      ? jsonResponse({ error: "large" }, 413)
      : jsonResponse({ error: "slow" }, 408);
  }

  function notJson({ headers }: Request): Response {
    report(serverError("webhookNotJson"));
    const type = headers.get("content-type") ?? "application/json";
    const isJson = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type);
    return isJson ? malformed() : jsonResponse({ error: "type" }, 415);
  }
}

/** The stream's events, each with the connection that it is about. */
function companyEvents(event: WebhookEvent): readonly (readonly [string, CompanyEvent])[] {
  if (event.type === "connection") {
    const { connection } = event;
    return [[connection.id, { type: "connection", connection }]];
  }
  if (event.type === "companyDeleted") return [];
  return event.arrivals.map(({ connectionId, at }) => [connectionId, { type: "data", connectionId, at }]);
}

function received(): Response {
  return jsonResponse({ received: true });
}

function malformed(): Response {
  return jsonResponse({ error: "malformed" }, 400);
}

/** A report that throws must not change the response, nor end the process. */
function quietly<T>(report: (what: T) => void): (what: T) => void {
  return (what) => {
    try {
      report(what);
    } catch {
      // The report itself failed.
    }
  };
}
