import type { Backplane } from "../backplane/backplane.js";
import { companyRoom, sessionsRoom } from "../backplane/backplaneRooms.js";
import { serverError } from "../errors/serverError.js";
import { lastEventId } from "../http/lastEventId.js";
import { readerSignal } from "../http/readerSignal.js";
import { unavailableResponse } from "../http/responses.js";
import type { Customer } from "../options/options.js";
import { completeStreamLimits, type StreamLimits } from "../options/streamLimits.js";
import { createSemaphore } from "../utils/semaphore.js";
import { type Timers, unrefTimers } from "../utils/timers.js";
import { wait } from "../utils/wait.js";
import type { CompanyFeed } from "./companyFeed.js";
import { createEventStream, type EventStream } from "./eventStream.js";
import { createRooms } from "./rooms.js";
import { createSessionCheck, type SessionCheck, type SessionOwner } from "./sessionCheck.js";
import { parseSessionScope, type SessionScope } from "./sessionScope.js";
import { heartbeatFrame, paddingFrame, retryFrame } from "./sseFrames.js";

/** The open streams of this process. */
export interface Streams {
  /** Listens for sessions that are closed: before `GET events` reads its own. Rejects with what the backplane does. */
  watch(): Promise<void>;
  /** Answers `GET events` for a session whose company is known. Never rejects: a failure is a 503. */
  open(request: Request, customer: Customer, companyId: string): Promise<Response>;
  /** Ends the streams of a business or of a person, on every instance. Rejects with `ONB-520` where neither is named. */
  closeSessions(scope: SessionScope): Promise<void>;
  /** Ends all streams, spread over `limits.drain`; no more are opened after that. */
  drain(): Promise<void>;
}

/** Options of {@link createStreams}. */
export interface StreamsOptions {
  backplane: Backplane;
  feed: CompanyFeed;
  /** The present owner of the request's session; `null` when it has ended. The request has no body. */
  recheck: (request: Request) => Promise<SessionOwner | null>;
  now: () => Date;
  /** @default Math.random */
  random?: (() => number) | undefined;
  limits?: StreamLimits | undefined;
  timers?: Timers | undefined;
}

interface OpenStream extends EventStream {
  customerId: string;
  userId: string | undefined;
  endsAt: number;
  session: SessionCheck;
  /** Removes it from every list. */
  leave(): void;
}

/** Milliseconds before a stream that was ended for another one may reconnect, so that two do not replace each other in turns. */
const stayAway = 30_000;

/** Milliseconds; longer than a request takes from its session to its stream. */
const closingTime = 60_000;

/** A host's session store must not be asked about all streams at once. */
const checksAtOnce = 50;

