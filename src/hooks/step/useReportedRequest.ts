"use client";

import { useContext } from "react";
import type { OnboardingError } from "../../core/errors.js";
import { StepContext } from "./stepContext.js";

/** Reports a request that is refused; resolves to whether it was done. */
export function useReportedRequest(): (request: Promise<unknown>) => Promise<boolean> {
  const { emit } = useContext(StepContext);
  return (request) =>
    request.then(
      () => true,
      (error: OnboardingError) => {
        emit.error(error);
        return false;
      },
    );
}
