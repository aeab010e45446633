"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { masked } from "../../hooks/browser/masked.js";
import type { Copy } from "../../hooks/invite/useCopy.js";
import type { Step } from "../../hooks/step/step.js";
import { wordsFor } from "../../hooks/step/words.js";
import { copy as english } from "../../locales/en.json";
import type { View } from "./part.js";
import { sentence } from "./sentence.js";

/** State of a copy button, each member a `data-*` attribute. */
export interface CopyState {
  /** How the last copy went. @selector [data-copied] */
  copied: Copy["state"];
}

/** A button that copies, and the text selected for the customer where the browser refuses. */
export function copyView(
  step: Step,
  what: "link" | "message",
  { copied }: CopyState,
  text = "",
): Omit<View, "host"> {
  const words = wordsFor("copy", english, step);
  return {
    state: { copied },
    own: {
      type: "button",
      "aria-describedby": step.headingId,
      children: sentence(words[copied === "copied" ? (`${what}Copied` as const) : what], step),
    },
    beside: copied === "failed" && <Selected label={String(words[what])} text={text} />,
  };
}

function Selected({ label, text }: { label: string; text: string }): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.select(), []);
  return <textarea ref={field} aria-label={label} readOnly value={text} {...masked} />;
}
