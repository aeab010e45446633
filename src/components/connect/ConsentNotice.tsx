"use client";

import { useId } from "react";
import { stepError } from "../../core/step/stepError.js";
import { isAsking } from "../../core/step/stepView.js";
import { messagesFor, selectText } from "../../hooks/step/useMessages.js";
import { consent as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { Disclosure } from "../internals/Disclosure.js";
import { heading } from "../internals/heading.js";
import { sentence } from "../internals/sentence.js";

/** Props of {@link ConsentNotice}. */
export interface ConsentNoticeProps extends PartProps<"div", object> {
  /** What is allowed in a sentence, and the rest folded. @default false */
  short?: boolean | undefined;
}

/**
 * What connecting allows, for how long, and what is kept: truthful by Codat's own documents. Renders a `<div>`.
 * Throws `ONB-104` without an `appName`.
 */
export const ConsentNotice = createPart<ConsentNoticeProps, HTMLDivElement>(
  "ConsentNotice",
  "div",
  ({ short, ...elementProps }, step) => {
    const { privacyUrl } = step.settings;
    const id = useId();
    if (!step.messageValues.app) throw stepError("ONB-104");
    const words = messagesFor("consent", english, step);
    const access = sentence(selectText(words.access, step), step);
    const details = (
      <>
        <ul>
          {!short && <li>{access}</li>}
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
    );
    return {
      hidden: !isAsking(step.view),
      state: {},
      elementProps,
      defaultProps: {
        children: short ? (
          <>
            <p>{access}</p>
            <Disclosure step={step} id={id} label={words.heading}>
              {details}
            </Disclosure>
          </>
        ) : (
          <>
            {heading(step, words.heading)}
            {details}
          </>
        ),
      },
    };
  },
);
