import { plainName } from "../../core/plainName.js";
import type { Step } from "./stepContext.js";

/** The step with its platform named so, where neither host nor connection names it. */
export function withPlatformName(step: Step, name: string | undefined): Step {
  const { messageValues } = step;
  return messageValues.platform
    ? step
    : { ...step, messageValues: { ...messageValues, platform: plainName(name) } };
}
