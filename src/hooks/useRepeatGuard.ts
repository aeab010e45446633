"use client";

import { type SyntheticEvent, useRef } from "react";

const oneSecond = 1000;

/** Tells an impatient click from a first one, which would open a second tab or draft. */
export interface RepeatGuard {
  /** Whether an event comes within a second of another, of a held key, or while something is held for; stops it. */
  stops(event: SyntheticEvent & { repeat?: boolean }): boolean;
  /** Stops all until a promise has settled. */
  hold(promise: Promise<unknown>): void;
}

/** A {@link RepeatGuard} for one control. */
export function useRepeatGuard(): RepeatGuard {
  const last = useRef(-oneSecond);
  return {
    stops(event) {
      const repeats = event.repeat || event.timeStamp - last.current < oneSecond;
      if (repeats) event.preventDefault();
      else last.current = event.timeStamp;
      return repeats;
    },
    hold(promise) {
      const began = last.current;
      const release = () => {
        last.current = began;
      };
      last.current = Number.POSITIVE_INFINITY;
      promise.then(release, release);
    },
  };
}
