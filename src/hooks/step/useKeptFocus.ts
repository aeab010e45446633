"use client";

import { type FocusEvent, useEffect, useRef } from "react";

/** Handlers for the element around all that may hold the focus. */
export interface KeptFocus {
  onFocus(event: FocusEvent<HTMLElement>): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
}

/**
 * When what held the focus goes, a heading takes it, so that the keyboard goes on from there and not from the top of the
 * page: the step's own, that of a view inside, or where there is none the status line.
 *
 * @param id of the heading
 */
export function useKeptFocus(id = ""): KeptFocus {
  const last = useRef<Element>(undefined);
  const area = useRef<HTMLElement>(undefined);
  useEffect(() => {
    const { current } = last;
    // What is hidden keeps the focus until the browser draws; what is removed loses it at once.
    const isGone = current && (!current.isConnected || current.closest("[hidden]"));
    if (!isGone) return;
    last.current = undefined;
    if (![document.body, current].includes(document.activeElement as HTMLElement)) return;
    const others = area.current?.querySelectorAll<HTMLElement>(".co-SubView > [tabindex], .co-StatusLine");
    [document.getElementById(id), ...(others ?? [])].some((heading) => {
      // What is hidden does not take it.
      heading?.focus();
      return document.activeElement === heading;
    });
  });
  return {
    onFocus({ target, currentTarget }) {
      last.current = target;
      area.current = currentTarget;
    },
    onBlur({ target }) {
      // A window that is left keeps its focus; and React tells nothing of what it removes itself.
      if (document.activeElement !== target) last.current = undefined;
    },
  };
}
