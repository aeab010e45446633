import { type ComponentProps, type FormEvent, type ReactNode, useId, useState } from "react";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  hint?: string | undefined;
  /** What to say when the `pattern` does not match; the browser cannot know. */
  patternHint?: string | undefined;
  /** Makes it a list to choose from. */
  options?: ReactNode;
}

/** A labelled field that says under itself what the browser finds wrong with it. */
export function Field({ label, hint, patternHint, options, ...props }: FieldProps) {
  const id = useId();
  const [problem, setProblem] = useState("");
  const notes = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");

  const field = {
    id,
    "aria-describedby": notes || undefined,
    "aria-invalid": problem ? true : undefined,
    onInvalid: ({ currentTarget }: FormEvent<HTMLInputElement | HTMLSelectElement>) =>
      setProblem((currentTarget.validity.patternMismatch && patternHint) || currentTarget.validationMessage),
    onChange: () => setProblem(""),
  };

  return (
    <div className="field">
      <label htmlFor={id}>
        <span>{label}</span>
        {!props.required && <span className="optional"> (optional)</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {options ? (
        <select {...(props as ComponentProps<"select">)} {...field}>
          {options}
        </select>
      ) : (
        <input {...props} {...field} />
      )}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
