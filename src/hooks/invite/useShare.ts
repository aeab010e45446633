"use client";

import { share as english } from "../../locales/en.json";
import { useHydrated } from "../browser/useHydrated.js";
import type { Step } from "../step/step.js";
import { wordsFor } from "../step/words.js";
import type { FinishedInvite, Invite } from "./useInvite.js";
import { usePassing } from "./usePassing.js";

/** The message as other apps take it. The link is in the text alone: iOS would append a `url` to it. */
function shared({ subject, body }: FinishedInvite): ShareData {
  return { title: subject, text: body };
}

/** Hands the message to the device's share sheet inside a click; `undefined` where there is none, or not in this frame. */
export function useShare(step: Step, { message, finished }: Invite): (() => Promise<void>) | undefined {
  const words = wordsFor("share", english, step);
  const passOn = usePassing(step, "share", words.failed);
  if (!useHydrated() || !navigator.canShare?.(shared(message))) return;
  return () =>
    passOn(finished, async (whole) => {
      await navigator.share(shared(whole));
      step.say({ text: words.shared });
    });
}
