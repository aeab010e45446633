// Held before a test can replace them: `advance` must come back while timers are faked.
const { setTimeout: patience, clearTimeout: stopPatience } = globalThis;

/** How long, in real milliseconds, `advance` waits for what a step has started before it goes on without it. */
const longestStep = 1000;

/** The fake's time: a clock, what is to happen later, and a way to make later now. */
export interface FakeClock {
  now(): Date;
  /** A text of its own for each call, in ISO 8601 with UTC: the clock's time, never earlier than the one before. */
  stamp(): string;
  /** Does something `delay` milliseconds from now. @returns calls it off */
  after(delay: number, task: () => void): () => void;
  /** Does it as {@link after} does, and is done when it has happened. */
  wait(delay: number): Promise<void>;
  /** Counts as going on until it has ended: {@link advance} and {@link settle} wait for it. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Until nothing is going on any more. What is to happen later is left to come. */
  settle(): Promise<void>;
  /** Moves the clock on, doing what comes due in between, each at its time. */
  advance(milliseconds: number): Promise<void>;
}

/** `isSystem`: time passes by itself, and timers do what comes due. */
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
    // A retry ten hours from now is no reason for a process to stay.
    timer.unref?.();
    return () => {
      tasks.delete(task);
      clearTimeout(timer);
    };
  }

  const turn = () => new Promise<void>((resolve) => patience(resolve, 0));

  async function settle(): Promise<void> {
    do {
      await Promise.allSettled(running);
      await turn();
    } while (running.size > 0);
  }

  /** Someone who waits for the clock himself would wait for ever for it to move. */
  async function settleWithin(limit: number): Promise<void> {
    let timer: ReturnType<typeof patience> | undefined;
    const tired = new Promise<void>((resolve) => {
      timer = patience(resolve, limit);
    });
    await Promise.race([settle(), tired]);
    stopPatience(timer);
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
