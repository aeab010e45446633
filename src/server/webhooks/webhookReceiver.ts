import { createHash } from "node:crypto";
import type { CompanyConnection } from "../../core/company/company.js";
import type { CompanyEvent } from "../../core/company/companyEvent.js";
import type { OnboardingError } from "../../core/errors.js";
import { fieldsOf } from "../../core/json.js";
import { utcDate } from "../../core/utcDate.js";
import type { Backplane, BackplaneValue, RoomAnswer, RoomChange, RoomView } from "../backplane/backplane.js";
import {
  companyRoom,
  customerValue,
  invitesValue,
  organisationValue,
  rootValue,
  toldMark,
} from "../backplane/backplaneRooms.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { createBodyMemory } from "../http/bodyMemory.js";
import { parseJsonObject } from "../http/parseJsonObject.js";
import { type BodyProblem, discardBody, readBody } from "../http/readBody.js";
import { jsonResponse, unavailableResponse } from "../http/responses.js";
import type { InvitePlan } from "../invites/inviteStore.js";
import { type Log, since } from "../operating/log.js";
import type { LogRecord } from "../operating/logRecord.js";
import type { ConnectionChange, DataReady, HookEvent } from "../options/options.js";
import type { WebhookSecret } from "../options/webhookSecret.js";
import { callHost } from "../utils/callHost.js";
import { createReportRefusal } from "../utils/reportRefusal.js";
import type { Timers } from "../utils/timers.js";
import { createDelivery, type Message } from "./delivery.js";
import type { OrganisationNews } from "./organisationNews.js";
import { parseWebhookEvent, type WebhookEvent } from "./parseWebhookEvent.js";
import { isTimely, matchesSignature, readSignedHeaders } from "./webhookSignature.js";
import { type WebhookType, webhookTypeOf } from "./webhookType.js";

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
  /** What a connection's event changes of the invites that a company's room holds. May be asked again. */
  planSettling?:
    | ((invites: BackplaneValue | undefined, connections: readonly CompanyConnection[]) => InvitePlan)
    | undefined;
  /** What to say of the organisation behind a connection. */
  organisationNews?: OrganisationNews | undefined;
  onConnectionChange?: ((change: ConnectionChange) => Promise<void> | void) | undefined;
  onDataReady?: ((ready: DataReady) => Promise<void> | void) | undefined;
  onCompanyDeleted?: ((companyId: string) => Promise<void> | void) | undefined;
  report: (error: OnboardingError) => void;
  timers?: Timers | undefined;
  log?: Log | undefined;
}

/** What is recorded of a request. */
interface Seen {
  event: WebhookType;
  outcome: LogRecord<"webhook">["outcome"];
  age?: number | undefined;
}

/** Takes what Codat says. */
export interface WebhookReceiver {
  receive(request: Request): Promise<Response>;
  /** Waits for the hooks that run, for as long as a webhook's answer would. */
  settle(): Promise<void>;
}

/** Codat waits for 15 seconds; 9 leave time for the network. In milliseconds. */
const patience = 9_000;
const bodyLimits = { bytes: 256 * 1024, time: 10_000 };
const noTags: ReadonlyMap<string, string> = new Map();

/**
 * Answers Codat's webhooks: 2xx once an event is in the stream and the hooks have run, 503 when Codat must send it
 * again, 4xx for what Codat did not sign. The reason of a refusal is reported, many alike as one count, and not given to
 * the sender.
 */
