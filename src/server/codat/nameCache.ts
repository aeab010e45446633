import { OnboardingError } from "../../core/errors.js";
import type { Backplane } from "../backplane/backplane.js";

/**
 * Looks up a name, and asks Codat for it where it is not cached: a name for a day, the lack of one for five minutes.
 * That a customer could not pay for it says nothing of the name, and is not cached. Never throws: without a name the
 * page says less.
 */
export type NameCache = (
  room: string,
  value: string,
  ask: () => Promise<string | undefined>,
) => Promise<string | undefined>;

const day = 24 * 60 * 60 * 1000;
const absentLifetime = 5 * 60 * 1000;
/** Codat was not asked: no calls were left, or none that may be spent on this, or our own line was full. */
const unasked: readonly string[] = ["ONB-511", "ONB-517", "ONB-522"];

export function createNameCache(backplane: Backplane): NameCache {
  return async (room, value, ask) => {
    try {
      const known = (await backplane.view(room, [value])).values[value]?.value;
      if (known !== undefined) return known || undefined;
      const name = await ask().catch(absentUnlessUnasked);
      await backplane.commit(room, { put: { [value]: cachedName(name) } });
      return name;
    } catch {
      return undefined;
    }
  };
}

function absentUnlessUnasked(error: unknown): undefined {
  if (error instanceof OnboardingError && unasked.includes(error.code)) throw error;
}

/** A name, or the lack of one, as it is put. */
export function cachedName(name: string | undefined) {
  return { value: name ?? "", lifetime: 0, ifRoom: name ? day : absentLifetime };
}
