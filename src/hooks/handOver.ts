import type { InviteChannel } from "../core/event.js";
import type { Step } from "./step.js";

/**
 * An invite left the page by one of its ways; whether it arrives is not known.
 *
 * @param locale the language that was chosen for its message, where there was a choice
 */
export function handOver(
  { dispatch, emit, links, mail }: Step,
  channel: InviteChannel,
  locale = mail && mail.languages.length > 1 ? mail.mail.locale : undefined,
): void {
  dispatch({ type: "invite" });
  links.invite.prepare?.(locale);
  emit({ type: "invite", detail: { channel } });
}
