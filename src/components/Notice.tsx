"use client";

import { cloneElement, type ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { sentence } from "./sentence.js";

/** What was just done, in an element that is new each time, so that the same words are spoken again. */
export function Notice(): ReactNode {
  const step = useStep();
  const [text, count] = step.notice;
  return cloneElement(sentence(text, step), { key: count });
}
