import { createElement, type InputHTMLAttributes, type ReactNode, useId } from "react";
import type { Text } from "../core/messages.js";
import { masked } from "../hooks/masked.js";
import { Words } from "./Words.js";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> {
  label: Text;
  hint?: Text;
  value: string;
  onValue(value: string): void;
  /** Rows of a text area; 0 or nothing for a line. */
  rows?: number;
}

/** A labelled field for what no session recorder should see. */
export function Field({ label, hint, onValue, rows, ...props }: FieldProps): ReactNode {
  const id = useId();
  const describedBy = hint && `${id}hint`;
  return (
    <>
      <label htmlFor={id}>
        <Words of={label} />
      </label>
      {createElement(rows ? "textarea" : "input", {
        id,
        rows: rows || undefined,
        "aria-describedby": describedBy,
        onChange: (event: { target: { value: string } }) => onValue(event.target.value),
        ...masked,
        ...props,
      })}
      {hint && (
        <p id={describedBy}>
          <Words of={hint} />
        </p>
      )}
    </>
  );
}
