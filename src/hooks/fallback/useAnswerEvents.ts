"use client";

import { useRef } from "react";
import type { FallbackAnswer } from "../../core/step/fallbackAnswer.js";
import type { Step } from "../step/stepContext.js";

/** Reports that an answer was opened: each once a mount. */
export function useAnswerEvents({ emit }: Step): (answer: FallbackAnswer) => void {
  const reported = useRef(new Set<FallbackAnswer>());
  return (answer) => {
    if (reported.current.has(answer)) return;
    reported.current.add(answer);
    emit.fallbackAnswer({ answer });
  };
}
