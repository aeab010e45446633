"use client";

import { useEffect, useRef } from "react";
import type { OnboardingError } from "../../core/errors.js";
import type { StepEmitter } from "../../core/step/stepEvent.js";

/** Reports a problem once for each code, however often it is met in rendering. */
export function useReportedError(problem: OnboardingError | undefined, emit: StepEmitter): void {
  const reported = useRef<string>(undefined);
  useEffect(() => {
    if (problem && reported.current !== problem.code) emit.error(problem);
    reported.current = problem?.code;
  });
}
