"use client";

import { useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { SourceType } from "../../core/sourceType.js";
import { initialLocal } from "../../core/step/local.js";
import { StepContext } from "./stepContext.js";
import { createStepStore, type StepStorage } from "./stepStorage.js";
import type { UseLocal } from "./useStepState.js";

const initial = () => initialLocal;

/**
 * What this browser remembers of a company's step, and how to change it. Another company is another step; what was done
 * before the company was known is of the one that it turns out to be.
 */
export function useStoredState(
  companyId: string | undefined,
  sourceType: SourceType,
  storage: StepStorage | null | undefined,
): ReturnType<UseLocal> {
  const owner = useContext(StepContext).live?.(sourceType, companyId).owner;
  const name = `${owner} ${sourceType}`;
  const create = () => createStepStore(name, sourceType, storage, owner);
  const [first, setStore] = useState(create);
  let store = first;
  if (store.name !== name || (store.companyId ?? companyId) !== companyId) {
    store = create();
    setStore(store);
  }
  const local = useSyncExternalStore(store.subscribe, () => store.get(companyId), initial);
  useEffect(store.keep);
  // What a store has read is an object of its own: one subscription says both.
  return [local, store.dispatch, local !== initialLocal];
}
