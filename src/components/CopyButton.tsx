"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { masked } from "../hooks/masked.js";
import { useStep } from "../hooks/step.js";
import type { Copy } from "../hooks/useCopy.js";
import { spoken, wordsFor } from "../hooks/words.js";
import { copy as english } from "../locales/en.json";
import type { ViewProps } from "./part.js";
import { type PartOptions, usePart } from "./usePart.js";
import { Words } from "./Words.js";

/** State of a copy button, each member a `data-*` attribute. */
export interface CopyState {
  /** How the last copy went. @selector [data-copied] */
  copied: Copy["state"];
}

interface CopyButtonProps extends CopyState {
  what: "link" | "message";
  /** What to select where copying failed. */
  text: string;
  host: PartOptions<CopyState> & ViewProps;
  own: { onClick(): void };
}

/** A button that copies, and the text selected for the customer where the browser refuses. */
export function CopyButton({ what, copied, text, host, own }: CopyButtonProps): ReactNode {
  const step = useStep();
  const words = wordsFor("copy", english, step);
  const name = what === "link" ? "CopyLink" : "CopyMessage";
  const element = usePart("button", name, { copied }, host, {
    type: "button",
    "aria-describedby": step.headingId,
    children: <Words of={words[copied === "copied" ? (`${what}Copied` as const) : what]} />,
    ...own,
  });
  return (
    <>
      {element}
      {copied === "failed" && <SelectedText label={spoken(words[what], step)} text={text} />}
    </>
  );
}

function SelectedText({ label, text }: { label: string; text: string }): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.select(), []);
  return <textarea ref={field} aria-label={label} readOnly value={text} {...masked} />;
}
