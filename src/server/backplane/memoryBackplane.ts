import { serverError } from "../errors/serverError.js";
import type { Backplane, BackplaneEntry } from "./backplane.js";
import { createMemoryChannels } from "./memoryChannels.js";
import { createMemoryValues } from "./memoryValues.js";

/** Options of {@link memoryBackplane}. */
export interface MemoryBackplaneOptions {
  /** Events kept for each channel, for streams that reconnect. @default 128 */
  ringSize?: number | undefined;
  /**
   * Channels without listeners that are kept for streams that reconnect. The least recently used are dropped first, and
   * those unused for two days. @default 10_000
   */
  channels?: number | undefined;
  /**
   * Ids of events kept for longer than 28 hours, the time in which Codat repeats a webhook by itself. Younger ids are
   * always kept, and none for more than 14 days. Each takes about 200 bytes: the default is two days of one event a
   * second, 40 MB. The same number of values is kept, until they expire. @default 200_000
   */
  remembered?: number | undefined;
  /** The clock. @default the system's */
  now?: (() => Date) | undefined;
}

/**
 * A backplane in the memory of one process. A restart loses it: streams then start again, and hooks that had not
 * finished run again when Codat repeats the webhook.
 *
 * @throws {OnboardingError} `ONB-506` when an option is not a whole number above zero
 */
export function memoryBackplane(options: MemoryBackplaneOptions = {}): Backplane {
  const ringSize = checkCount(options.ringSize ?? 128, "ringSize");
  const idle = checkCount(options.channels ?? 10_000, "channels");
  const remembered = checkCount(options.remembered ?? 200_000, "remembered");
  const { now = () => new Date() } = options;
  const clock = () => now().getTime();
  const channels = createMemoryChannels({ ringSize, idle, remembered, clock });
  const values = createMemoryValues({ remembered, clock });
  let isClosed = false;

  function open<T>(use: () => T): Promise<T> {
    if (isClosed) return Promise.reject(serverError("backplaneClosed"));
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
      isClosed = true;
      channels.clear();
      values.clear();
    },
  };
}

/** A listener that throws must not keep the event from the others, nor make Codat send it again. */
function tell(onEntry: (entry: BackplaneEntry) => void, entry: BackplaneEntry): void {
  try {
    onEntry(entry);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error(`codat-onboarding: a listener of the backplane threw (${name}); the others were told.`);
  }
}

function checkCount(value: number, option: string): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw serverError("backplaneOptionMalformed", { values: { option } });
}
