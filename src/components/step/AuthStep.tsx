"use client";

import {
  createElement,
  Fragment,
  forwardRef,
  type ReactNode,
  useContext,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import type { MessageText } from "../../core/messages/text.js";
import { isUnsupported } from "../../core/step/stepReason.js";
import type { StepState } from "../../core/step/stepState.js";
import {
  firstView,
  isAsking,
  isHandingOver,
  isWaitingView,
  type StepView,
} from "../../core/step/stepView.js";
import type { InviteDraft } from "../../hooks/invite/inviteDraft.js";
import { splitProps } from "../../hooks/settings.js";
import { useAnnouncer } from "../../hooks/step/announcer.js";
import { type Step, StepContext } from "../../hooks/step/stepContext.js";
import { useAuthStepState } from "../../hooks/step/useAuthStep.js";
import { useKeptFocus } from "../../hooks/step/useKeptFocus.js";
import { languageOf, messagesFor, selectText } from "../../hooks/step/useMessages.js";
import type { AuthStepOptions } from "../../hooks/step/useStepState.js";
import { withKnownPlatform } from "../../hooks/step/withPlatformName.js";
import {
  fallbackAnswers as answersEnglish,
  connectCTA as ctaEnglish,
  authStep as english,
  fallback as fallbackEnglish,
} from "../../locales/en.json";
import { ConnectCTA } from "../connect/ConnectCTA.js";
import { ConnectHint } from "../connect/ConnectHint.js";
import { ConsentNotice } from "../connect/ConsentNotice.js";
import { DeviceNotice } from "../connect/DeviceNotice.js";
import { CantSignInFallback } from "../fallback/CantSignInFallback.js";
import { Action } from "../internals/Action.js";
import type { Part, PartProps } from "../internals/createPart.js";
import { LivePartsContext } from "../internals/liveParts.js";
import { renderElement } from "../internals/renderElement.js";
import { sentence, withHint } from "../internals/sentence.js";
import { type NextStep, nextStep } from "./NextStep.js";
import { SkipStep } from "./SkipStep.js";
import { StatusLine } from "./StatusLine.js";
import { WaitingActions, waitingDates } from "./WaitingActions.js";
import { wholeArrangement } from "./wholeArrangement.js";

/** Props of {@link AuthStep}, beside the settings of all its parts. */
export interface AuthStepProps extends PartProps<"section", StepState>, Pick<AuthStepOptions, "storage"> {
  /** The step cannot be put off. @default false */
  required?: boolean | undefined;
  /** Level of the heading. @default 2 */
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  /** What the customer gains, in the host's words. @default no line */
  benefit?: ReactNode;
  /**
   * The way on, where nothing is left to do here: an element, or what a link or a button of ours is made of. It is the
   * filled button of the views `waiting`, `returned`, `connected` and `unavailable`, and of a step that was put off; in a
   * `required` step it is not there.
   * @default none
   */
  next?: NextStep;
}

// Elements that stay the same: their parts render again only when what they read has changed.
const button = <ConnectCTA key="button" />;
const connect = (
  <Fragment key="connect">
    <DeviceNotice />
    <ConnectCTA />
    <ConnectHint />
  </Fragment>
);
const consent = <ConsentNotice key="consent" short />;
const fallback = <CantSignInFallback key="fallback" />;
const skip = <SkipStep key="skip" />;

/**
 * One optional step of an onboarding: connect, or ask somebody else to, or do it later. Renders a `<section>` that shows
 * one task at a time, see `StepView`; or with its children and the status line. Throws `ONB-101` without `companyId` and
 * `linkUrl`, `ONB-104` without an `appName`.
 */
export const AuthStep: Part<AuthStepProps, HTMLElement> = forwardRef((props, forwardedRef) => {
  const [options, { required, headingLevel = 2, benefit, next, storage, children, ...rest }] =
    splitProps(props);
  const id = useId();
  const [announced, announce] = useAnnouncer();
  const made = useAuthStepState({ ...options, storage }, announce);
  const { afterStatus, afterInvite } = useContext(LivePartsContext);
  const { status, invite, skipped, reason, view, local, dispatch, connection, factsKey } = made;
  const arranged = children === undefined;
  const headingId = arranged ? `${id}heading` : rest["aria-labelledby"];
  // Where we ask there is a hint; the host's arrangement says so once it is there.
  const [hintedByHost, setHinted] = useState(false);
  const hinted = arranged ? isAsking(view) : hintedByHost;
  const hintId = `${id}hint`;
  const focus = useKeptFocus(headingId);
  const draft = useRef<InviteDraft>(undefined);
  const buttonDescription = [headingId, hinted && hintId].filter(Boolean).join(" ") || undefined;
  const step = useMemo(
    () => ({
      ...withKnownPlatform(made),
      arrangement: made.arrangement ?? wholeArrangement,
      frame: {
        required,
        byView: true,
        headingLevel,
        headingId,
        buttonDescription,
        hintId,
        setHinted: arranged ? undefined : setHinted,
        draft,
      },
    }),
    [made, required, headingLevel, headingId, buttonDescription, hintId, arranged],
  );
  const words = messagesFor("authStep", english, step);
  const isAsked = isAsking(view);
  const bring = (text: MessageText, front: string | undefined, look: "quiet" | "back" = "quiet") => (
    <Action
      key="bring"
      step={step}
      text={text}
      look={look}
      onClick={() => dispatch({ type: "front", front })}
    />
  );
  const isInFront = isAsked && local.front === factsKey;
  const back =
    isInFront && bring(messagesFor("fallbackAnswers", answersEnglish, step).back, undefined, "back");
  const again = () => bring(words.again, factsKey);
  const head = (heading: ReactNode) =>
    isHandingOver(view)
      ? null
      : createElement(
          `h${headingLevel}`,
          { id: headingId, tabIndex: -1 },
          heading ?? (
            <>
              {sentence(selectText(messagesFor("connectCTA", ctaEnglish, step).connect, step), step)}
              {/* A translator replaces a space as it does words. */}
              <span> </span>
              {!required && sentence(words.optional, step)}
            </>
          ),
        );
  const statusLine = (
    <StatusLine
      step={step}
      announced={announced}
      head={arranged ? head : undefined}
      otherwise={arranged && isAsked && benefit}
    />
  );
  const way = !required && <Fragment key="way">{nextStep(step, next)}</Fragment>;
  const others = <Fragment key="invites">{afterInvite}</Fragment>;
  // In one list, with keys: what is in two views stays what it is, and keeps what was entered in it.
  const views: Record<StepView, () => ReactNode> = {
    ask: () =>
      skipped
        ? [way, skip]
        : [connect, isUnsupported(reason) ? supportRow(step) : fallback, skip, consent, others],
    handOver: () => [fallback],
    waiting: () => [
      waitingDates(step),
      connection?.waitingFor?.[1] && others,
      way,
      !step.hydrated && [connect, consent],
      <WaitingActions key="actions" step={step} />,
      fallback,
    ],
    returned: () => [way, again()],
    connected: () => [way, <Fragment key="status">{afterStatus}</Fragment>, others],
    unavailable: () => [way, button, fallback],
  };
  // The host lays out the rest, and cannot lead on from what only the step knows.
  const bare: Partial<typeof views> = {
    waiting: () => <WaitingActions step={step} bare />,
    returned: again,
  };
  const element = renderElement(
    "section",
    "AuthStep",
    { status, invite, skipped, reason, view },
    rest,
    {
      "aria-labelledby": headingId,
      ...languageOf(step),
      ...focus,
      children: arranged ? (
        <>
          {back}
          {statusLine}
          {views[view]()}
        </>
      ) : (
        <>
          {children}
          {statusLine}
          {back}
          {bare[view]?.()}
        </>
      ),
    },
    forwardedRef,
  );
  // Where no script runs nobody can say "I'll connect it myself": the server's markup asks beneath, and styles hide it elsewhere.
  const shown = step.hydrated || !isWaitingView(view) ? step : { ...step, view: firstView };
  return <StepContext.Provider value={shown}>{element}</StepContext.Provider>;
});
AuthStep.displayName = "AuthStep";

/** In the place of the question, where nobody's login would help: the host's own help, where there is any. */
function supportRow(step: Step): ReactNode {
  const { supportUrl } = step.settings;
  const { support } = messagesFor("fallback", fallbackEnglish, step);
  return (
    supportUrl && (
      <a key="support" className="co-Action" data-look="row" href={supportUrl}>
        {withHint(step, support, supportUrl.replace(/^(mailto:|https?:\/\/)/, ""))}
      </a>
    )
  );
}
