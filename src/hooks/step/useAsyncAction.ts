"use client";

import { useState } from "react";
import type { MessageText } from "../../core/messages/text.js";
import type { Step } from "./stepContext.js";

/** Something that takes a while, and may fail. */
export interface AsyncAction {
  /** It is under way: a second press would be of no use. */
  busy: boolean;
  /**
   * Does it, and announces how it goes.
   *
   * @param act resolves to whether it was done; a failure it has reported to the host
   * @param meanwhile announced at once
   * @param done announced afterwards
   * @returns whether it was done
   */
  run(act: () => Promise<boolean>, meanwhile?: MessageText, done?: MessageText): Promise<boolean>;
}

/** {@link AsyncAction} in a step; `failed` is announced where it was not done. */
export function useAsyncAction({ announce }: Step, failed: MessageText): AsyncAction {
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async run(act, meanwhile = "", done = "") {
      if (busy) return false;
      setBusy(true);
      announce({ text: meanwhile });
      const isDone = await act();
      setBusy(false);
      announce(isDone ? { text: done } : { text: failed, failed: true });
      return isDone;
    },
  };
}
