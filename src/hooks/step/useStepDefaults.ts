"use client";

import { useContext, useInsertionEffect, useRef, useState } from "react";
import { createStepEmitter } from "../../core/step/stepEvent.js";
import { mergeSettings, type StepSettings } from "../settings.js";
import { StepContext, type StepDefaults } from "./stepContext.js";

/** The surroundings with a component's own settings laid over them, and its callbacks called first. */
export function useStepDefaults(settings: StepSettings): StepDefaults {
  const context = useContext(StepContext);
  const newest = useRef([settings, context.emit] as const);
  useInsertionEffect(() => {
    newest.current = [settings, context.emit];
  });
  const [emit] = useState(() => createStepEmitter(() => newest.current));
  return { settings: mergeSettings(context.settings, settings), emit, live: context.live };
}
