"use client";

import { useEffect, useId, useState } from "react";
import { hasFailed } from "../../core/status/connectionStatus.js";
import type { Step } from "../step/stepContext.js";

/** “Can’t sign in?”: open or closed, and how its trigger and panel find each other. */
export interface Fallback {
  open: boolean;
  toggle(): void;
  panelId: string;
}

/** Options of {@link useFallback}. */
export interface FallbackOptions {
  /** Whether the panel is open, where the host decides. */
  open?: boolean | undefined;
  /** Whether it is open to begin with. @default open after a failed attempt */
  defaultOpen?: boolean | undefined;
  /** The customer wants it open or closed. */
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** Opens by itself when an attempt fails, closes when the step is skipped, and otherwise as the customer or host says. */
export function useFallback(step: Step, { open, defaultOpen, onOpenChange }: FallbackOptions): Fallback {
  const { status, skipped, emit, links } = step;
  // The customer's choice stands until the step fails or is skipped.
  const occasion = skipped ? "skipped" : hasFailed(status);
  const [choice, choose] = useState({ open: defaultOpen, occasion: false as typeof occasion });
  const chosen = choice.occasion === occasion ? choice.open : undefined;
  const isOpen = open ?? chosen ?? occasion === true;
  const panelId = useId();
  useEffect(() => {
    // What was pressed in it closed it, such as “later”: the keyboard's focus must not be lost with it.
    if (isOpen || !document.getElementById(panelId)?.contains(document.activeElement)) return;
    document.querySelector<HTMLElement>(`[aria-controls="${panelId}"]`)?.focus();
  }, [isOpen, panelId]);
  return {
    open: isOpen,
    panelId,
    toggle() {
      choose({ open: !isOpen, occasion });
      onOpenChange?.(!isOpen);
      if (isOpen) return;
      links.invite.prefetch?.();
      emit.fallbackOpen();
    },
  };
}
