import type { Company } from "../core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../core/company/companyEvent.js";
import type { OnboardingError } from "../core/errors.js";
import { stepError } from "../core/step/stepError.js";
import { callSafely } from "./callSafely.js";
import { type EventsOptions, openEvents } from "./openEvents.js";
import { onSignOut, signOut } from "./signOut.js";
import { watchSilence } from "./silence.js";

/** Options of {@link joinEvents}. */
export interface SharedEventsOptions
  extends Omit<EventsOptions, "signal" | "lastEventId" | "onState" | "create"> {
  sessionKey: string;
  /**
   * Finds or makes the customer's company, where there is none or the stream brings nothing. Rejects with `ONB-401`
   * when the session has ended.
   */
  read(): Promise<Company>;
}

/** A subscriber of a shared stream. */
export interface EventsListener {
  onEvent(event: CompanyEvent): void;
  /** Nothing comes, and since when nothing has (milliseconds; 0: nothing ever came); `undefined` once it does again. */
  onLost?: ((since: number | undefined) => void) | undefined;
  /** It has ended for good: `ONB-401` when the session is over, here or in another tab. */
  onEnd?: ((error: OnboardingError) => void) | undefined;
}

interface Shared {
  listeners: Set<EventsListener>;
  company?: Company | undefined;
  lostSince?: number | undefined;
  end(): void;
}

const all = new Map<string, Shared>();

/**
 * Listens to a company's events over one stream, however many listen in this document under the same address and
 * session. Whoever comes later begins with a `snapshot` of what is known. The stream ends with the last of them; one
 * that leaves and comes back at once, as React's StrictMode does, keeps it.
 *
 * @returns leaves
 */
export function joinEvents(options: SharedEventsOptions, listener: EventsListener): () => void {
  const key = JSON.stringify([options.sessionKey, options.url]);
  const known = all.get(key);
  const shared = known ?? open(key, options);
  shared.listeners.add(listener);
  if (shared.lostSince !== undefined) listener.onLost?.(shared.lostSince);
  if (shared.company) listener.onEvent({ type: "snapshot", company: shared.company });
  return () => {
    shared.listeners.delete(listener);
    queueMicrotask(() => {
      if (shared.listeners.size === 0) shared.end();
    });
  };
}

function open(key: string, { read, ...options }: SharedEventsOptions): Shared {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set<EventsListener>();
  const notify = (call: (listener: EventsListener) => void) => {
    // A listener that throws must not keep the event from the others.
    for (const listener of [...listeners]) callSafely(call, listener);
  };
  const shared: Shared = {
    listeners,
    end() {
      controller.abort();
      unwatch();
      watch(undefined);
      if (all.get(key) === shared) all.delete(key);
    },
  };
  const finish = (error: OnboardingError) => {
    shared.end();
    notify(({ onEnd }) => onEnd?.(error));
    listeners.clear();
  };
  const unwatch = onSignOut(options.sessionKey, () => finish(stepError("ONB-401")));
  let lastAt = 0;
  const tell = (event: CompanyEvent) => {
    lastAt = Date.now();
    shared.company = applyCompanyEvent(shared.company, event);
    notify(({ onEvent }) => onEvent(event));
    // It was read another way: what is shown is as new as that.
    if (shared.lostSince !== undefined) lose(lastAt);
  };
  const fail = (error: OnboardingError) => {
    if (signal.aborted) return;
    finish(error);
    signOut(options.sessionKey);
  };
  const create = async () => {
    try {
      const company = await read();
      if (!signal.aborted) tell({ type: "snapshot", company });
      return true;
    } catch (error) {
      const { code } = error as OnboardingError;
      if (code === "ONB-401") fail(error as OnboardingError);
      return false;
    }
  };
  const lose = (since: number | undefined) => {
    shared.lostSince = since;
    notify(({ onLost }) => onLost?.(since));
  };
  const watch = watchSilence(create, (isUnreachable) => lose(isUnreachable ? lastAt : undefined));
  all.set(key, shared);

  void (async () => {
    try {
      for await (const event of openEvents({ ...options, create, signal, onState: watch })) tell(event);
    } catch (error) {
      fail(error as OnboardingError);
    }
  })();
  return shared;
}