/** Nothing runs and nothing is subscribed to before the first stream is asked for. */
export function createStreams(options: StreamsOptions): Streams {
  const { backplane, feed, recheck, now, random = Math.random } = options;
  const timers = options.timers ?? unrefTimers;
  const limits = completeStreamLimits(options.limits);
  const { perCustomer, queuedBytes, padding, heartbeat, recheck: sessionAge, lifetime, drain } = limits;
  const rooms = createRooms({ backplane, roomOf: companyRoom, load: feed.snapshot, timers });
  const line = createSemaphore(checksAtOnce);
  const open = new Set<OpenStream>();
  const byCustomer = new Map<string, Set<OpenStream>>();
  /** When sessions were closed: a stream may begin after that with a session that was read before. */
  const closed = new Map<string, number>();
  let isDraining = false;
  let timer: unknown;
  let sessions: Promise<() => void> | undefined;

  /** The one timer of all streams. */
  function tick(): void {
    const time = now().getTime();
    for (const stream of open) {
      if (time >= stream.endsAt) stream.end();
      else {
        stream.write(heartbeatFrame);
        stream.session.tick(time);
      }
    }
    timer = open.size > 0 ? timers.setTimeout(tick, heartbeat) : undefined;
  }

  function watchSessions(): Promise<() => void> {
    let place: string | undefined;
    sessions ??= backplane.subscribe(sessionsRoom, {
      onEntry({ before, cursor, event }) {
        if (place !== undefined && before !== place) checkAll();
        place = cursor;
        const scope = parseScope(event);
        if (scope) closeHere(scope);
        else checkAll();
      },
      onGap: checkAll,
    });
    sessions.catch(() => {
      sessions = undefined;
    });
    return sessions;
  }

  /** Some session may have been closed, and it is not known whose. */
  function checkAll(): void {
    const time = now().getTime();
    for (const { session } of open) void session.check(time);
  }

  function closeHere(scope: SessionScope): void {
    const time = now().getTime();
    const key = keyOf(scope);
    closed.delete(key);
    for (const [other, at] of closed) {
      if (time - at <= closingTime) break;
      closed.delete(other);
    }
    closed.set(key, time);
    for (const stream of open) {
      if (scope.user === undefined ? stream.customerId === scope.customer : stream.userId === scope.user)
        stream.end();
    }
  }

  function wasClosed({ id, user }: Customer): boolean {
    const scopes: SessionScope[] = [{ customer: id }, ...(user ? [{ user: user.id }] : [])];
    return scopes.some(
      (scope) => now().getTime() - (closed.get(keyOf(scope)) ?? Number.NEGATIVE_INFINITY) <= closingTime,
    );
  }

  function add(stream: OpenStream): void {
    const siblings = byCustomer.get(stream.customerId) ?? new Set();
    const [oldest] = siblings;
    if (oldest && siblings.size >= perCustomer) {
      oldest.write(retryFrame(stayAway));
      oldest.end();
      remove(oldest);
    }
    siblings.add(stream);
    byCustomer.set(stream.customerId, siblings);
    open.add(stream);
    timer ??= timers.setTimeout(tick, heartbeat);
  }

  function remove(stream: OpenStream): void {
    open.delete(stream);
    const siblings = byCustomer.get(stream.customerId);
    siblings?.delete(stream);
    if (siblings?.size === 0) byCustomer.delete(stream.customerId);
    if (open.size > 0 || timer === undefined) return;
    timers.clearTimeout(timer);
    timer = undefined;
  }

  function create(request: Request, customer: Customer, companyId: string): OpenStream {
    const openedAt = now().getTime();
    // All that is kept of the request: it would keep its body, its signal and its parsed headers with it.
    const { url } = request;
    const headers = [...request.headers];
    const signal = readerSignal(request);
    const abort = () => stream.cut();
    const leave = () => {
      signal?.removeEventListener("abort", abort);
      events.leave();
      stream.session.stop();
      remove(stream);
    };
    const preamble = padding > 0 ? [paddingFrame(padding)] : [];
    const events = createEventStream({
      backplane,
      rooms,
      feed,
      companyId,
      limit: queuedBytes,
      preamble,
      onEnd: leave,
    });
    const stream: OpenStream = {
      ...events,
      customerId: customer.id,
      userId: customer.user?.id,
      endsAt: openedAt + lifetime * (1 - random() / 5),
      session: createSessionCheck({
        owner: { customer, companyId },
        recheck: () => recheck(new Request(url, { headers })),
        line,
        checkedAt: openedAt,
        // Checked one tick early: at the next tick the answer would be too old.
        interval: sessionAge - heartbeat,
        phase: 1 - random(),
        patience: sessionAge * 2,
        onEnd: events.end,
        timers: options.timers,
      }),
      leave,
    };
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) stream.cut();
    add(stream);
    return stream;
  }

  return {
    watch: async () => void (await watchSessions()),

    async open(request, customer, companyId) {
      if (isDraining) return unavailableResponse();
      const stream = create(request, customer, companyId);
      try {
        await watchSessions();
        // Its session was read before it was closed, or after by somebody who signed in again.
        if (wasClosed(customer) && !(await stream.session.check(now().getTime())))
          throw new Error("The session was closed.");
        const body = await stream.begin(lastEventId(request));
        return new Response(body, { headers: streamHeaders });
      } catch {
        stream.leave();
        return unavailableResponse();
      }
    },

    async closeSessions(given) {
      // A host without types may pass an id alone, or `undefined`, which every session without a `user` would match.
      const scope = parseSessionScope(given);
      if (!scope) throw serverError("sessionsUnnamed");
      closeHere(scope);
      await backplane.commit(sessionsRoom, { append: [{ event: JSON.stringify(scope) }] });
    },

    async drain() {
      isDraining = true;
      const leaving = [...open];
      const step = drain / Math.max(1, leaving.length);
      // Several at once where there are many, since timers are no finer than a few milliseconds.
      const atOnce = Math.max(1, Math.ceil(5 / Math.max(step, 0.001)));
      for (let from = 0; from < leaving.length; from += atOnce) {
        for (const stream of leaving.slice(from, from + atOnce)) stream.end();
        if (from + atOnce < leaving.length) await wait(step * atOnce, undefined, options.timers);
      }
      (await sessions?.catch(() => undefined))?.();
    },
  };
}

const streamHeaders = {
  "content-type": "text/event-stream",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

function keyOf({ user, customer }: SessionScope): string {
  return user === undefined ? `customer ${customer}` : `user ${user}`;
}

/** Another version of the companion may have written it. */
function parseScope(event: string): SessionScope | undefined {
  try {
    return parseSessionScope(JSON.parse(event));
  } catch {
    return undefined;
  }
}
