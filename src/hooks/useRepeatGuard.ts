"use client";

import { type SyntheticEvent, useRef } from "react";

const oneSecond = 1000;

/**
 * Stops a second click within a second, which would open a second tab or draft. It comes of impatience, a
 * double-clicking habit or a held Enter key.
 */
export function useRepeatGuard(): (event: SyntheticEvent) => boolean {
  const last = useRef(-oneSecond);
  return (event) => {
    const repeats = event.timeStamp - last.current < oneSecond;
    if (repeats) event.preventDefault();
    else last.current = event.timeStamp;
    return repeats;
  };
}
