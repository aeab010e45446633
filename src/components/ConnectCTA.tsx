"use client";

import type { ReactNode } from "react";
import type { ConnectionStatus } from "../core/stepState.js";
import { useStep } from "../hooks/step.js";
import { useConnectProps } from "../hooks/useConnect.js";
import { phraseFor, valuesOf, wordsFor } from "../hooks/words.js";
import { connectCTA as english } from "../locales/en.json";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

/** State of {@link ConnectCTA}, each member a `data-*` attribute. */
export interface ConnectCTAState {
  /** @selector [data-status] */
  status: ConnectionStatus;
  /** @selector [data-skipped] */
  skipped: boolean;
}

/** Props of {@link ConnectCTA}. */
export interface ConnectCTAProps extends Omit<PartProps<"a", ConnectCTAState>, "href"> {}

/**
 * The button that connects: a real link to Codat's Hosted Link. Renders an `<a>`, and nothing once the
 * connection stands.
 */
export const ConnectCTA = createPart<ConnectCTAProps, HTMLAnchorElement>("ConnectCTA", ConnectCTAView);

function ConnectCTAView(props: ConnectCTAProps & ViewProps): ReactNode {
  const step = useStep();
  const { status, skipped } = step;
  const words = wordsFor("connectCTA", english, step);
  const text = words[status as "pending"] ?? phraseFor(words.connect, step);
  const element = usePart("a", "ConnectCTA", { status, skipped }, props, {
    ...useConnectProps(step),
    children: <Words of={text} values={valuesOf(step)} />,
  });
  return status === "connected" || status === "ready" ? null : element;
}
