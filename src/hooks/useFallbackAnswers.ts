"use client";

import { useRef } from "react";
import type { FallbackAnswer } from "../core/event.js";
import type { Step } from "./step.js";
import { useDevice } from "./useDevice.js";

const all: readonly FallbackAnswer[] = ["notAdmin", "forgotPassword", "notListed", "onPhone", "later"];

/** The other answers that can apply here, and a way to tell that one was opened: once a mount. */
export function useFallbackAnswers(
  { done, status, required, links, emit }: Step,
  chosen: readonly FallbackAnswer[] = all,
): { answers: readonly FallbackAnswer[]; tell(answer: FallbackAnswer): void } {
  const told = useRef(new Set<FallbackAnswer>());
  const onPhone = useDevice() === "phone";
  const toInvite = !links.invite.problem;
  const canApply: Record<FallbackAnswer, boolean> = {
    notAdmin: toInvite,
    forgotPassword: status !== "unavailable",
    notListed: true,
    onPhone: onPhone && toInvite,
    later: !required,
  };
  return {
    answers: done || status === "loading" ? [] : chosen.filter((answer) => canApply[answer]),
    tell(answer) {
      if (told.current.has(answer)) return;
      told.current.add(answer);
      emit({ type: "fallbackAnswer", detail: { answer } });
    },
  };
}
