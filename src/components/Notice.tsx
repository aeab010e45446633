"use client";

import type { ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { sentence } from "./sentence.js";

/** What was just done or failed, in an element that is new each time, so that the same words are spoken again. */
export function Notice(): ReactNode {
  const step = useStep();
  const { text, failed, count } = step.notice;
  return (
    <span key={count} data-failed={failed}>
      {sentence(text, step)}
    </span>
  );
}
