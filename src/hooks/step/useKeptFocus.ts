"use client";

import { type FocusEvent, useEffect, useRef } from "react";

/** Handlers for the element around all that may hold the focus. */
export interface KeptFocus {
  onFocus(event: FocusEvent<HTMLElement>): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
}

/**
 * When what held the focus goes, a heading takes it, so that the keyboard goes on from there and not from the top of the
 * page.
 *
 * @param id of the heading
 */
export function useKeptFocus(id: string | undefined): KeptFocus {
  const last = useRef<Element>(undefined);
  useEffect(() => {
    const { current } = last;
    // What is hidden keeps the focus until the browser draws; what is removed loses it at once.
    const isGone = current && (!current.isConnected || current.closest("[hidden]"));
    if (!isGone) return;
    last.current = undefined;
    if (id && [document.body, current].includes(document.activeElement as HTMLElement))
      document.getElementById(id)?.focus();
  });
  return {
    onFocus({ target }) {
      last.current = target;
    },
    onBlur({ target }) {
      // A window that is left keeps its focus; and React tells nothing of what it removes itself.
      if (document.activeElement !== target) last.current = undefined;
    },
  };
}
