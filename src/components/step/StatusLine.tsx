"use client";

import type { ReactNode } from "react";
import type { StatusMessages } from "../../core/messages/messages.js";
import type { MessageText } from "../../core/messages/text.js";
import { type Step, useStep } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { status as english } from "../../locales/en.json";
import { announcement } from "../internals/announcement.js";
import { sentence } from "../internals/sentence.js";

/**
 * How the step stands: its one live region. It is there from the start, since a region that comes with its text
 * is not read out; each line is spoken when it changes.
 */
export function StatusLine(): ReactNode {
  const step = useStep();
  const words = messagesFor("status", english, step);
  return (
    <div className="co-StatusLine" role="status" aria-atomic="false">
      <p>{sentence(statusText(step, words), step)}</p>
      <p>{sentence(step.skipped ? words.skipped : "", step)}</p>
      <p>{announcement(step)}</p>
    </div>
  );
}

/** The sentence for the step's status; empty where there is nothing to say. */
export function statusText({ status, local: { returned } }: Step, words: StatusMessages): MessageText {
  const waits = status === "pending";
  if ((waits || status === "idle") && (returned === "cancelled" || returned === "unchanged"))
    return words[returned];
  if (waits && returned === "connected") return words.returned;
  if (status === "failed" && returned === "unsupported") return words.unsupported;
  return words[status as "ready"] ?? "";
}
