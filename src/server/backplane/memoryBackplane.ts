import type { OnboardingError } from "../../core/errors.js";
import { serverError } from "../errors/serverError.js";
import type { Backplane } from "./backplane.js";
import { createFreshLetters } from "./freshLetters.js";
import { memoryClock } from "./memoryClock.js";
import { createMemoryRings } from "./memoryRings.js";
import { createMemoryRooms } from "./memoryRooms.js";

/** Options of {@link memoryBackplane}. */
export interface MemoryBackplaneOptions {
  /** Events kept for each room, for streams that reconnect. @default 128 */
  ringSize?: number | undefined;
  /**
   * Rooms without listeners whose events are kept for streams that reconnect. The least recently used are dropped
   * first, and those unused for two days. @default 10_000
   */
  channels?: number | undefined;
  /**
   * What is kept although nobody was promised it: as many values (readings of companies, names), and as many ids of
   * webhooks beyond the 28 hours in which Codat repeats them by itself, up to 14 days. The oldest make room.
   *
   * @default 200_000
   */
  remembered?: number | undefined;
  /**
   * What is kept because it was promised: invites, leases, the webhooks of the last 28 hours. Beyond it the oldest
   * webhook, then the oldest value is dropped before its time, and reported. A webhook takes about 800 bytes, the
   * invites of a company 500 each.
   *
   * @default 1_000_000
   */
  promised?: number | undefined;
  /** Called where something is dropped before its time, once a minute at most. @default console.error */
  onError?: ((error: OnboardingError) => void) | undefined;
  /** The clock of a test. @default one that only goes on, whatever happens to the system's */
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
  const promised = checkCount(options.promised ?? 1_000_000, "promised");
  const clock = memoryClock(options.now);
  const fresh = createFreshLetters();
  const onDropped = createDropReport(clock, options.onError);
  const rings = createMemoryRings({ ringSize, idle, clock, fresh });
  const rooms = createMemoryRooms({ rings, remembered, promised, clock, fresh, onDropped });
  let isClosed = false;

  function open<T>(use: () => T): Promise<T> {
    if (isClosed) return Promise.reject(serverError("backplaneClosed"));
    return Promise.resolve(use());
  }

  return {
    durable: false,
    view: (room, names, from) => open(() => rooms.view(room, names, from)),
    commit: (room, change) => open(() => rooms.commit(room, change)),
    subscribe: (room, listener) => open(() => rings.subscribe(room, listener)),
    async close() {
      isClosed = true;
      rooms.clear();
      rings.clear();
    },
  };
}

const reportEvery = 60_000;

/** Reports the first at once, and then how many there were, once a minute at most. */
function createDropReport(
  clock: () => number,
  onError: (error: OnboardingError) => void = (error) => console.error(error.message),
): (what: string) => void {
  const counts = new Map<string, { count: number; reportedAt: number }>();
  return (what) => {
    const known = counts.get(what) ?? { count: 0, reportedAt: Number.NEGATIVE_INFINITY };
    counts.set(what, known);
    known.count += 1;
    if (clock() - known.reportedAt < reportEvery) return;
    const count = String(known.count);
    known.count = 0;
    known.reportedAt = clock();
    const error = serverError("backplaneFull", { values: { count, what } });
    try {
      onError(error);
    } catch {
      // The step that made room has been done.
      console.error(error.message);
    }
  };
}

function checkCount(value: number, option: string): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw serverError("backplaneOptionMalformed", { values: { option } });
}
