import { initialLocal, type Local, type LocalEvent } from "../../core/step/local.js";
import { nextLocal, storedLocal } from "../../core/step/nextLocal.js";

/** Where a step remembers that it was skipped, invited or returned to; `sessionStorage` fits as it is. */
export interface StepStorage {
  /** The text kept under a key; `null` for none. May throw: the step then lives as long as the page. */
  getItem(key: string): string | null;
  /** Keeps a text under a key. May throw likewise. */
  setItem(key: string, value: string): void;
}

/** One step's {@link Local} facts, read from storage and written back; other tabs and steps follow. */
export interface StepStore {
  readonly key: string | undefined;
  get(): Local;
  dispatch(event: LocalEvent): void;
  subscribe(listener: () => void): () => void;
}

/** Stores on the page with a subscriber; a `storage` event only reaches other tabs. */
const live = new Set<(changed: string | null) => void>();

/** One listener for all: adding one is the dearest part of mounting a step. */
function onStorage({ key }: StorageEvent): void {
  for (const follow of live) follow(key);
}

/**
 * @param key storage key; without one nothing outlives the page
 * @param storage `undefined` is the browser's `localStorage`, `null` is none
 * @param before what was done on this page before the company was known
 */
export function createStepStore(
  key: string | undefined,
  storage: StepStorage | null | undefined,
  before: Partial<Local> = {},
): StepStore {
  let local: Local | undefined;
  let notify = () => {};
  // Storage throws where it is blocked or full; the step then lives as long as the page.
  const attempt = (use: (area: StepStorage, key: string) => Local | undefined): Local | undefined => {
    try {
      const area = storage === undefined ? localStorage : storage;
      return area && key ? use(area, key) : undefined;
    } catch {
      return undefined;
    }
  };
  const read = () => ({
    ...initialLocal,
    ...attempt((area, name) => JSON.parse(area.getItem(name) ?? "null")),
  });
  const get = () => (local ??= { ...read(), ...before });
  const follow = (changed: string | null) => {
    if (changed !== null && changed !== key) return;
    const next = read();
    const { confirmed, returned, panel, front } = get();
    // Another tab's host has confirmed; this one's has yet to. And each tab has a view of its own.
    local = { ...next, confirmed: confirmed && returned === next.returned, panel, front };
    notify();
  };

  return {
    key,
    get,
    dispatch(event) {
      const next = nextLocal(get(), event);
      local = next;
      attempt((area, name) => {
        area.setItem(name, JSON.stringify(storedLocal(next)));
        for (const other of live) if (other !== follow) other(name);
        return undefined;
      });
      notify();
    },
    subscribe(listener) {
      notify = listener;
      if (live.size === 0) addEventListener("storage", onStorage);
      live.add(follow);
      return () => {
        live.delete(follow);
        if (live.size === 0) removeEventListener("storage", onStorage);
      };
    },
  };
}
