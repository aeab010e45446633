"use client";

import type { ReactNode } from "react";
import type { StatusMessages, Text } from "../../core/messages/messages.js";
import { type Step, useStep } from "../../hooks/step/step.js";
import { wordsFor } from "../../hooks/step/words.js";
import { status as english } from "../../locales/en.json";
import { notice } from "../internals/notice.js";
import { sentence } from "../internals/sentence.js";

/**
 * How the step stands: its one live region. It is there from the start, since a region that comes with its text
 * is not read out; each line is spoken when it changes.
 */
export function StatusLine(): ReactNode {
  const step = useStep();
  const words = wordsFor("status", english, step);
  return (
    <div className="co-StatusLine" role="status" aria-atomic="false">
      <p>{sentence(statusText(step, words), step)}</p>
      <p>{sentence(step.skipped ? words.skipped : "", step)}</p>
      <p>{notice(step)}</p>
    </div>
  );
}

/** The sentence for the step's status; empty where there is nothing to say. */
export function statusText({ status, local: { returned } }: Step, words: StatusMessages): Text {
  const waits = status === "pending";
  if ((waits || status === "idle") && (returned === "cancelled" || returned === "unchanged"))
    return words[returned];
  if (waits && returned === "connected") return words.returned;
  if (status === "failed" && returned === "unsupported") return words.unsupported;
  return words[status as "ready"] ?? "";
}
