"use client";

import { useRef } from "react";
import type { FallbackAnswer } from "../../core/step/fallbackAnswer.js";
import type { Step } from "../step/stepContext.js";

/** Tells that an answer was opened: each once a mount. */
export function useAnswerEvents({ emit }: Step): (answer: FallbackAnswer) => void {
  const told = useRef(new Set<FallbackAnswer>());
  return (answer) => {
    if (told.current.has(answer)) return;
    told.current.add(answer);
    emit({ type: "fallbackAnswer", detail: { answer } });
  };
}
