import { plainName } from "../core/plainName.js";
import type { Step } from "./step.js";

/** The step under a platform's name, for its own parts and for those with settings of theirs. */
export function namedStep(step: Step, platformName: string | undefined): Step {
  return {
    ...step,
    settings: { ...step.settings, platformName },
    values: { ...step.values, platform: plainName(platformName) },
  };
}
