"use client";

import { useEffect, useRef } from "react";
import type { OnboardingError } from "../../core/errors.js";
import type { Step } from "./stepContext.js";

/** Tells of a problem once for each code, however often it is met in rendering. */
export function useReportedError(problem: OnboardingError | undefined, emit: Step["emit"]): void {
  const reported = useRef<string>(undefined);
  useEffect(() => {
    if (problem && reported.current !== problem.code) emit({ type: "error", detail: problem });
    reported.current = problem?.code;
  });
}
