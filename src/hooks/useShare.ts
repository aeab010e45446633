"use client";

import { useRef } from "react";
import { stepError } from "../core/stepError.js";
import { share as english } from "../locales/en.json";
import { handOver } from "./handOver.js";
import type { Step } from "./step.js";
import { useHydrated } from "./useHydrated.js";
import type { FinishedInvite, Invite } from "./useInvite.js";
import { wordsFor } from "./words.js";

/** The message as other apps take it. The link is in the text alone: iOS would append a `url` to it. */
function shared({ subject, body }: FinishedInvite): ShareData {
  return { title: subject, text: body };
}

/** Hands the message to the device's share sheet inside a click; `undefined` where there is none, or not in this frame. */
export function useShare(step: Step, { message, finished }: Invite): (() => Promise<void>) | undefined {
  const busy = useRef(false);
  if (!useHydrated() || !navigator.canShare?.(shared(message))) return;
  return async () => {
    // The browser refuses a second one at a time.
    if (busy.current) return;
    busy.current = true;
    await share(step, finished);
    busy.current = false;
  };
}

async function share(step: Step, finished: Invite["finished"]): Promise<void> {
  const words = wordsFor("share", english, step.settings);
  let whole = finished();
  try {
    if (whole instanceof Promise) whole = await whole;
  } catch {
    // A link that could not be fetched has been told of.
    return;
  }
  try {
    await navigator.share(shared(whole));
    step.say({ text: words.shared });
    handOver(step, "share");
  } catch (cause) {
    // The customer closed the sheet.
    if ((cause as Error).name === "AbortError") return;
    step.say({ text: words.failed, failed: true });
    step.emit({ type: "error", detail: stepError("ONB-302", { recoverable: true, cause }) });
  }
}
