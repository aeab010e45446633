import { OnboardingError } from "../../core/errors.js";
import type { Backplane, BackplaneEntry } from "./backplane.js";
import { createMemoryChannels } from "./memoryChannels.js";
import { createMemoryValues } from "./memoryValues.js";

/** What {@link memoryBackplane} may be told. */
export interface MemoryBackplaneOptions {
  /** Events kept of each channel, for streams that come back. @default 128 */
  ringSize?: number | undefined;
  /**
   * Channels that nobody listens to, kept for those who come back; the least recently used go first, and those
   * unused for two days. @default 10_000
   */
  channels?: number | undefined;
  /**
   * Ids of events kept beyond 28 hours, which is as long as Codat repeats one by itself; younger ones are always
   * kept, and none is after 14 days. About 200 bytes each: the default is two days of an event a second, 40 MB. As
   * many values are kept, until their time is over. @default 200_000
   */
  remembered?: number | undefined;
  /** The clock. @default the system's */
  now?: (() => Date) | undefined;
}

/**
 * What one companion keeps in memory. A restart forgets it: streams then begin anew, and hooks that had not ended
 * run again when Codat repeats its webhook.
 *
 * @throws {OnboardingError} `ONB-506` when an option is not a whole number above zero
 */
export function memoryBackplane(options: MemoryBackplaneOptions = {}): Backplane {
  const ringSize = count(options.ringSize ?? 128, "ringSize");
  const idle = count(options.channels ?? 10_000, "channels");
  const remembered = count(options.remembered ?? 200_000, "remembered");
  const { now = () => new Date() } = options;
  const clock = () => now().getTime();
  const channels = createMemoryChannels({ ringSize, idle, remembered, clock });
  const values = createMemoryValues({ remembered, clock });
  let closed = false;

  function open<T>(use: () => T): Promise<T> {
    if (closed) return Promise.reject(closedError());
    return Promise.resolve(use());
  }

  return {
    durable: false,
    append: (channel, event, dedupeId) => open(() => channels.append(channel, event, dedupeId)),
    read: (channel, after) => open(() => channels.read(channel, after)),
    subscribe: (channel, listener) =>
      open(() => channels.subscribe(channel, (entry) => tell(listener.onEntry, entry))),
    get: (key) => open(() => values.get(key)),
    set: (key, value, lifetime) => open(() => values.set(key, value, lifetime)),
    delete: (key) => open(() => values.delete(key)),
    acquire: (key, lifetime) =>
      open(() => {
        const holder = values.acquire(key, lifetime);
        if (!holder) return undefined;
        return {
          renew: () => open(() => values.renew(key, holder, lifetime)),
          release: () => open(() => values.release(key, holder)),
        };
      }),
    async close() {
      closed = true;
      channels.clear();
      values.clear();
    },
  };
}

/** One listener that throws must not keep the news from the others, nor make Codat send it again. */
function tell(onEntry: (entry: BackplaneEntry) => void, entry: BackplaneEntry): void {
  try {
    onEntry(entry);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error(`codat-onboarding: a listener of the backplane threw (${name}); the others were told.`);
  }
}

function count(value: number, name: string): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new OnboardingError(
    "ONB-506",
    `memoryBackplane cannot work with this ${name}: pass a whole number above zero, or leave it out.`,
  );
}

function closedError(): OnboardingError {
  return new OnboardingError(
    "ONB-506",
    "The memory backplane was closed and is still used: close it last, when no request is under way.",
  );
}
