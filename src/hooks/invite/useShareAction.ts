"use client";

import { useRef } from "react";
import { OnboardingError } from "../../core/errors.js";
import type { MessageText } from "../../core/messages/text.js";
import type { InviteChannel } from "../../core/step/inviteChannel.js";
import { stepError } from "../../core/step/stepError.js";
import { announceFailure } from "../step/announcer.js";
import type { Step } from "../step/stepContext.js";
import { trackInvite } from "./trackInvite.js";

/**
 * A way of passing an invite on inside a click, one at a time.
 *
 * @returns passes on what is ready or will be; nothing where that rejects, which has been reported. `failed` is
 * announced where `pass` rejects, and after half a minute: some browsers never settle. What comes later counts all the same
 */
export function useShareAction(step: Step, channel: InviteChannel, failed: MessageText) {
  const busy = useRef(false);
  return async <T>(ready: () => T | Promise<T>, pass: (what: T) => Promise<void>): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    const fail = (cause?: unknown) => {
      busy.current = false;
      announceFailure(step, stepError("ONB-302", { recoverable: true, cause }), failed);
    };
    const timer = setTimeout(fail, 30_000);
    try {
      const what = ready();
      // Awaited only where it must be: the click would be lost.
      await pass(what instanceof Promise ? await what : what);
      trackInvite(step, channel);
    } catch (cause) {
      // A link that could not be fetched has been reported; and nothing failed where the customer closed the share sheet.
      if (!(cause instanceof OnboardingError || (cause as Error | null)?.name === "AbortError")) fail(cause);
    }
    clearTimeout(timer);
    busy.current = false;
  };
}
