/** Something that goes wrong with the next requests that it fits. */
export interface FakeFault {
  /** @default every method */
  method?: string | undefined;
  /** The path below the fake's own: the whole of it, or what it matches. @default every path of the API */
  path?: string | RegExp | undefined;
  /** The answer's. Without it, and without `drop` or `hang`, there is a delay and nothing else. */
  status?: number | undefined;
  /** @default an error of Codat's shape; a text that begins with `<` is sent as HTML */
  body?: unknown;
  /** Seconds, or a date; sent as `Retry-After`. */
  retryAfter?: number | Date | undefined;
  /** Milliseconds before the answer, by the fake's clock. */
  delay?: number | undefined;
  /** The connection is cut: `fetch` rejects. */
  drop?: boolean | undefined;
  /** No answer ever comes: `fetch` rejects once the request is aborted. */
  hang?: boolean | undefined;
  /** What was asked for happens all the same; only the answer goes wrong. @default false */
  applied?: boolean | undefined;
  /** How many requests. @default 1 */
  times?: number | undefined;
}

export interface Faults {
  add(fault: FakeFault): void;
  /** The first that fits, which then has one time less. */
  take(method: string, path: string): FakeFault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let pending: { fault: FakeFault; left: number }[] = [];

  function fits({ method, path }: FakeFault, asked: { method: string; path: string }): boolean {
    if (method !== undefined && method.toUpperCase() !== asked.method) return false;
    if (path === undefined) return true;
    return typeof path === "string"
      ? path === asked.path
      : new RegExp(path.source, path.flags).test(asked.path);
  }

  return {
    add(fault) {
      pending.push({ fault, left: fault.times ?? 1 });
    },
    take(method, path) {
      const found = pending.find(({ fault }) => fits(fault, { method, path }));
      if (!found) return undefined;
      found.left -= 1;
      pending = pending.filter(({ left }) => left > 0);
      return found.fault;
    },
    clear() {
      pending = [];
    },
  };
}
