"use client";

import { useState } from "react";
import type { Text } from "../../core/messages/messages.js";
import type { Step } from "./step.js";

/** Something that takes a while, and may fail. */
export interface Task {
  /** It is under way: a second press would be of no use. */
  busy: boolean;
  /**
   * Does it, and says how it goes.
   *
   * @param act resolves to whether it was done, and has told the host if not
   * @param meanwhile said at once
   * @param done said afterwards
   * @returns whether it was done
   */
  run(act: () => Promise<boolean>, meanwhile?: Text, done?: Text): Promise<boolean>;
}

/** {@link Task} of a step's; `failed` is said where it was not done. */
export function useTask({ say }: Step, failed: Text): Task {
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async run(act, meanwhile = "", done = "") {
      if (busy) return false;
      setBusy(true);
      say({ text: meanwhile });
      const isDone = await act();
      setBusy(false);
      say(isDone ? { text: done } : { text: failed, failed: true });
      return isDone;
    },
  };
}
