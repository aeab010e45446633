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
  const { current: guard } = useRef({ last: -oneSecond, held: false });
  return {
    stops(event) {
      const repeats = guard.held || event.repeat || event.timeStamp - guard.last < oneSecond;
      if (repeats) event.preventDefault();
      else guard.last = event.timeStamp;
      return !!repeats;
    },
    hold(promise) {
      guard.held = true;
      const release = () => {
        guard.held = false;
      };
      promise.then(release, release);
    },
  };
}
