"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { masked } from "../hooks/masked.js";

/** A text that could not be copied, selected for the customer to copy. */
export function SelectedText({ label, text }: { label: string; text: string }): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <textarea ref={field} className="co-SelectedText" aria-label={label} readOnly value={text} {...masked} />
  );
}
