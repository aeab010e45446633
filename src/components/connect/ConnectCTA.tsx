"use client";

import type { ConnectionStatus } from "../../core/status/connectionStatus.js";
import type { StepReason } from "../../core/step/stepReason.js";
import { isAsking, isWayOut } from "../../core/step/stepView.js";
import { connectLabel } from "../../hooks/step/connectLabel.js";
import { useConnectProps } from "../../hooks/step/useConnectProps.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link ConnectCTA}, each member a `data-*` attribute. */
export interface ConnectCTAState {
  /** @selector [data-status] */
  status: ConnectionStatus;
  /** @selector [data-skipped] */
  skipped: boolean;
  /** @selector [data-reason] */
  reason: StepReason | undefined;
}

/** Props of {@link ConnectCTA}. */
export interface ConnectCTAProps extends Omit<PartProps<"a", ConnectCTAState>, "href"> {}

/**
 * The button that connects: a real link to Codat's Hosted Link. Renders an `<a>`, and nothing once the
 * connection stands.
 */
export const ConnectCTA = createPart<ConnectCTAProps, HTMLAnchorElement>(
  "ConnectCTA",
  "a",
  (_props, step) => {
    const { status, skipped, reason, button, view } = step;
    return {
      hidden: step.isConnected || !(button === "link" ? isWayOut(view) : isAsking(view)),
      state: { status, skipped, reason },
      defaultProps: { ...useConnectProps(step), children: sentence(connectLabel(step), step) },
    };
  },
);
