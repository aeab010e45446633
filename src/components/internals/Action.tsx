"use client";

import type { MouseEvent, ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import { useStep } from "../../hooks/step/stepContext.js";
import { sentence } from "./sentence.js";

interface ActionProps {
  text: MessageText;
  /** It is under way. */
  busy?: boolean;
  onPress(event: MouseEvent): unknown;
}

/** A button inside of a part. */
export function Action({ text, busy, onPress }: ActionProps): ReactNode {
  const step = useStep();
  return (
    <button
      type="button"
      className="co-Action"
      aria-disabled={busy}
      aria-describedby={step.frame?.headingId}
      onClick={onPress}
    >
      {sentence(text, step)}
    </button>
  );
}
