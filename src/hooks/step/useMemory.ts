"use client";

import { useState, useSyncExternalStore } from "react";
import { parseCompanyId } from "../../core/companyId.js";
import { initialLocal, type Local, type LocalEvent } from "../../core/step/stepState.js";
import type { Settings } from "../settings.js";
import { createLocalStore, type StepStorage } from "./localStore.js";

const initial = () => initialLocal;

/** What this browser remembers of a company's step, and how to change it. Another company is another step. */
export function useMemory(
  companyId: Settings["companyId"],
  sourceType: Settings["sourceType"] = "accounting",
  storage: StepStorage | null | undefined,
): [local: Local, dispatch: (event: LocalEvent) => void] {
  const id = parseCompanyId(companyId);
  const key = id && `codat-onboarding:${id}:${sourceType}`;
  const [kept, setStore] = useState(() => createLocalStore(key, storage));
  let store = kept;
  if (store.key !== key) {
    store = createLocalStore(key, storage);
    setStore(store);
  }
  return [useSyncExternalStore(store.subscribe, store.get, initial), store.dispatch];
}
