// Taken before a test can replace them: `advance` must return even while timers are faked.
const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;

/** How long, in real milliseconds, `advance` waits for the work that a step has started before it goes on. */
const longestStep = 1000;

/** The fake's clock and its scheduled tasks. */
export interface FakeClock {
  now(): Date;
  /** The time in ISO 8601, UTC: different for each call, and never earlier than the one before. */
  stamp(): string;
  /** Schedules a task, `delay` milliseconds from now. @returns a function that cancels it */
  after(delay: number, task: () => void): () => void;
  /** Resolves `delay` milliseconds from now. */
  wait(delay: number): Promise<void>;
  /** Registers work that {@link advance} and {@link settle} wait for. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Resolves when no tracked work is running. Does not wait for scheduled tasks. */
  settle(): Promise<void>;
  /** Moves the clock forward and runs the tasks that become due, each at its time. */
  advance(milliseconds: number): Promise<void>;
}

/** @param options - `isSystem`: time passes by itself, and timers run the tasks */
export function createFakeClock(options: { now: () => Date; isSystem: boolean }): FakeClock {
  const { isSystem } = options;
  let ahead = 0;
  let stamped = { at: 0, count: 0 };
  const tasks = new Set<{ due: number; run: () => void }>();
  const running = new Set<Promise<unknown>>();

  const time = () => options.now().getTime() + ahead;

  function after(delay: number, run: () => void): () => void {
    const task = { due: time() + delay, run };
    tasks.add(task);
    if (!isSystem) return () => tasks.delete(task);
    const timer = setTimeout(() => {
      if (tasks.delete(task)) run();
    }, delay);
    // A retry ten hours from now must not keep the process alive.
    timer.unref?.();
    return () => {
      tasks.delete(task);
      clearTimeout(timer);
    };
  }

  const turn = () => new Promise<void>((resolve) => realSetTimeout(resolve, 0));

  async function settle(): Promise<void> {
    do {
      await Promise.allSettled(running);
      await turn();
    } while (running.size > 0);
  }

  /** With a limit: work that itself waits for this clock would never end. */
  async function settleWithin(limit: number): Promise<void> {
    let timer: ReturnType<typeof realSetTimeout> | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = realSetTimeout(resolve, limit);
    });
    await Promise.race([settle(), timeout]);
    realClearTimeout(timer);
  }

  return {
    now: () => new Date(time()),
    stamp() {
      const at = Math.max(time(), stamped.at);
      stamped = { at, count: at === stamped.at ? stamped.count + 1 : 0 };
      const finer = stamped.count === 0 ? "" : String(stamped.count).padStart(4, "0");
      return `${new Date(at).toISOString().slice(0, -1)}${finer}Z`;
    },
    after,
    wait: (delay) => new Promise((resolve) => after(delay, resolve)),
    track(work) {
      running.add(work);
      const end = () => running.delete(work);
      work.then(end, end);
      return work;
    },
    settle,
    async advance(milliseconds) {
      const end = time() + milliseconds;
      for (;;) {
        await settleWithin(longestStep);
        const next = [...tasks].sort((a, b) => a.due - b.due)[0];
        if (!next || next.due > end) break;
        tasks.delete(next);
        ahead += Math.max(0, next.due - time());
        next.run();
      }
      ahead += Math.max(0, end - time());
    },
  };
}
