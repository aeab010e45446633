/** Something that goes wrong with the next matching requests. */
export interface FakeFault {
  /** @default every method */
  method?: string | undefined;
  /** The whole path below the fake's own, or a pattern of it. @default every path of the API */
  path?: string | RegExp | undefined;
  /** The status of the answer. Without it, and without `drop` or `hang`, only `delay` has an effect. */
  status?: number | undefined;
  /** The body of the answer; a text that begins with `<` is sent as HTML. @default an error in Codat's shape */
  body?: unknown;
  /** Sent as `Retry-After`: seconds, or a date. */
  retryAfter?: number | Date | undefined;
  /** Milliseconds before the answer, on the fake's clock. */
  delay?: number | undefined;
  /** Cuts the connection: `fetch` rejects. */
  drop?: boolean | undefined;
  /** Never answers: `fetch` rejects when the request is aborted. */
  hang?: boolean | undefined;
  /** Whether the request has its effect, so that only the answer goes wrong. @default false */
  applied?: boolean | undefined;
  /** The number of requests. @default 1 */
  times?: number | undefined;
}

export interface Faults {
  add(fault: FakeFault): void;
  /** The first matching fault, used once. */
  take(method: string, path: string): FakeFault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let pending: { fault: FakeFault; left: number }[] = [];

  function matches({ method, path }: FakeFault, request: { method: string; path: string }): boolean {
    if (method !== undefined && method.toUpperCase() !== request.method) return false;
    if (path === undefined) return true;
    return typeof path === "string"
      ? path === request.path
      : new RegExp(path.source, path.flags).test(request.path);
  }

  return {
    add(fault) {
      pending.push({ fault, left: fault.times ?? 1 });
    },
    take(method, path) {
      const found = pending.find(({ fault }) => matches(fault, { method, path }));
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
