import * as React from "react";

/** What React was asked for: hook calls of any kind, and those that count by themselves. */
export interface HookCalls {
  all: number;
  useContext: number;
  useSyncExternalStore: number;
  useMemo: number;
}

type Hooks = Record<string, unknown>;
type Internals = { H?: Hooks | null; ReactCurrentDispatcher?: { current: Hooks | null } };

/**
 * Counts the hook calls of every component while it runs. React 18 and 19 call hooks through an object that they put
 * into their internals for the time of a render; no public API counts them.
 */
export async function countHookCalls(action: () => unknown): Promise<HookCalls> {
  const calls: HookCalls = { all: 0, useContext: 0, useSyncExternalStore: 0, useMemo: 0 };
  const restore = watchHooks((name) => {
    calls.all++;
    if (name in calls) calls[name as keyof HookCalls]++;
  });
  try {
    await action();
  } finally {
    restore();
  }
  return calls;
}

function watchHooks(onCall: (name: string) => void): () => void {
  const [holder, key] = dispatcherPlace();
  let current = holder[key];
  const watched = new WeakMap<Hooks, Hooks>();
  const watch = (hooks: Hooks) => {
    const known = watched.get(hooks);
    if (known) return known;
    const made = new Proxy(hooks, {
      get(target, name: string) {
        const hook = target[name];
        if (!name.startsWith("use") || typeof hook !== "function") return hook;
        return (...args: unknown[]) => {
          onCall(name);
          return hook(...args);
        };
      },
    });
    watched.set(hooks, made);
    return made;
  };
  Object.defineProperty(holder, key, {
    configurable: true,
    // React puts back what it took out before a render: a watched one must not be watched twice.
    get: () => current && watch(current),
    set: (next: Hooks | null) => {
      current = [...originals].find((original) => watched.get(original) === next) ?? next;
      if (current) originals.add(current);
    },
  });
  const originals = new Set<Hooks>();
  return () =>
    Object.defineProperty(holder, key, {
      configurable: true,
      writable: true,
      enumerable: true,
      value: current,
    });
}

/** Where React keeps the object that hooks are called on: 19 and later, or 18. */
function dispatcherPlace(): [holder: Record<string, Hooks | null | undefined>, key: string] {
  const all = React as unknown as Record<string, Internals>;
  const nineteen = all["__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE"];
  if (nineteen) return [nineteen as Record<string, Hooks | null | undefined>, "H"];
  const eighteen = all["__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED"];
  return [eighteen?.ReactCurrentDispatcher as Record<string, Hooks | null | undefined>, "current"];
}

interface Fiber {
  tag: number;
  child: Fiber | null;
  sibling: Fiber | null;
}

/** Function and class components, `forwardRef` and `memo`: React's own work tags. */
const componentTags = new Set([0, 1, 11, 14, 15]);

/** How many components React has mounted in a container. */
export function countComponents(container: HTMLElement): number {
  const key = Object.keys(container).find((name) => name.startsWith("__reactContainer$"));
  const root = (container as unknown as Record<string, Fiber & { stateNode: { current: Fiber } }>)[key ?? ""];
  const count = (fiber: Fiber | null): number =>
    fiber ? Number(componentTags.has(fiber.tag)) + count(fiber.child) + count(fiber.sibling) : 0;
  return count(root?.stateNode.current.child ?? null);
}
