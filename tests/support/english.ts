import type { Messages, MessageText } from "codat-onboarding";
import messages from "codat-onboarding/locales/en";
import { acme } from "./fixtures.js";

/** The words that the parts show where the host gives no others. */
export const english: Messages = messages;

/** A sentence as it reads with nothing known but who asks. */
export function say(text: MessageText): string {
  const alternatives = typeof text === "string" ? [text] : text;
  const filled = alternatives.map((one) => one.replaceAll("{app}", acme.appName));
  return filled.find((one) => !one.includes("{")) ?? "";
}
