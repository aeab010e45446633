import { createHash } from "node:crypto";
import type { CompanyConnection } from "../../core/company/company.js";
import type { CompanyEvent } from "../../core/company/companyEvent.js";
import { OnboardingError, type OnboardingErrorCode } from "../../core/errors.js";
import type { Backplane } from "../backplane/backplane.js";
import { parseJsonObject } from "../http/parseJsonObject.js";
import { type BodyProblem, discardBody, readBody } from "../http/readBody.js";
import type { ConnectionChange, DataReady, HookEvent } from "../options/options.js";
import type { WebhookSecret } from "../options/webhookSecret.js";
import { callHost } from "../utils/callHost.js";
import { type Timers, unrefTimers } from "../utils/unrefTimers.js";
import { createDelivery } from "./delivery.js";
import { parseWebhookEvent, type WebhookEvent } from "./parseWebhookEvent.js";
import { isTimely, matchesSignature, readSignedHeaders } from "./webhookSignature.js";

/** What {@link createWebhookReceiver} works with. */
export interface WebhookReceiverOptions {
  secrets: readonly WebhookSecret[];
  backplane: Backplane;
  now: () => Date;
  /** The company whose channel is told: the parent of a subsidiary, else the company itself. */
  rootOf: (companyId: string) => Promise<string>;
  /** Whose company it is. `tags` are those of the company told of; none where that is a subsidiary. */
  customerOf: (companyId: string, tags: ReadonlyMap<string, string>) => Promise<string | undefined>;
  /** A connection's news is in the stream; its hook has not run. May be called again with the same. */
  onConnectionNews?:
    | ((rootId: string, connection: CompanyConnection) => Promise<void> | undefined)
    | undefined;
  onConnectionChange?: ((change: ConnectionChange) => Promise<void> | void) | undefined;
  onDataReady?: ((ready: DataReady) => Promise<void> | void) | undefined;
  onCompanyDeleted?: ((companyId: string) => Promise<void> | void) | undefined;
  /** A type of event that is not known here. */
  onUnknownEvent?: ((event: { id: string }) => void) | undefined;
  report: (error: OnboardingError) => void;
  timers?: Timers | undefined;
}

/** Codat waits 15 seconds, and 9 are for us. */
const patience = 9_000;
const bodyLimits = { bytes: 1024 * 1024, time: 10_000 };
const noTags: ReadonlyMap<string, string> = new Map();

/**
 * Answers Codat's webhooks: 2xx once an event is in the stream and the hooks have run, 503 when Codat must send it
 * again, 4xx for what Codat did not sign. Why something was refused is reported, and not told to the caller.
 */
