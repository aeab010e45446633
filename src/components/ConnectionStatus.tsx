"use client";

import { stepError } from "../core/stepError.js";
import type { ConnectionStatus as Status } from "../core/stepState.js";
import { wordsFor } from "../hooks/words.js";
import { status as english } from "../locales/en.json";
import { NotYourBusiness } from "./NotYourBusiness.js";
import { createPart, type PartProps } from "./part.js";
import { statusText } from "./StatusLine.js";
import { sentence } from "./sentence.js";

/** State of {@link ConnectionStatus}, each member a `data-*` attribute. */
export interface ConnectionStatusState {
  /** @selector [data-status] */
  status: Status;
}

/** Props of {@link ConnectionStatus}. */
export interface ConnectionStatusProps extends PartProps<"div", ConnectionStatusState> {}

/**
 * How the connection stands, as Codat's webhooks say, with the organisation where it is known and a way out for
 * whoever sees the wrong one. Renders a `<div>`. Throws `ONB-404` without an `OnboardingProvider`.
 */
export const ConnectionStatus = createPart<ConnectionStatusProps, HTMLDivElement>(
  "ConnectionStatus",
  "div",
  (host, step) => {
    if (!step.facts) throw stepError("ONB-404");
    const words = wordsFor("status", english, step);
    return {
      state: { status: step.status },
      host,
      own: {
        children: (
          <>
            <p role={step.spoken ? undefined : "status"}>{sentence(statusText(step, words), step)}</p>
            <NotYourBusiness />
          </>
        ),
      },
    };
  },
);
