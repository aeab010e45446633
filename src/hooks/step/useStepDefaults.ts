"use client";

import { useContext, useInsertionEffect, useRef, useState } from "react";
import { createStepEmitter } from "../../core/step/stepEvent.js";
import { mergeSettings, type StepSettings } from "../settings.js";
import { StepContext, type StepDefaults } from "./stepContext.js";

/** The settings around a component with its own merged over them; its callbacks are called first. */
export function useStepDefaults(settings: StepSettings): StepDefaults {
  const context = useContext(StepContext);
  const newest = useRef([settings, context.emit] as const);
  useInsertionEffect(() => {
    newest.current = [settings, context.emit];
  });
  const [emit] = useState(() => createStepEmitter(newest));
  return { settings: mergeSettings(context.settings, settings), emit, live: context.live };
}
