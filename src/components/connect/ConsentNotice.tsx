"use client";

import { stepError } from "../../core/step/stepError.js";
import { phraseFor, wordsFor } from "../../hooks/step/words.js";
import { consent as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/part.js";
import { sentence } from "../internals/sentence.js";

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
  "div",
  ({ short, ...host }, step) => {
    const { privacyUrl } = step.settings;
    if (!step.values.app) throw stepError("ONB-104");
    const words = wordsFor("consent", english, step);
    return {
      state: {},
      host,
      own: {
        children: (
          <>
            {!short && <p>{sentence(words.heading, step)}</p>}
            <ul>
              <li>{sentence(phraseFor(words.access, step), step)}</li>
              <li>{sentence(words.howLong, step)}</li>
              <li>{sentence(words.kept, step)}</li>
              <li>{sentence(words.use, step)}</li>
            </ul>
            {privacyUrl && (
              <a href={privacyUrl} target="_blank" rel="noopener">
                {sentence(words.useLink, step)}
              </a>
            )}
          </>
        ),
      },
    };
  },
);
