import { plainName } from "../../core/plainName.js";
import { platformOf } from "../../core/platforms.js";
import type { Step } from "./stepContext.js";

/** The step with its platform named by the key, where nothing nearer names it; parts with settings of their own too. */
export function withPlatformName(step: Step): Step {
  const { settings, messageValues } = step;
  const { name } = platformOf(settings.platformKey, settings.platforms);
  if (messageValues.platform) return step;
  return {
    ...step,
    settings: { ...settings, platformName: name },
    messageValues: { ...messageValues, platform: plainName(name) },
  };
}
