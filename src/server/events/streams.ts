import type { Backplane } from "../backplane/backplane.js";
import { companyRoom, sessionsRoom } from "../backplane/backplaneRooms.js";
import { memoryClock } from "../backplane/memoryClock.js";
import { serverError } from "../errors/serverError.js";
import { lastEventId } from "../http/lastEventId.js";
import { unavailableResponse, usualWait } from "../http/responses.js";
import { headOf, type RequestHead, readerSignal } from "../http/servedRequest.js";
import type { Log } from "../operating/log.js";
import type { Customer } from "../options/options.js";
import { completeStreamLimits, type StreamLimits } from "../options/streamLimits.js";
import { type Timers, unrefTimers } from "../utils/timers.js";
import { wait } from "../utils/wait.js";
import type { OnStrangeEntry } from "./companyEntry.js";
import type { CompanyFeed } from "./companyFeed.js";
import { createCustomerStreams } from "./customerStreams.js";
import { EventStream, type EventStreamSource } from "./eventStream.js";
import { type Beating, createHeartbeats } from "./heartbeats.js";
import { createRooms } from "./rooms.js";
import {
  createSessionChecks,
  type SessionCheck,
  type SessionChecks,
  type SessionHolder,
  type SessionOwner,
} from "./sessionCheck.js";
import { parseSessionScope, type SessionScope } from "./sessionScope.js";
import { heartbeatFrame, paddingFrame, retryFrame } from "./sseFrames.js";
import type { StreamEnd } from "./streamEnd.js";
import { createStreamGate } from "./streamGate.js";

/** The open streams of this process. */
export interface Streams {
  /**
   * Lets a request for a stream in, before anybody is asked who sent it.
   *
   * @returns to be called when it was answered, with whether a stream was begun
   * @throws OnboardingError `ONB-524` where this process has no room, or too many come at once
   */
  enter(): (hasBegun: boolean) => void;
  /** Listens for sessions that are closed: before `GET events` reads its own. Rejects with what the backplane does. */
  watch(): Promise<void>;
  /**
   * Answers `GET events` for a session whose company is known. A failure is a 503.
   *
   * @throws OnboardingError `ONB-524` where this process has no room
   */
  open(request: Request, customer: Customer, companyId: string): Promise<Response>;
  /** Ends the streams of a business or of a person, on every instance. Rejects with `ONB-520` where neither is named. */
  closeSessions(scope: SessionScope): Promise<void>;
  /** Ends all streams, spread over `limits.drain`; no more are opened after that. */
  drain(): Promise<void>;
  /** How many are open, those that are beginning with them, and how many may be. */
  count(): { open: number; limit: number };
}

/** Options of {@link createStreams}. */
export interface StreamsOptions {
  backplane: Backplane;
  feed: CompanyFeed;
  /** The present owner of the request's session; `null` when it has ended. The request has no body. */
  recheck: (request: Request) => Promise<SessionOwner | null>;
  /** @default nothing is told of it */
  onStrange?: OnStrangeEntry | undefined;
  now: () => Date;
  /** @default Math.random */
  random?: (() => number) | undefined;
  limits?: StreamLimits | undefined;
  timers?: Timers | undefined;
  log?: Log | undefined;
}

/** Milliseconds before a stream that was ended for another one may reconnect, so that two do not replace each other in turns. */
const stayAway = 30_000;

/** Milliseconds; longer than a request takes from its session to its stream. */
const closingTime = 60_000;

const checksAtOnce = 50;

