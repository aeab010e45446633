"use client";

import { useReducer } from "react";
import type { OnboardingError } from "../../core/errors.js";
import type { MessageText } from "../../core/messages/text.js";
import type { StepEmitter } from "../../core/step/stepEvent.js";

/** A sentence for the live region: on what was just done, or failed. */
export interface Announcement {
  text: MessageText;
  failed?: boolean;
  /** Only spoken: what was pressed shows it. */
  visuallyHidden?: boolean;
  /** Counts up, so that the same words are spoken again. */
  count: number;
}

/** Says something in the live region. */
export type Announce = (next: Omit<Announcement, "count">) => void;

/** The sentence of a live region, for the component that renders it, and the function that changes it. */
export function useAnnouncer(): [announcement: Announcement, announce: Announce] {
  return useReducer(
    ({ count }: Announcement, next: Omit<Announcement, "count">) => ({ ...next, count: count + 1 }),
    { text: "", count: 0 },
  );
}

/** Reports a failure to the host, and announces it to the customer. */
export function announceFailure(
  { emit, announce }: { emit: StepEmitter; announce: Announce },
  error: OnboardingError,
  text: MessageText,
): void {
  emit.error(error);
  announce({ text, failed: true });
}
