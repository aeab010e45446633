"use client";

import type { ConnectionStatus } from "../../core/step/stepState.js";
import { useConnectProps } from "../../hooks/step/useConnect.js";
import { phraseFor, wordsFor } from "../../hooks/step/words.js";
import { connectCTA as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/part.js";
import { sentence } from "../internals/sentence.js";

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
export const ConnectCTA = createPart<ConnectCTAProps, HTMLAnchorElement>("ConnectCTA", "a", (host, step) => {
  const { status, skipped } = step;
  const words = wordsFor("connectCTA", english, step);
  const text = words[status as "pending"] ?? phraseFor(words.connect, step);
  return {
    gone: step.done,
    state: { status, skipped },
    host,
    own: { ...useConnectProps(step), children: sentence(text, step) },
  };
});
