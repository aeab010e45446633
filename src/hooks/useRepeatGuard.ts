"use client";

import { useCallback, useRef } from "react";

const oneSecond = 1000;

/**
 * Tells a second click within a second, which would open a second tab or draft, from a first one. Both come
 * of impatience, double-clicking habit or a held Enter key.
 */
export function useRepeatGuard(): (event: { timeStamp: number }) => boolean {
  const last = useRef(Number.NEGATIVE_INFINITY);
  return useCallback(({ timeStamp }) => {
    if (timeStamp - last.current < oneSecond) return true;
    last.current = timeStamp;
    return false;
  }, []);
}
