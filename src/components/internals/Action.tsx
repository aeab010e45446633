import type { MouseEvent, ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { buttonProps } from "./buttonProps.js";

interface ActionProps {
  step: Step;
  text: MessageText;
  /** Follows it in smaller words. */
  hint?: MessageText;
  /** How it looks, where that is not an outlined button. */
  look?: "back" | "quiet" | "row" | "filled" | undefined;
  /** It is under way. */
  busy?: boolean;
  /** Whether what it opens is open, and its id. */
  open?: boolean | undefined;
  opens?: string | undefined;
  onClick(event: MouseEvent<HTMLElement>): unknown;
}

/** A button inside of a part. */
export function Action({ step, text, hint, look, busy, open, opens, onClick }: ActionProps): ReactNode {
  return (
    <button
      {...buttonProps(step, text, onClick, hint)}
      className="co-Action"
      data-look={look}
      aria-disabled={busy}
      aria-expanded={open}
      aria-controls={opens}
    />
  );
}
