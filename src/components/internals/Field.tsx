import { createElement, type InputHTMLAttributes, type KeyboardEvent, type ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { sentence } from "./sentence.js";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "step"> {
  step: Step;
  id: string;
  label: MessageText;
  hint?: MessageText;
  value: string;
  onValue(value: string): void;
  /** Enter was pressed in a line. */
  onEnter?(): unknown;
  /** Rows of a text area; without them it is a line. */
  rows?: number | undefined;
}

/** A labelled field for what no session recorder should see; a choice where its children are options. */
export function Field({ step, id, label, hint, onValue, onEnter, ...props }: FieldProps): ReactNode {
  const describedBy = hint && `${id}hint`;
  return (
    <>
      <label htmlFor={id}>{sentence(label, step)}</label>
      {createElement(props.children ? "select" : props.rows ? "textarea" : "input", {
        id,
        "aria-describedby": describedBy,
        onKeyDown(event: KeyboardEvent) {
          if (event.key !== "Enter" || props.rows) return;
          // It may stand in a form of the host's, which must not be sent.
          event.preventDefault();
          onEnter?.();
        },
        onChange: (event: { target: { value: string } }) => onValue(event.target.value),
        ...privacyAttributes,
        ...props,
      })}
      {hint && <p id={describedBy}>{sentence(hint, step)}</p>}
    </>
  );
}
