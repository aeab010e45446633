import type { ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { Words } from "./Words.js";

/** What was just done, in an element that is new each time, so that the same words are spoken again. */
export function Notice(): ReactNode {
  const [text, count] = useStep().notice;
  return <Words key={count} of={text} />;
}
