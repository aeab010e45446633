import type { SourceType } from "../../core/sourceType.js";
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
  /** Whose step of which source type it is. */
  readonly name: string;
  readonly owner: string | undefined;
  /** The company, once it is known. */
  companyId?: string | undefined;
  /** What was done before that, by all steps of this name. */
  early?: readonly LocalEvent[];
  /** The facts, of the company once it is known. */
  get(companyId: string | undefined): Local;
  /** Remembers what was done before the company was known, once it is. */
  keep(): void;
  dispatch(event: LocalEvent): void;
  subscribe(listener: () => void): () => void;
}

/** Stores on the page with a subscriber; a `storage` event only reaches other tabs. */
const live = new Set<(changed: string | null) => void>();

/** One listener for all: adding one is the dearest part of mounting a step. */
function onStorage({ key }: StorageEvent): void {
  for (const follow of live) follow(key);
}

/** The last to change what no company is known for, by name: only the page can keep that, while steps come and go. */
const onPage = new Map<string, StepStore>();

/** Remembers what an owner's steps have done, mounted or not, once the company is known; without one, forgets it. */
export function keepEarly(owner: string, companyId?: string): void {
  for (const [name, store] of onPage) {
    if (store.owner !== owner) continue;
    store.get(companyId);
    store.keep();
    onPage.delete(name);
  }
}

/**
 * @param storage `undefined` is the browser's `localStorage`, `null` is none: nothing outlives the step
 * @param owner whose company it will turn out to be; where nobody knows, what is done before dies with the step
 */
export function createStepStore(
  name: string,
  sourceType: SourceType,
  storage: StepStorage | null | undefined,
  owner: string | undefined,
): StepStore {
  const early = owner && storage !== null ? onPage : new Map<string, StepStore>();
  let local: Local | undefined;
  let notify = () => {};
  const keyOf = (companyId: string | undefined) => `codat-onboarding:${companyId}:${sourceType}`;
  // Storage throws where it is blocked or full; the step then lives as long as the page.
  const attempt = (use: (area: StepStorage, key: string) => object | undefined) => {
    try {
      const area = storage === undefined ? localStorage : storage;
      return store.companyId ? area && use(area, keyOf(store.companyId)) : undefined;
    } catch {
      return undefined;
    }
  };
  const events = () => early.get(name)?.early ?? [];
  const kept = (): Local => {
    const stored = {
      ...initialLocal,
      ...attempt((area, key) => JSON.parse(area.getItem(key) ?? "null")),
    };
    return { ...stored, ...storedLocal(events().reduce(nextLocal, stored)) };
  };
  const now = () => (local ??= kept());
  const write = () =>
    attempt((area, its) => {
      area.setItem(its, JSON.stringify(storedLocal(now())));
      for (const other of live) if (other !== follow) other(its);
      return undefined;
    });
  const follow = (changed: string | null) => {
    if (changed !== null && changed !== keyOf(store.companyId)) return;
    const next = kept();
    const { confirmed, returned, panel, front } = now();
    // Another tab's host has confirmed; this one's has yet to. And each tab has a view of its own.
    local = { ...next, confirmed: confirmed && returned === next.returned, panel, front };
    notify();
  };

  const store: StepStore = {
    name,
    owner,
    get(companyId) {
      if (store.companyId !== companyId) {
        store.companyId = companyId;
        // What belongs to the page goes on.
        local = { ...now(), ...storedLocal(kept()) };
      }
      return now();
    },
    keep() {
      if (store.companyId && early.delete(name)) write();
    },
    dispatch(event) {
      local = nextLocal(now(), event);
      if (!store.companyId) {
        store.early = [...events(), event];
        early.set(name, store);
      }
      write();
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
  return store;
}
