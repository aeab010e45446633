import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Backplane, BackplaneEntry, BackplaneListener } from "../../src/server/backplane/backplane.js";

type Line =
  | { op: "channel"; name: string }
  | { op: "append"; name: string; event: string; dedupeId: string }
  | { op: "set"; key: string; value: string; until: number }
  | { op: "delete"; key: string }
  | { op: "lease"; key: string; holder: string; until: number }
  | { op: "release"; key: string };

/**
 * A backplane in a file, a line for each change: what was written before a process was killed is there for the next
 * one. For one process at a time.
 */
export function fileBackplane(path: string, now: () => number = Date.now): Backplane {
  const channels = new Map<string, BackplaneEntry[]>();
  const numbers = new Map<string, number>();
  const appended = new Set<string>();
  const values = new Map<string, { value: string; until: number }>();
  const leases = new Map<string, { holder: string; until: number }>();
  const listeners = new Map<string, Set<BackplaneListener>>();

  if (existsSync(path)) for (const line of readLines(path)) apply(line);

  function apply(line: Line): void {
    if (line.op === "channel") {
      numbers.set(line.name, numbers.size + 1);
      channels.set(line.name, []);
    } else if (line.op === "append") {
      const entries = channels.get(line.name) ?? [];
      appended.add(JSON.stringify([line.name, line.dedupeId]));
      entries.push({ cursor: cursorOf(line.name, entries.length + 1), event: line.event });
    } else if (line.op === "set") values.set(line.key, line);
    else if (line.op === "delete") values.delete(line.key);
    else if (line.op === "lease") leases.set(line.key, line);
    else leases.delete(line.key);
  }

  /** One line is one write: it is there whole, or is not. */
  function write(line: Line): void {
    appendFileSync(path, `${JSON.stringify(line)}\n`);
    apply(line);
  }

  function entriesOf(name: string): BackplaneEntry[] {
    if (!channels.has(name)) write({ op: "channel", name });
    return channels.get(name) ?? [];
  }

  function cursorOf(name: string, place: number): string {
    return `f${numbers.get(name)}.${place}`;
  }

  const holds = (key: string, holder: string) => {
    const lease = leases.get(key);
    return lease?.holder === holder && lease.until > now();
  };

  return {
    durable: true,
    async append(name, event, dedupeId) {
      const entries = entriesOf(name);
      if (appended.has(JSON.stringify([name, dedupeId]))) return false;
      write({ op: "append", name, event, dedupeId });
      const entry = entries.at(-1);
      if (entry) for (const listener of listeners.get(name) ?? []) listener.onEntry(entry);
      return true;
    },
    async read(name, after) {
      const entries = entriesOf(name);
      const cursor = cursorOf(name, entries.length);
      if (after === undefined) return { entries: [], cursor };
      const places = [0, ...entries.keys()].map((_, place) => cursorOf(name, place));
      const place = places.indexOf(after);
      return place < 0 ? undefined : { entries: entries.slice(place), cursor };
    },
    async subscribe(name, listener) {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(listener));
      return () => own.delete(listener);
    },
    async get(key) {
      const known = values.get(key);
      return known && known.until > now() ? known.value : undefined;
    },
    set: async (key, value, lifetime) => write({ op: "set", key, value, until: now() + lifetime }),
    delete: async (key) => write({ op: "delete", key }),
    async acquire(key, lifetime) {
      if ((leases.get(key)?.until ?? 0) > now()) return undefined;
      const holder = crypto.randomUUID();
      write({ op: "lease", key, holder, until: now() + lifetime });
      return {
        async renew() {
          if (!holds(key, holder)) return false;
          write({ op: "lease", key, holder, until: now() + lifetime });
          return true;
        },
        async release() {
          if (leases.get(key)?.holder === holder) write({ op: "release", key });
        },
      };
    },
    async close() {},
  };
}

/** Every line that was written whole. */
function readLines(path: string): Line[] {
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Line);
}
