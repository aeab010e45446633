"use client";

import { hasFirstData } from "../../core/status/connectionStatus.js";
import { useCompanyContext } from "../../hooks/live/companyContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { dataStatus as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
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
  (_props, step) => {
    const ready = hasFirstData(step.status);
    const words = messagesFor("dataStatus", english, step);
    const text = ready ? words.arrived : step.isConnected ? words.waiting : "";
    return {
      state: { ready },
      defaultProps: { role: step.frame ? undefined : "status", children: sentence(text, step) },
    };
  },
  useCompanyContext,
);
