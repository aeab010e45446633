import type { ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import { type ConnectionStatus, saysMore } from "../../core/status/connectionStatus.js";
import type { Announcement } from "../../hooks/step/announcer.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { status as english } from "../../locales/en.json";
import { announcement } from "../internals/announcement.js";
import { sentence } from "../internals/sentence.js";

/**
 * How the step stands: its one live region. It is there from the start, since a region that comes with its text
 * is not read out; each line is spoken when it changes.
 */
export function StatusLine({ step, announced }: { step: Step; announced: Announcement }): ReactNode {
  const words = messagesFor("status", english, step);
  return (
    <div className="co-StatusLine" role="status" aria-atomic="false">
      <p>{sentence(statusText(step), step)}</p>
      <p>{sentence(step.skipped ? words.skipped : "", step)}</p>
      <p>{announcement(step, announced)}</p>
    </div>
  );
}

/** The sentence for the step's status; empty where there is nothing to say. */
export function statusText(step: Step): MessageText {
  const { status, local } = step;
  const { returned } = local;
  const words = messagesFor("status", english, step);
  if (returned && saysMore(returned, status)) return { ...words, connected: words.returned }[returned];
  const texts: Partial<Record<ConnectionStatus, MessageText>> = words;
  return texts[status] ?? "";
}
