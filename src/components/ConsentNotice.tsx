"use client";

import type { ReactNode } from "react";
import { misuse, useStep } from "../hooks/step.js";
import { phraseFor, valuesOf, wordsFor } from "../hooks/words.js";
import { consent as english } from "../locales/en.json";
import { PrivacyLink } from "./PrivacyLink.js";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

/** Props of {@link ConsentNotice}. */
export interface ConsentNoticeProps extends PartProps<"div", object> {
  /** Leaves out the heading. @default false */
  short?: boolean | undefined;
}

/**
 * What connecting allows, for how long, and what is kept: truthful by Codat's own documents. Renders a `<div>`.
 * Throws `ONB-104` without an `appName`.
 */
export const ConsentNotice = createPart<ConsentNoticeProps, HTMLDivElement>(
  "ConsentNotice",
  ConsentNoticeView,
);

function ConsentNoticeView({ short = false, ...props }: ConsentNoticeProps & ViewProps): ReactNode {
  const step = useStep();
  if (!step.settings.appName) throw misuse("ONB-104", "A consent notice has no appName to name. Pass it.");
  const words = wordsFor("consent", english, step);
  const values = valuesOf(step);
  return usePart("div", "ConsentNotice", {}, props, {
    children: (
      <>
        {!short && (
          <p>
            <strong>
              <Words of={words.heading} />
            </strong>
          </p>
        )}
        <ul>
          {[phraseFor(words.access, step), words.howLong, words.kept, words.use].map((text, index) => (
            <li key={String(index)}>
              <Words of={text} values={values} />
            </li>
          ))}
        </ul>
        <PrivacyLink of={words.useLink} />
      </>
    ),
  });
}
