import type { Backplane } from "../backplane/backplane.js";

/**
 * Looks up a name, and asks Codat for it where it is not cached: a name for a day, the lack of one for five minutes.
 * Never throws: without a name the page says less.
 */
export type NameCache = (key: string, ask: () => Promise<string | undefined>) => Promise<string | undefined>;

const day = 24 * 60 * 60 * 1000;
const absentLifetime = 5 * 60 * 1000;

export function createNameCache(backplane: Backplane): NameCache {
  return async (key, ask) => {
    try {
      const known = await backplane.get(key);
      if (known !== undefined) return known || undefined;
      const name = await ask().catch(() => undefined);
      await backplane.set(key, name ?? "", name ? day : absentLifetime);
      return name;
    } catch {
      return undefined;
    }
  };
}