export function createWebhookReceiver(options: WebhookReceiverOptions): WebhookReceiver {
  const { secrets, backplane, now, timers, log } = options;
  const report = quietly(options.report);
  const reportRefusal = createReportRefusal(report, timers);
  const memory = createBodyMemory();
  const { deliver, settle } = createDelivery({ backplane, timers, report });

  return { receive, settle: () => settle(patience) };

  async function receive(request: Request): Promise<Response> {
    const begun = log ? performance.now() : 0;
    const seen: Seen = { event: "unknown", outcome: "refused" };
    const response = await answer(request, seen);
    log?.({ type: "webhook", ...seen, duration: since(begun) });
    return response;
  }

  async function answer(request: Request, seen: Seen): Promise<Response> {
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

    const { eventType, generatedDate } = fieldsOf(body);
    seen.event = webhookTypeOf(eventType);
    seen.age = ageOf(generatedDate, arrived);
    const event = parseWebhookEvent(body, signed.id);
    if (typeof event === "string") {
      seen.outcome = "ignored";
      if (event === "malformed") reportRefusal("webhookIncomplete");
      return received();
    }
    const elapsed = Math.max(0, now().getTime() - arrived);
    const digest = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
    const message = messageOf(event, signed.id, digest);
    seen.outcome = await deliver(message, Math.max(0, patience - elapsed));
    return seen.outcome === "unfinished" ? unavailableResponse() : received();
  }

  function messageOf(event: WebhookEvent, id: string, digest: string): Message {
    const { companyId } = event;
    // One attempt asks for the root once.
    let root: Promise<string> | undefined;
    const rootOf = ({ values }: RoomView) =>
      (root ??= Promise.resolve(values[rootValue]?.value ?? options.rootOf(companyId)));
    const connectionIds = event.type === "data" ? event.arrivals.map(({ connectionId }) => connectionId) : [];
    return {
      id,
      digest,
      room: companyRoom(companyId),
      tell: [rootValue, customerValue, ...connectionIds.map(organisationValue)],
      publish: (begun, end) => publish(event, begun, end, rootOf),
      ...(hasHooks(event) && { hooks: (begun) => runHooks(event, begun, rootOf) }),
    };
  }

  function hasHooks({ type }: WebhookEvent): boolean {
    if (type === "connection") return Boolean(options.onConnectionChange);
    if (type === "data") return Boolean(options.onDataReady ?? options.organisationNews);
    return Boolean(options.onCompanyDeleted);
  }

  async function publish(
    event: WebhookEvent,
    begun: RoomAnswer,
    end: RoomChange | undefined,
    rootOf: (view: RoomView) => Promise<string>,
  ): Promise<boolean> {
    const events = companyEvents(event);
    if (events.length === 0) return false;
    const root = await rootOf(begun);
    const isOwnRoom = root === event.companyId;
    const connections = event.type === "connection" ? [event.connection] : [];
    let settling: InvitePlan | undefined;
    const also = (values: RoomView["values"]): RoomChange => {
      settling = options.planSettling?.(values[invitesValue], connections);
      const { change } = settling ?? {};
      const ending = isOwnRoom ? end : undefined;
      return { ...change, ...ending, put: { ...change?.put, ...ending?.put } };
    };
    await options.append(
      root,
      events.map(([connectionId, companyEvent]) => ({
        event: companyEvent,
        once: toldMark(event.id, event.eventType, connectionId),
        isCreation: event.eventType === "connection.created",
      })),
      { seen: isOwnRoom ? begun : undefined, also },
    );
    settling?.tell();
    return isOwnRoom && end !== undefined;
  }

  async function runHooks(
    event: WebhookEvent,
    begun: RoomAnswer,
    rootOf: (view: RoomView) => Promise<string>,
  ): Promise<RoomChange | undefined> {
    const { onConnectionChange, onDataReady, onCompanyDeleted, organisationNews } = options;
    const { companyId } = event;
    if (event.type === "companyDeleted") {
      await onCompanyDeleted?.(companyId);
      return undefined;
    }
    const root = await rootOf(begun);
    if (event.type === "connection") {
      const hookEvent = await hookEventOf(event, begun, root);
      const { eventType, connection } = event;
      const call = () => onConnectionChange?.({ ...hookEvent, eventType, connection });
      await callHost("onConnectionChange", call, log);
      return undefined;
    }
    const hookEvent = onDataReady && (await hookEventOf(event, begun, root));
    const changes: RoomChange[] = [];
    for (const { connectionId, dataTypes } of event.arrivals) {
      // One webhook may cause several calls, each of which needs a stable id of its own.
      const id = event.arrivals.length > 1 ? `${event.id}/${connectionId}` : event.id;
      const [change] = await Promise.all([
        organisationNews?.({ companyId, connectionId, rootId: root, seen: begun }),
        hookEvent &&
          callHost("onDataReady", () => onDataReady({ ...hookEvent, id, connectionId, dataTypes }), log),
      ]);
      if (change) changes.push(change);
    }
    return {
      put: Object.assign({}, ...changes.map(({ put }) => put)),
      append: changes.flatMap(({ append = [] }) => append),
    };
  }

  async function hookEventOf(
    { id, companyId, tags }: WebhookEvent,
    { values }: RoomAnswer,
    root: string,
  ): Promise<HookEvent> {
    const isOwnRoom = root === companyId;
    const known = isOwnRoom ? values[customerValue]?.value : undefined;
    return {
      id,
      companyId,
      customerId: known ?? (await options.customerOf(root, isOwnRoom ? tags : noTags)),
    };
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
    reportRefusal("webhookNotJson");
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

/** Milliseconds since what a webhook tells of; `undefined` where it does not say when that was. */
function ageOf(generatedDate: unknown, arrived: number): number | undefined {
  const at = Date.parse(utcDate(generatedDate) ?? "");
  return Number.isNaN(at) ? undefined : Math.max(0, arrived - at);
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
