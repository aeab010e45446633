"use client";

import { useContext, useInsertionEffect, useMemo, useState } from "react";
import type { StepCallbacks } from "../../core/step/stepEvent.js";
import { mergeSettings, plainOptionNames, type StepSettings } from "../settings.js";
import { speakingCallbacks } from "./speakingCallbacks.js";
import { type Arrangement, StepContext, type StepDefaults } from "./stepContext.js";
import { createStepEmitter } from "./stepEmitter.js";

/**
 * The settings around a component with its own merged over them; its callbacks are called first. It is the same object
 * while no setting changes, so that what reads it need not render again.
 */
export function useStepDefaults(options: StepSettings, arrangement?: Arrangement): StepDefaults {
  const context = useContext(StepContext);
  const [[emit, listen]] = useState(createStepEmitter);
  useInsertionEffect(() => {
    let callbacks: StepCallbacks = options;
    try {
      if (process.env["NODE_ENV"] !== "production")
        callbacks = speakingCallbacks(options, !("live" in context));
    } catch {}
    listen(callbacks, context.emit);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `options` is new each time; what it holds is not
  return useMemo(
    () => ({
      settings: mergeSettings(context.settings, options),
      emit,
      live: context.live,
      arrangement: arrangement ?? context.arrangement,
    }),
    [context, emit, arrangement, ...plainOptionNames.map((name) => options[name as keyof StepSettings])],
  );
}
