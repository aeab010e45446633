"use client";

import { useEffect, useId, useRef } from "react";
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
  /** It opens or closes, or, where the host decides, the customer wants it to. */
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/**
 * Opens and closes as the customer or the host says; it closes when a way of handing over was used, and when the step is
 * skipped. It is the step's to know: an open panel is its view.
 */
export function useFallback(step: Step, { open, defaultOpen, onOpenChange }: FallbackOptions): Fallback {
  const { local, emit, links, dispatch, frame } = step;
  const { panel } = local;
  const isOpen = open ?? panel;
  const panelId = useId();
  const seen = useRef<{ panel: boolean; open: boolean | undefined }>(undefined);
  useEffect(() => {
    const before = seen.current;
    seen.current = { panel, open };
    const said = before ? (open === before.open ? undefined : open) : (open ?? defaultOpen);
    if (said !== undefined) dispatch({ type: "panel", open: said });
    else if (before && panel !== before.panel && panel !== open) onOpenChange?.(panel);
  });
  const toggle = () => {
    if (open === undefined) dispatch({ type: "panel", open: !isOpen });
    else onOpenChange?.(!isOpen);
    if (isOpen) return;
    links.invite.prefetch?.();
    emit.fallbackOpen();
  };
  return { open: isOpen, panelId, toggle, leave: frame?.byView ? toggle : undefined };
}
