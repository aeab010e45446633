/**
 * Why a step is not as the customer may expect. The values say what the button is where nothing is known of the
 * connection: the companion's own link leads on even when its stream does not.
 */
export const stepReasons = {
  unreachable: "link",
  signedOut: "text",
  badData: "text",
} as const;

/** Why a step is not as the customer may expect, as `data-reason` shows it. */
export type StepReason = keyof typeof stepReasons;

/** Whether what is shown may have changed since: nothing comes from the companion. */
export function isOutOfDate(reason: StepReason | undefined): boolean {
  return reason === "unreachable";
}
