import type { ReactElement, ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import { type ConnectionStatus, isKnownStatus, saysMore } from "../../core/status/connectionStatus.js";
import { isOutOfDate } from "../../core/step/stepReason.js";
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
      <p>{statusSentence(step)}</p>
      <p>{sentence(step.skipped ? words.skipped : "", step)}</p>
      <p>{announcement(step, announced)}</p>
    </div>
  );
}

/** What is known of the step, and as of when, where nothing comes any longer. */
export function statusSentence(step: Step): ReactElement {
  const { status, reason, connection, settings } = step;
  const text = statusText(step);
  const said = sentence(text, step);
  if (!isOutOfDate(reason) || !isKnownStatus(status)) return said;
  const { lostSince } = connection ?? {};
  const clock = new Intl.DateTimeFormat(settings.messages?.locale ?? "en-GB", { timeStyle: "short" });
  // “As of” what, where nothing is said?
  const time = text && lostSince ? clock.format(lostSince) : undefined;
  return (
    <>
      {said} {sentence(messagesFor("status", english, step).asOf, step, { time })}
    </>
  );
}

/** The sentence for the step's status; empty where there is nothing to say. */
function statusText(step: Step): MessageText {
  const { status, reason, local } = step;
  const { returned } = local;
  const words = messagesFor("status", english, step);
  if (isOutOfDate(reason) && !isKnownStatus(status)) return words.unreachable;
  if (returned && saysMore(returned, status)) return { ...words, connected: words.returned }[returned];
  const texts: Partial<Record<ConnectionStatus, MessageText>> = words;
  return texts[status] ?? "";
}
