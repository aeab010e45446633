"use client";

import type { ReactNode } from "react";
import { OnboardingError } from "../core/errors.js";
import type { Text } from "../core/messages.js";
import { phraseFor, wordsFor } from "../hooks/words.js";
import { consent as english } from "../locales/en.json";
import { createPart, type PartProps } from "./part.js";
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
  "div",
  ({ short, ...host }, step) => {
    const { appName, privacyUrl } = step.settings;
    if (!appName) throw new OnboardingError("ONB-104", "A consent notice has no appName to name. Pass it.");
    const words = wordsFor("consent", english, step.settings);
    return {
      state: {},
      host,
      own: {
        children: (
          <>
            {!short && (
              <p>
                <Words of={words.heading} />
              </p>
            )}
            <ul>
              <Item of={phraseFor(words.access, step)} />
              <Item of={words.howLong} />
              <Item of={words.kept} />
              <Item of={words.use} />
            </ul>
            {privacyUrl && (
              <a href={privacyUrl} target="_blank" rel="noopener">
                <Words of={words.useLink} />
              </a>
            )}
          </>
        ),
      },
    };
  },
);

function Item({ of }: { of: Text }): ReactNode {
  return (
    <li>
      <Words of={of} />
    </li>
  );
}
