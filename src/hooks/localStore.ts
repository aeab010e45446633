import type { LinkOutcome } from "../core/linkRedirect.js";
import { initialLocal, type Local, type LocalEvent, nextLocal } from "../core/stepState.js";

/** Where a step remembers that it was skipped, invited or returned to; `sessionStorage` fits as it is. */
export interface StepStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** One step's {@link Local} facts, read from storage and written back; other tabs and steps follow. */
export interface LocalStore {
  readonly key: string | undefined;
  get(): Local;
  dispatch(event: LocalEvent): void;
  subscribe(listener: () => void): () => void;
}

const outcomes: readonly unknown[] = ["connected", "unchanged", "cancelled", "failed", "unsupported"];
/** Stores on the page with a subscriber; a `storage` event only reaches other tabs. */
const live = new Set<(key: string | null) => void>();

/**
 * @param key storage key; without one nothing outlives the page
 * @param storage `undefined` is the browser's `localStorage`, `null` is none
 */
export function createLocalStore(
  key: string | undefined,
  storage: StepStorage | null | undefined,
): LocalStore {
  const listeners = new Set<() => void>();
  let local: Local | undefined;

  const read = (): Local =>
    (key === undefined ? undefined : parse(attempt(() => area()?.getItem(key)))) ?? initialLocal;
  const area = () => (storage === undefined ? localStorage : storage);
  const get = () => (local ??= read());
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const follow = (changed: string | null) => {
    if (key === undefined || (changed !== key && changed !== null)) return;
    const { opening } = get();
    const next = read();
    local = { ...next, opening: opening && !next.returned };
    notify();
  };
  const onStorage = (event: StorageEvent) => follow(event.key);

  return {
    key,
    get,
    dispatch(event) {
      const next = nextLocal(get(), event);
      if (next === local) return;
      local = next;
      if (key !== undefined && event.type !== "visible") {
        attempt(() => area()?.setItem(key, JSON.stringify({ ...next, opening: undefined })));
        for (const other of live) if (other !== follow) other(key);
      }
      notify();
    },
    subscribe(listener) {
      if (listeners.size === 0) {
        live.add(follow);
        addEventListener("storage", onStorage);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        live.delete(follow);
        removeEventListener("storage", onStorage);
      };
    },
  };
}

function parse(text: string | null | undefined): Local | undefined {
  const stored = attempt(() => JSON.parse(text ?? "null")) as Partial<Local> | null | undefined;
  if (typeof stored !== "object" || !stored) return undefined;
  return {
    skipped: stored.skipped === true,
    invited: stored.invited === true,
    opening: false,
    returned: outcomes.includes(stored.returned) ? (stored.returned as LinkOutcome) : undefined,
    confirmed: stored.confirmed === true,
  };
}

/** Storage throws where it is blocked or full; the step then lives as long as the page. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
