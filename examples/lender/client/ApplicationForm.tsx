import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import type { Application } from "./me";

interface ApplicationFormProps {
  children: ReactNode;
  /** Keeps what is in the form, finished or not. */
  onSave: (changes: Partial<Application>) => void;
  /** The form is complete. */
  onDone: (changes: Partial<Application>) => void;
}

/** A page of the application. What is typed is kept when a field, or the page, is left. */
export function ApplicationForm({ children, onSave, onDone }: ApplicationFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const unsaved = useRef(false);

  function save() {
    if (!unsaved.current || !form.current) return;
    unsaved.current = false;
    onSave(valuesOf(form.current));
  }

  const newestSave = useRef(save);
  useEffect(() => {
    newestSave.current = save;
  });
  useEffect(() => {
    const onPageHide = () => newestSave.current();
    addEventListener("pagehide", onPageHide);
    return () => removeEventListener("pagehide", onPageHide);
  }, []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { currentTarget } = event;
    if (currentTarget.checkValidity()) onDone(valuesOf(currentTarget));
    else currentTarget.querySelector<HTMLElement>("input:invalid, select:invalid")?.focus();
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      onBlur={save}
      onChange={() => {
        unsaved.current = true;
      }}
    >
      {children}
    </form>
  );
}

function valuesOf(form: HTMLFormElement): Partial<Application> {
  return Object.fromEntries(new FormData(form)) as Partial<Application>;
}
