import { plainName } from "../../core/plainName.js";
import type { Step } from "./stepContext.js";

/** The step with its platform named so; unchanged where the name is not known. */
export function withPlatformName(step: Step, name: string | undefined): Step {
  const platform = plainName(name);
  if (!platform) return step;
  const { settings, messageValues } = step;
  return {
    ...step,
    settings: { ...settings, platformName: platform },
    messageValues: { ...messageValues, platform },
  };
}
