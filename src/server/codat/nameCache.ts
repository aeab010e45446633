import type { Backplane } from "../backplane/backplane.js";

/**
 * A name that Codat is asked for, if it can be had: known for a day, and that there is none for five minutes. Never
 * throws: without a name the page says less.
 */
export type KnownName = (key: string, ask: () => Promise<string | undefined>) => Promise<string | undefined>;

const day = 24 * 60 * 60 * 1000;
const soon = 5 * 60 * 1000;

export function createNameCache(backplane: Backplane): KnownName {
  return async (key, ask) => {
    try {
      const known = await backplane.get(key);
      if (known !== undefined) return known || undefined;
      const name = await ask().catch(() => undefined);
      await backplane.set(key, name ?? "", name ? day : soon);
      return name;
    } catch {
      return undefined;
    }
  };
}
