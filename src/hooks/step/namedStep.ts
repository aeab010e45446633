import { plainName } from "../../core/plainName.js";
import { platformOf } from "../../core/platforms.js";
import type { Step } from "./step.js";

/** The step with its platform named by the key, where nothing nearer names it; parts with settings of their own too. */
export function namedStep(step: Step): Step {
  const { settings, values } = step;
  const { name } = platformOf(settings.platformKey, settings.platforms);
  if (values.platform) return step;
  return {
    ...step,
    settings: { ...settings, platformName: name },
    values: { ...values, platform: plainName(name) },
  };
}
