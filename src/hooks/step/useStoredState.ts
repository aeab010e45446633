"use client";

import { useState, useSyncExternalStore } from "react";
import { parseGuid } from "../../core/guid.js";
import { initialLocal, type Local, type LocalEvent } from "../../core/step/local.js";
import type { StepSettings } from "../settings.js";
import { createStepStore, type StepStorage } from "./stepStorage.js";

const initial = () => initialLocal;

/** What this browser remembers of a company's step, and how to change it. Another company is another step. */
export function useStoredState(
  companyId: StepSettings["companyId"],
  sourceType: StepSettings["sourceType"] = "accounting",
  storage: StepStorage | null | undefined,
): [local: Local, dispatch: (event: LocalEvent) => void] {
  const id = parseGuid(companyId);
  const key = id && `codat-onboarding:${id}:${sourceType}`;
  const [kept, setStore] = useState(() => createStepStore(key, storage));
  let store = kept;
  if (store.key !== key) {
    store = createStepStore(key, storage);
    setStore(store);
  }
  return [useSyncExternalStore(store.subscribe, store.get, initial), store.dispatch];
}
