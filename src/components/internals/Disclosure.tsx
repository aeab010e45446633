"use client";

import { type ReactNode, useState } from "react";
import type { MessageText } from "../../core/messages/text.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { buttonProps } from "./buttonProps.js";

interface DisclosureProps {
  step: Step;
  /** Id of what it opens. */
  id: string;
  /** Words of the button. */
  label: MessageText;
  defaultOpen?: boolean | undefined;
  /** The customer opens or closes it. */
  onOpen?: ((open: boolean) => void) | undefined;
  children: ReactNode;
}

/**
 * A button and the `<div>` that it opens, one after the other. Open in the server's markup, so that what it holds
 * can be used where no script runs.
 */
export function Disclosure({
  step,
  id,
  label,
  defaultOpen = false,
  onOpen,
  children,
}: DisclosureProps): ReactNode {
  const [open, setOpen] = useState(defaultOpen);
  const toggle = () => {
    setOpen(!open);
    onOpen?.(!open);
  };
  return (
    <>
      <button
        {...buttonProps(step, label, toggle)}
        className="co-Disclosure"
        aria-expanded={open}
        aria-controls={id}
      />
      <div id={id} hidden={step.hydrated && !open}>
        {children}
      </div>
    </>
  );
}