/** Nothing runs and nothing is subscribed to before the first stream is asked for. */
export function createStreams(options: StreamsOptions): Streams {
  const { backplane, feed, recheck, onStrange, now, random = Math.random, log } = options;
  const timers = options.timers ?? unrefTimers;
  const limits = completeStreamLimits(options.limits);
  const { queuedBytes, padding, heartbeat, recheck: sessionAge, lifetime, drain } = limits;
  const { perProcess, perSecond } = limits;
  const gate = createStreamGate({ perProcess, perSecond, now, random, log });
  const rooms = createRooms({ backplane, roomOf: companyRoom, load: feed.snapshot, timers });
  const source: EventStreamSource = {
    backplane,
    rooms,
    feed,
    limit: queuedBytes,
    onStrange,
    preamble: padding > 0 ? [paddingFrame(padding)] : [],
  };
  const sessionChecks = createSessionChecks({
    recheck,
    atOnce: checksAtOnce,
    // Checked one tick early: at the next tick the answer would be too old.
    interval: sessionAge - heartbeat,
    patience: sessionAge * 2,
    random,
    timers: options.timers,
  });
  const open = new Set<OpenStream>();
  /** With the one timer of all streams. */
  const heartbeats = createHeartbeats({
    members: open,
    every: heartbeat,
    visit: beat,
    timers,
    // Not the host's clock: what it is set to, the timers do not know.
    clock: memoryClock(options.timers ? now : () => new Date()),
  });
  const byCustomer = createCustomerStreams<OpenStream>(limits.perCustomer);
  /** When sessions were closed: a stream may begin after that with a session that was read before. */
  const closed = new Map<string, number>();
  let isDraining = false;
  let sessions: Promise<() => void> | undefined;

  function beat(streams: readonly OpenStream[]): void {
    const time = now().getTime();
    const old: OpenStream[] = [];
    for (const stream of streams) {
      if (time >= stream.endsAt) old.push(stream);
      else {
        stream.write(heartbeatFrame);
        stream.session.tick(time);
      }
    }
    const turns = (old.length / perSecond) * 1_000;
    for (const stream of old) {
      // More than are begun in a second: they come back over as long as it takes.
      if (old.length > perSecond) stream.write(retryFrame(random() * turns));
      stream.end("lifetime");
    }
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
        stream.end("signedOut");
    }
  }

  function wasClosed({ id, user }: Customer): boolean {
    const scopes: SessionScope[] = [{ customer: id }, ...(user ? [{ user: user.id }] : [])];
    return scopes.some(
      (scope) => now().getTime() - (closed.get(keyOf(scope)) ?? Number.NEGATIVE_INFINITY) <= closingTime,
    );
  }

  function add(stream: OpenStream): void {
    const other = byCustomer.inTheWayOf(stream);
    if (other) {
      other.write(retryFrame(stayAway));
      other.end("replaced");
      remove(other);
    }
    byCustomer.add(stream);
    heartbeats.add(stream);
  }

  function remove(stream: OpenStream): void {
    if (heartbeats.remove(stream)) byCustomer.remove(stream);
  }

  function leave(stream: OpenStream, reason: StreamEnd | undefined): void {
    remove(stream);
    if (!log || reason === undefined) return;
    const duration = Math.max(0, now().getTime() - stream.openedAt);
    log({ type: "streamEnded", reason, duration, open: open.size });
  }

  function create(request: Request, customer: Customer, companyId: string): OpenStream {
    const openedAt = now().getTime();
    const endsAt = openedAt + lifetime * (1 - random() / 5);
    const stream = new OpenStream({
      source,
      sessionChecks,
      request,
      customer,
      companyId,
      openedAt,
      endsAt,
      onLeave: leave,
    });
    add(stream);
    return stream;
  }

  return {
    watch: async () => void (await watchSessions()),

    enter: () => gate.enter(open.size),
    count: () => ({ open: open.size, limit: perProcess }),

    async open(request, customer, companyId) {
      if (isDraining) {
        const comeBack = gate.comeBack(usualWait);
        log?.({ type: "streamRefused", reason: "closing", wait: comeBack });
        return unavailableResponse(comeBack);
      }
      gate.checkRoom(open.size);
      const stream = create(request, customer, companyId);
      try {
        await watchSessions();
        // Its session was read before it was closed, or after by somebody who signed in again.
        if (wasClosed(customer) && !(await stream.session.check(now().getTime())))
          throw new Error("The session was closed.");
        const { body, beginning } = await stream.begin(lastEventId(request));
        log?.({ type: "streamOpened", beginning, open: open.size });
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
        for (const stream of leaving.slice(from, from + atOnce)) stream.end("closing");
        if (from + atOnce < leaving.length) await wait(step * atOnce, undefined, options.timers);
      }
      (await sessions?.catch(() => undefined))?.();
    },
  };
}

interface OpenStreamOptions {
  source: EventStreamSource;
  sessionChecks: SessionChecks;
  request: Request;
  customer: Customer;
  companyId: string;
  openedAt: number;
  endsAt: number;
  /** Removes it from every list. @param reason - `undefined` for one that has not begun */
  onLeave: (stream: OpenStream, reason: StreamEnd | undefined) => void;
}

/** With what is to be known of it in this process. Of its request the head is kept, and nothing else. */
class OpenStream extends EventStream implements SessionHolder, Beating {
  beatAt = 0;
  readonly head: RequestHead;
  readonly customerId: string;
  readonly userId: string | undefined;
  readonly openedAt: number;
  readonly endsAt: number;
  readonly session: SessionCheck;
  private readonly onLeave: OpenStreamOptions["onLeave"];
  private readonly unfollow: (() => void) | undefined;

  constructor(options: OpenStreamOptions) {
    const { source, sessionChecks, request, customer, companyId, openedAt, endsAt, onLeave } = options;
    super(source, companyId);
    this.head = headOf(request);
    this.customerId = customer.id;
    this.userId = customer.user?.id;
    this.openedAt = openedAt;
    this.endsAt = endsAt;
    this.session = sessionChecks.begin(this, openedAt);
    this.onLeave = onLeave;
    const signal = readerSignal(request);
    this.unfollow = signal && this.follow(signal);
  }

  override onEnd(reason: StreamEnd): void {
    this.leave(reason);
  }

  leave(reason?: StreamEnd | undefined): void {
    this.unfollow?.();
    this.leaveRoom();
    this.session.stop();
    this.onLeave(this, reason);
  }

  private follow(signal: AbortSignal): () => void {
    const cut = () => this.cut("gone");
    signal.addEventListener("abort", cut, { once: true });
    if (signal.aborted) cut();
    return () => signal.removeEventListener("abort", cut);
  }
}

const streamHeaders = {
  "content-type": "text/event-stream",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
  // The page comes back by another, which leads to another process where this one is ending.
  connection: "close",
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
