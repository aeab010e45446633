import type { Backplane } from "../backplane/backplane.js";
import { type Log, since } from "./log.js";
import type { LogRecord } from "./logRecord.js";

/** The same backplane, of which each step that fails is recorded. */
export function loggedBackplane(backplane: Backplane, log: Log | undefined): Backplane {
  if (!log) return backplane;

  async function watched<T>(step: LogRecord<"backplane">["step"], work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await work();
    } catch (error) {
      log?.({ type: "backplane", step, duration: since(begun) });
      throw error;
    }
  }

  return {
    durable: backplane.durable,
    view: (...given) => watched("view", () => backplane.view(...given)),
    commit: (...given) => watched("commit", () => backplane.commit(...given)),
    subscribe: (...given) => watched("subscribe", () => backplane.subscribe(...given)),
    close: () => backplane.close(),
  };
}
