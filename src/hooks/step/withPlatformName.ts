import { plainName } from "../../core/plainName.js";
import { platformOf } from "../../core/platforms.js";
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

/** The step named by its platform's key, where neither the host nor the companion has named it. */
export function withKnownPlatform(step: Step): Step {
  const { platformKey, platforms } = step.settings;
  return step.messageValues.platform ? step : withPlatformName(step, platformOf(platformKey, platforms).name);
}
