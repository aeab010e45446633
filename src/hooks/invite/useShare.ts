"use client";

import { share as english } from "../../locales/en.json";
import type { Step } from "../step/stepContext.js";
import { messagesFor } from "../step/useMessages.js";
import type { FinishedInvite, StepInvite } from "./useInvite.js";
import { useShareAction } from "./useShareAction.js";

/** The message as other apps take it. The link is in the text alone: iOS would append a `url` to it. */
function shared({ subject, body }: FinishedInvite): ShareData {
  return { title: subject, text: body };
}

/** Hands the message to the device's share sheet inside a click; `undefined` where there is none, or not in this frame. */
export function useShare(step: Step, { message, finished }: StepInvite): (() => Promise<void>) | undefined {
  const words = messagesFor("share", english, step);
  const passOn = useShareAction(step, "share", words.failed);
  if (!step.hydrated || !navigator.canShare?.(shared(message))) return;
  return () =>
    passOn(finished, async (whole) => {
      await navigator.share(shared(whole));
      step.announce({ text: words.shared });
    });
}
