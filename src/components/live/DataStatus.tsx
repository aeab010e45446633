"use client";

import { stepError } from "../../core/step/stepError.js";
import { wordsFor } from "../../hooks/step/words.js";
import { dataStatus as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/part.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link DataStatus}, each member a `data-*` attribute. */
export interface DataStatusState {
  /** The first data has arrived. @selector [data-ready] */
  ready: boolean;
}

/** Props of {@link DataStatus}. */
export interface DataStatusProps extends PartProps<"p", DataStatusState> {}

/**
 * Whether the first data has arrived. Renders a `<p>`, empty until there is a connection, since a live region that
 * comes with its text is not read out. Throws `ONB-404` without an `OnboardingProvider`.
 */
export const DataStatus = createPart<DataStatusProps, HTMLParagraphElement>(
  "DataStatus",
  "p",
  (host, step) => {
    if (!step.facts) throw stepError("ONB-404");
    const ready = step.status === "ready";
    const words = wordsFor("dataStatus", english, step);
    const text = ready ? words.arrived : step.done ? words.waiting : "";
    return {
      state: { ready },
      host,
      own: { role: step.spoken ? undefined : "status", children: sentence(text, step) },
    };
  },
);
