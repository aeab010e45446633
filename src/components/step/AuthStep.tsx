"use client";

import { createElement, forwardRef, type ReactNode, useContext, useId, useMemo, useState } from "react";
import type { StepState } from "../../core/step/stepState.js";
import { splitProps } from "../../hooks/settings.js";
import { useAnnouncer } from "../../hooks/step/announcer.js";
import { StepContext } from "../../hooks/step/stepContext.js";
import { useAuthStepState } from "../../hooks/step/useAuthStep.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import type { AuthStepOptions } from "../../hooks/step/useStepState.js";
import { withKnownPlatform } from "../../hooks/step/withPlatformName.js";
import { authStep as english } from "../../locales/en.json";
import { ConnectCTA } from "../connect/ConnectCTA.js";
import { ConnectHint } from "../connect/ConnectHint.js";
import { ConsentNotice } from "../connect/ConsentNotice.js";
import { DeviceNotice } from "../connect/DeviceNotice.js";
import { CantSignInFallback } from "../fallback/CantSignInFallback.js";
import type { Part, PartProps } from "../internals/createPart.js";
import { LivePartsContext } from "../internals/liveParts.js";
import { renderElement } from "../internals/renderElement.js";
import { sentence } from "../internals/sentence.js";
import { SkipStep } from "./SkipStep.js";
import { StatusLine } from "./StatusLine.js";
import { wholeArrangement } from "./wholeArrangement.js";

/** Props of {@link AuthStep}, beside the settings of all its parts. */
export interface AuthStepProps extends PartProps<"section", StepState>, Pick<AuthStepOptions, "storage"> {
  /** The step cannot be put off. @default false */
  required?: boolean | undefined;
  /** Level of the heading. @default 2 */
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  /** What the customer gains, in the host's words. @default a sentence for the source type */
  benefit?: ReactNode;
}

// Elements that stay the same: their parts render again only when what they read has changed.
const connect = (
  <>
    <DeviceNotice />
    <ConnectCTA />
    <ConnectHint />
  </>
);
const consent = <ConsentNotice short />;
const fallback = <CantSignInFallback />;
const skip = <SkipStep />;

/**
 * One optional step of an onboarding: connect, or ask somebody else to, or do it later. Renders a `<section>`
 * with everything in it, or with its children and the status line. Throws `ONB-101` without `companyId` and
 * `linkUrl`, `ONB-104` without an `appName`.
 */
export const AuthStep: Part<AuthStepProps, HTMLElement> = forwardRef((props, forwardedRef) => {
  const [options, { required, headingLevel = 2, benefit, storage, children, ...rest }] = splitProps(props);
  const id = useId();
  const [announced, announce] = useAnnouncer();
  const made = useAuthStepState({ ...options, storage }, announce);
  const { afterStatus, afterInvite } = useContext(LivePartsContext);
  const { status, invite, skipped, reason, isConnected, sourceType } = made;
  const { messages } = made.settings;
  const arranged = children === undefined;
  const headingId = arranged ? `${id}heading` : rest["aria-labelledby"];
  // Our own arrangement has a hint from the start; the host's says so once it is there.
  const [hinted, setHinted] = useState(arranged);
  const hintId = `${id}hint`;
  const buttonDescription = [headingId, hinted && hintId].filter(Boolean).join(" ") || undefined;
  const step = useMemo(
    () => ({
      ...withKnownPlatform(made),
      arrangement: made.arrangement ?? wholeArrangement,
      frame: { required, headingId, buttonDescription, hintId, setHinted },
    }),
    [made, required, headingId, buttonDescription, hintId],
  );
  const words = messagesFor("authStep", english, step);
  const statusLine = <StatusLine step={step} announced={announced} />;
  const element = renderElement(
    "section",
    "AuthStep",
    { status, invite, skipped, reason },
    rest,
    {
      "aria-labelledby": headingId,
      lang: messages?.locale,
      dir: messages?.dir,
      children: arranged ? (
        <>
          {createElement(
            `h${headingLevel}`,
            { id: headingId },
            sentence(words[isConnected ? "headingDone" : "heading"][sourceType], step),
            " ",
            !required && !isConnected && sentence(words.optional, step),
          )}
          {!isConnected && <p>{benefit ?? sentence(words.benefit[sourceType], step)}</p>}
          {!isConnected && <p>{sentence(words.next[sourceType], step)}</p>}
          {statusLine}
          {afterStatus}
          {connect}
          {!isConnected && consent}
          {fallback}
          {afterInvite}
          {skip}
        </>
      ) : (
        <>
          {children}
          {statusLine}
        </>
      ),
    },
    forwardedRef,
  );
  return <StepContext.Provider value={step}>{element}</StepContext.Provider>;
});
AuthStep.displayName = "AuthStep";
