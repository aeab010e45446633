import type { Company } from "../core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../core/company/companyEvent.js";
import type { OnboardingError } from "../core/errors.js";
import { stepError } from "../core/step/stepError.js";
import { type EventsOptions, type EventsState, openEvents } from "./openEvents.js";
import { onSignOut, signOut } from "./signOut.js";

/** Options of {@link joinEvents}. */
export interface SharedEventsOptions extends Omit<EventsOptions, "signal" | "lastEventId" | "onState"> {
  sessionKey: string;
}

/** A subscriber of a shared stream. */
export interface EventsListener {
  onEvent(event: CompanyEvent): void;
  onState?: ((state: EventsState) => void) | undefined;
  /** It has ended for good: `ONB-401` when the session is over, here or in another tab. */
  onEnd?: ((error: OnboardingError) => void) | undefined;
}

interface Shared {
  listeners: Set<EventsListener>;
  company?: Company | undefined;
  state?: EventsState | undefined;
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
  if (shared.state) listener.onState?.(shared.state);
  if (shared.company) listener.onEvent({ type: "snapshot", company: shared.company });
  return () => {
    shared.listeners.delete(listener);
    queueMicrotask(() => {
      if (shared.listeners.size === 0) shared.end();
    });
  };
}

function open(key: string, options: SharedEventsOptions): Shared {
  const controller = new AbortController();
  const listeners = new Set<EventsListener>();
  const notify = (call: (listener: EventsListener) => void) => {
    for (const listener of [...listeners]) {
      try {
        call(listener);
      } catch (error) {
        // A listener that throws must not keep the event from the others.
        reportError(error);
      }
    }
  };
  const shared: Shared = {
    listeners,
    end() {
      controller.abort();
      unwatch();
      if (all.get(key) === shared) all.delete(key);
    },
  };
  const finish = (error: OnboardingError) => {
    shared.end();
    notify(({ onEnd }) => onEnd?.(error));
    listeners.clear();
  };
  const unwatch = onSignOut(options.sessionKey, () => finish(stepError("ONB-401")));
  const onState = (state: EventsState) => {
    shared.state = state;
    notify((listener) => listener.onState?.(state));
  };
  all.set(key, shared);

  void (async () => {
    try {
      for await (const event of openEvents({ ...options, signal: controller.signal, onState })) {
        shared.company = applyCompanyEvent(shared.company, event);
        notify((listener) => listener.onEvent(event));
      }
    } catch (error) {
      if (controller.signal.aborted) return;
      finish(error as OnboardingError);
      signOut(options.sessionKey);
    }
  })();
  return shared;
}
