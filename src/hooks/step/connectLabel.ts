import type { MessageText } from "../../core/messages/text.js";
import { type ConnectionStatus, connectionStatuses } from "../../core/status/connectionStatus.js";
import { hasReturned, type StepReason } from "../../core/step/stepReason.js";
import { connectCTA as english } from "../../locales/en.json";
import type { Step } from "./stepContext.js";
import { messagesFor, selectText } from "./useMessages.js";

/** What the link that connects says. */
export function connectLabel(step: Step): MessageText {
  const words = messagesFor("connectCTA", english, step);
  const labels: Partial<Record<ConnectionStatus | StepReason, MessageText>> = words;
  const { status, button, reason } = step;
  // A link in spite of the status: another try.
  return (
    (reason && labels[reason]) ??
    (button === connectionStatuses[status] && !hasReturned(reason)
      ? labels[status]
      : labels[status] && words.failed) ??
    selectText(words.connect, step)
  );
}
