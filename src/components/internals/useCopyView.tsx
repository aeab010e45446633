"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import type { UseCopyResult } from "../../hooks/invite/useCopy.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { copy as english } from "../../locales/en.json";
import { buttonProps } from "./buttonProps.js";
import type { PartView } from "./createPart.js";

/** State of a copy button, each member a `data-*` attribute. */
export interface CopyState {
  /** How the last copy went. @selector [data-copied] */
  copied: UseCopyResult["state"];
}

/** A button that copies, and the text selected for the customer where the browser refuses. */
export function useCopyView(
  step: Step,
  what: "link" | "message",
  copied: CopyState["copied"],
  onClick: () => unknown,
  text = "",
): Omit<PartView, "elementProps"> {
  const words = messagesFor("copy", english, step);
  return {
    state: { copied },
    defaultProps: buttonProps(step, words[what], onClick),
    wrap: (element) => (
      <>
        {element}
        {copied === "failed" && <Selected label={String(words[what])} text={text} />}
      </>
    ),
  };
}

function Selected({ label, text }: { label: string; text: string }): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.select(), []);
  return <textarea ref={field} aria-label={label} readOnly value={text} {...privacyAttributes} />;
}