export function createWebhookReceiver(
  options: WebhookReceiverOptions,
): (request: Request) => Promise<Response> {
  const { secrets, backplane, now, timers = unrefTimers, onUnknownEvent } = options;
  const report = quietly(options.report);
  const deliver = createDelivery({ backplane, timers, report });

  return async (request) => {
    if (request.method !== "POST" && request.method !== "PUT") {
      discardBody(request);
      return answer(405, "method", { allow: "POST, PUT" });
    }
    const arrived = now().getTime();
    const sets = readSignedHeaders(request.headers);
    if (sets.length === 0 && !request.bodyUsed) {
      discardBody(request);
      return refuse(400, "ONB-603", "A request without the headers of a signed webhook was refused.");
    }
    const bytes = await readBody(request, bodyLimits, timers);
    if (typeof bytes === "string") return unread(bytes);

    const signed = sets.find((one) => matchesSignature(one, bytes, secrets));
    if (!signed)
      return refuse(
        401,
        "ONB-601",
        "A webhook’s signature does not match: its secret is another endpoint’s, or something changed the body on its way. Pass on the raw body.",
      );
    if (!isTimely(signed, now()))
      return refuse(
        401,
        "ONB-602",
        "A webhook was signed more than five minutes from now: it is an old one, or this machine’s clock is wrong.",
      );
    const body = parseJsonObject(bytes);
    if (!body) return notJson(request);

    const event = parseWebhookEvent(body, signed.id);
    if (typeof event === "string") {
      if (event === "malformed")
        report(error("ONB-603", "A webhook lacked what its type needs, and was ignored."));
      if (event === "unknown") quietly(onUnknownEvent ?? (() => {}))({ id: signed.id });
      return answer(200);
    }
    const elapsed = Math.max(0, now().getTime() - arrived);
    const digest = createHash("sha256").update(bytes).digest("base64url");
    const done = await deliver({ id: signed.id, digest, ...work(event) }, Math.max(0, patience - elapsed));
    return done ? answer(200) : answer(503, "unavailable", { "retry-after": "5" });
  };

  /** What is to be done with an event. Its root is asked for once in an attempt. */
  function work(event: WebhookEvent) {
    let root: Promise<string> | undefined;
    const rootOf = () => (root ??= options.rootOf(event.companyId));
    return {
      async publish() {
        const news = newsOf(event);
        if (news.length === 0) return;
        const channel = `company:${await rootOf()}`;
        for (const [subject, one] of news)
          await backplane.append(channel, JSON.stringify(one), `${event.id} ${event.eventType} ${subject}`);
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
    const told: HookEvent = { id, companyId, customerId };
    if (event.type === "connection")
      return callHost("onConnectionChange", () =>
        onConnectionChange?.({ ...told, eventType, connection: event.connection }),
      );
    for (const { connectionId, dataTypes } of event.arrivals) {
      // One webhook, several calls: each keeps an id of its own.
      const own = event.arrivals.length > 1 ? { ...told, id: `${id}/${connectionId}` } : told;
      await callHost("onDataReady", () => onDataReady?.({ ...own, connectionId, dataTypes }));
    }
  }

  function refuse(status: number, code: OnboardingErrorCode, sentence: string): Response {
    report(error(code, sentence));
    return answer(status, status === 401 ? "unauthorized" : "malformed");
  }

  function unread(problem: BodyProblem): Response {
    if (problem === "consumed") {
      report(
        error(
          "ONB-507",
          "A webhook’s body was read before it came here: mount the companion before body parsers such as express.json().",
        ),
      );
      return answer(500, "misconfigured");
    }
    if (problem === "broken") return answer(400, "malformed");
    report(
      error("ONB-604", "A webhook was refused: its body was over 1 MiB, or took longer than ten seconds."),
    );
    return problem === "tooLarge" ? answer(413, "large") : answer(408, "slow");
  }

  function notJson({ headers }: Request): Response {
    report(
      error(
        "ONB-603",
        "A signed webhook’s body is no JSON object in UTF-8. Look at the endpoint’s transformation.",
      ),
    );
    const type = headers.get("content-type") ?? "application/json";
    const isJson = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type);
    return isJson ? answer(400, "malformed") : answer(415, "type");
  }
}

/** What the stream is told, each with what it is about. */
function newsOf(event: WebhookEvent): readonly (readonly [string, CompanyEvent])[] {
  if (event.type === "connection") {
    const { connection } = event;
    return [[connection.id, { type: "connection", connection }]];
  }
  if (event.type === "companyDeleted") return [];
  return event.arrivals.map(({ connectionId, at }) => [connectionId, { type: "data", connectionId, at }]);
}

function answer(status: number, word?: string, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify(word ? { error: word } : { received: true });
  return new Response(body, {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  });
}

function error(code: OnboardingErrorCode, sentence: string): OnboardingError {
  return new OnboardingError(code, sentence, { recoverable: false });
}

/** A report that throws must not change the answer, nor end the process. */
function quietly<T>(told: (what: T) => void): (what: T) => void {
  return (what) => {
    try {
      told(what);
    } catch {
      // There is nobody left to tell.
    }
  };
}
