"use client";

import { useState, useSyncExternalStore } from "react";
import type { SourceType } from "../../core/sourceType.js";
import { initialLocal, type Local } from "../../core/step/local.js";
import { createStepStore, type StepStorage } from "./stepStorage.js";
import type { UseLocal } from "./useStepState.js";

const initial = () => initialLocal;

/** What is not as it was to begin with. */
const touched = (local: Local): Partial<Local> =>
  Object.fromEntries(
    Object.entries(local).filter(([name, value]) => value !== initialLocal[name as keyof Local]),
  );

/**
 * What this browser remembers of a company's step, and how to change it. Another company is another step; what was done
 * before the company was known is of the one that it turns out to be.
 */
export function useStoredState(
  companyId: string | undefined,
  sourceType: SourceType,
  storage: StepStorage | null | undefined,
): ReturnType<UseLocal> {
  const key = companyId && `codat-onboarding:${companyId}:${sourceType}`;
  const [first, setStore] = useState(() => createStepStore(key, storage));
  let store = first;
  if (store.key !== key) {
    store = createStepStore(key, storage, first.key ? undefined : touched(first.get()));
    setStore(store);
  }
  const local = useSyncExternalStore(store.subscribe, store.get, initial);
  // What a store has read is an object of its own: one subscription says both.
  return [local, store.dispatch, local !== initialLocal];
}
