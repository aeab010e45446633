import { createElement, type InputHTMLAttributes, type ReactNode, useId } from "react";
import type { Text } from "../core/messages.js";
import { masked } from "../hooks/masked.js";
import { Words } from "./Words.js";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> {
  label: Text;
  hint?: Text;
  value: string;
  onValue(value: string): void;
  /** Rows of a text area in place of a line. */
  rows?: number;
}

/** A labelled field for what no session recorder should see. */
export function Field({ label, hint, onValue, ...props }: FieldProps): ReactNode {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>
        <Words of={label} />
      </label>
      {createElement(props.rows ? "textarea" : "input", {
        id,
        "aria-describedby": hint && `${id}hint`,
        onChange: (event: { target: { value: string } }) => onValue(event.target.value),
        ...masked,
        ...props,
      })}
      {hint && (
        <p id={`${id}hint`}>
          <Words of={hint} />
        </p>
      )}
    </>
  );
}
