import type { MouseEvent, ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { buttonProps } from "./buttonProps.js";

interface ActionProps {
  step: Step;
  text: MessageText;
  /** It is under way. */
  busy?: boolean;
  onClick(event: MouseEvent): unknown;
}

/** A button inside of a part. */
export function Action({ step, text, busy, onClick }: ActionProps): ReactNode {
  return <button {...buttonProps(step, text, onClick)} className="co-Action" aria-disabled={busy} />;
}
