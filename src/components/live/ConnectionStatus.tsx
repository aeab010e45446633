"use client";

import { createElement, useId } from "react";
import type { ConnectionStatus as Status } from "../../core/status/connectionStatus.js";
import { useCompanyContext } from "../../hooks/live/companyContext.js";
import { useKeptFocus } from "../../hooks/step/useKeptFocus.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { statusWords } from "../step/statusWords.js";
import { NotYourBusiness } from "./NotYourBusiness.js";

/** State of {@link ConnectionStatus}, each member a `data-*` attribute. */
export interface ConnectionStatusState {
  /** @selector [data-status] */
  status: Status;
}

/** Props of {@link ConnectionStatus}. */
export interface ConnectionStatusProps extends PartProps<"div", ConnectionStatusState> {}

/**
 * How the connection stands, as Codat's webhooks say, with the organisation where it is known and a way out for a
 * customer who sees the wrong one. Renders a `<div>`. Throws `ONB-404` without an `OnboardingProvider`.
 */
export const ConnectionStatus = createPart<ConnectionStatusProps, HTMLDivElement>(
  "ConnectionStatus",
  "div",
  (_props, step) => {
    const { heading, says } = statusWords(step);
    const id = useId();
    const focus = useKeptFocus(id);
    return {
      state: { status: step.status },
      defaultProps: {
        ...focus,
        children: (
          <>
            <div id={id} tabIndex={-1} role={step.frame ? undefined : "status"}>
              <p>{heading}</p>
              {createElement("p", null, ...says)}
            </div>
            <NotYourBusiness />
          </>
        ),
      },
    };
  },
  useCompanyContext,
);
