"use client";

import { useId, useState } from "react";
import type { Step } from "../step/stepContext.js";

/** “Can’t sign in?”: open or closed, and how its trigger and panel find each other. */
export interface Fallback {
  open: boolean;
  toggle(): void;
  panelId: string;
  /** Closes it, where it is shown in place of the question and not beneath it. */
  leave?: (() => void) | undefined;
}

/** Options of {@link useFallback}. */
export interface FallbackOptions {
  /** Whether the panel is open, where the host decides. */
  open?: boolean | undefined;
  /** Whether it is open to begin with. @default false */
  defaultOpen?: boolean | undefined;
  /** The customer wants it open or closed. */
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** Opens and closes as the customer or the host says, and closes when the step is skipped. */
export function useFallback(
  step: Step,
  { open, defaultOpen = false, onOpenChange }: FallbackOptions,
): Fallback {
  const { skipped, emit, links } = step;
  // A choice stands until the step is skipped, or no longer is.
  const [choice, choose] = useState({ open: defaultOpen, skipped: false });
  const isOpen = open ?? (choice.skipped === skipped && choice.open);
  const panelId = useId();
  return {
    open: isOpen,
    panelId,
    toggle() {
      choose({ open: !isOpen, skipped });
      onOpenChange?.(!isOpen);
      if (isOpen) return;
      links.invite.prefetch?.();
      emit.fallbackOpen();
    },
  };
}
