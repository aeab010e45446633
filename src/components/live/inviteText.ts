import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { InviteStatusMessages } from "../../core/messages/messages.js";
import type { MessageText } from "../../core/messages/text.js";
import { hasInviteExpired } from "../../core/status/inviteState.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { languageOf } from "../../hooks/step/useMessages.js";

/** The step with what an invite's sentences need: whom it asks, and the days of its state and of its end. */
export function stepOf(step: Step, { state, name, changedAt, expiresAt }: CompanyInvite): Step {
  const day = new Intl.DateTimeFormat(languageOf(step).lang, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  const format = (time: string) => day.format(new Date(time));
  const values = {
    name,
    date: format(hasInviteExpired(state) ? expiresAt : changedAt),
    until: format(expiresAt),
  };
  return { ...step, messageValues: { ...step.messageValues, ...values } };
}

/** Whom an invite asks, for a step of {@link stepOf}. */
export function whomText({ kind, name }: CompanyInvite, words: InviteStatusMessages): MessageText {
  if (kind === "self") return words.yourself;
  return name ? "{name}" : words.someone;
}
