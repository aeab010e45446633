"use client";

import { useState, useSyncExternalStore } from "react";
import type { SourceType } from "../../core/sourceType.js";
import { initialLocal } from "../../core/step/local.js";
import { createStepStore, type StepStorage } from "./stepStorage.js";
import type { UseLocal } from "./useStepState.js";

const initial = () => initialLocal;

/** What this browser remembers of a company's step, and how to change it. Another company is another step. */
export function useStoredState(
  companyId: string | undefined,
  sourceType: SourceType,
  storage: StepStorage | null | undefined,
): ReturnType<UseLocal> {
  const key = companyId && `codat-onboarding:${companyId}:${sourceType}`;
  const [first, setStore] = useState(() => createStepStore(key, storage));
  let store = first;
  if (store.key !== key) {
    store = createStepStore(key, storage);
    setStore(store);
  }
  const local = useSyncExternalStore(store.subscribe, store.get, initial);
  // What a store has read is an object of its own: one subscription says both.
  return [local, store.dispatch, local !== initialLocal];
}
