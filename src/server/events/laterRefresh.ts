import type { Timers } from "../utils/timers.js";

/** Milliseconds until each try. Long enough for a burst of webhooks to be over. */
const delays = [1_000, 5_000, 30_000];

/** Options of {@link createLaterRefresh}. */
export interface LaterRefreshOptions {
  /** The id of the reading that is stored now. */
  storedId: (companyId: string) => Promise<string | undefined>;
  /** Reads the company, and resolves to that reading's id and whether nothing contradicts it. */
  refresh: (companyId: string) => Promise<{ id: string; isSettled: boolean }>;
  timers: Timers;
}

/** Refreshes a company soon, in the background, unless another reading than the doubtful one is stored by then. */
export type LaterRefresh = (companyId: string, doubtfulId: string) => void;

/** One refresh a company, however often it is requested before it begins; three tries at most. */
export function createLaterRefresh({ storedId, refresh, timers }: LaterRefreshOptions): LaterRefresh {
  /** The doubtful reading of each company that waits for its refresh. */
  const waiting = new Map<string, string>();

  function schedule(companyId: string, doubtfulId: string, tries: number): void {
    const delay = delays[tries];
    const isWaiting = waiting.has(companyId);
    if (delay === undefined) return;
    waiting.set(companyId, doubtfulId);
    if (!isWaiting) timers.setTimeout(() => void run(companyId, tries), delay);
  }

  async function run(companyId: string, tries: number): Promise<void> {
    const doubtfulId = waiting.get(companyId) ?? "";
    waiting.delete(companyId);
    try {
      // A later reading has seen all that this one was doubted for.
      if ((await storedId(companyId)) !== doubtfulId) return;
      const { id, isSettled } = await refresh(companyId);
      if (!isSettled) schedule(companyId, id, tries + 1);
    } catch {
      schedule(companyId, doubtfulId, tries + 1);
    }
  }

  return (companyId, doubtfulId) => schedule(companyId, doubtfulId, 0);
}
