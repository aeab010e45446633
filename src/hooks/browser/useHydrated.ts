"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** `false` on the server and while its markup is being hydrated, `true` from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
