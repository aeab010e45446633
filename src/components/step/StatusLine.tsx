import { createElement, type ReactNode } from "react";
import { isOpening } from "../../core/status/connectionStatus.js";
import type { Announcement } from "../../hooks/step/announcer.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { status as english } from "../../locales/en.json";
import { announcement } from "../internals/announcement.js";
import { sentence } from "../internals/sentence.js";
import { statusWords } from "./statusWords.js";

interface StatusLineProps {
  step: Step;
  announced: Announcement;
  /** Renders the heading; without it the heading is a line. */
  head?: ((words: ReactNode) => ReactNode) | undefined;
  /** Where there is nothing to say. */
  otherwise?: ReactNode;
}

/**
 * How the step stands: its one live region. It is there from the start, since a region that comes with its text
 * is not read out; how it stands is spoken whole when it changes, and so is the answer to a click.
 */
export function StatusLine({ step, announced, head, otherwise }: StatusLineProps): ReactNode {
  const { key, heading, says } = statusWords(step);
  const { opening } = messagesFor("status", english, step);
  return (
    <div className="co-StatusLine" role="status" tabIndex={-1}>
      <div aria-atomic="true">
        {head ? head(heading) : heading && <p key={`${key}heading`}>{heading}</p>}
        {says.length > 0 ? createElement("p", { key }, ...says) : otherwise && <p>{otherwise}</p>}
      </div>
      <p aria-atomic="true">{sentence(isOpening(step.status) ? opening : "", step)}</p>
      <p aria-atomic="true">{announcement(step, announced)}</p>
    </div>
  );
}
