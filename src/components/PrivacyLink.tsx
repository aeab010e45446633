import type { ReactNode } from "react";
import type { Text } from "../core/messages.js";
import { useStep } from "../hooks/step.js";
import { valuesOf } from "../hooks/words.js";
import { Words } from "./Words.js";

/** Where the host says how it uses the data, if it says so. */
export function PrivacyLink({ of }: { of: Text }): ReactNode {
  const step = useStep();
  const { privacyUrl } = step.settings;
  return (
    privacyUrl && (
      <p>
        <a href={privacyUrl} target="_blank" rel="noopener">
          <Words of={of} values={valuesOf(step)} />
        </a>
      </p>
    )
  );
}
