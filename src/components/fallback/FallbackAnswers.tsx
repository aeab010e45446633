"use client";

import { type AnchorHTMLAttributes, type ReactNode, useContext } from "react";
import type { MessageText } from "../../core/messages/text.js";
import { mayHandOver } from "../../core/status/connectionStatus.js";
import { type FallbackAnswer, fallbackAnswers } from "../../core/step/fallbackAnswer.js";
import { currentDevice } from "../../hooks/browser/device.js";
import { FallbackContext } from "../../hooks/fallback/fallbackContext.js";
import { useAnswerEvents } from "../../hooks/fallback/useAnswerEvents.js";
import { connectLabel } from "../../hooks/step/connectLabel.js";
import { type Step, useStep } from "../../hooks/step/stepContext.js";
import { useConnectProps } from "../../hooks/step/useConnectProps.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { fallbackAnswers as english } from "../../locales/en.json";
import { Action } from "../internals/Action.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { heading } from "../internals/heading.js";
import { PanelViews, SubView, usePanelViews, useShownView } from "../internals/PanelViews.js";
import { sentence, withHint } from "../internals/sentence.js";
import { InviteAction } from "../invite/InviteAction.js";

/** Props of {@link FallbackAnswers}. */
export interface FallbackAnswersProps extends PartProps<"div", object> {
  /**
   * Which of them appear, and in which order; those that cannot apply are left out. `onPhone` does on a phone.
   * @default notAdmin, forgotPassword, notListed, onPhone
   */
  answers?: readonly FallbackAnswer[] | undefined;
}

/**
 * What else keeps a customer from signing in: a list, and in its place the chosen answer with something to do. In the
 * panel of a whole step it is a button, and the list takes the panel's place. Renders a `<div>`, and nothing once the
 * connection stands or before a script runs. Throws `ONB-104` without an `appName`.
 */
export const FallbackAnswers = createPart<FallbackAnswersProps, HTMLDivElement>(
  "FallbackAnswers",
  "div",
  ({ answers: chosen = fallbackAnswers, ...elementProps }, step) => {
    const views = usePanelViews();
    const answers = chosen.filter((answer) => canApply(step, answer));
    const words = messagesFor("fallbackAnswers", english, step);
    const list = <List answers={answers} />;
    return {
      hidden: !step.hydrated || !mayHandOver(step.button) || !answers.length,
      state: {},
      elementProps,
      defaultProps: {
        children: views ? (
          <>
            <Action
              step={step}
              text={words.open}
              look="quiet"
              onClick={(event) => views.enter(listName, event)}
            />
            <SubView name={listName} title={words.heading}>
              {list}
            </SubView>
            <Answers answers={answers} />
          </>
        ) : (
          <PanelViews>
            {heading(step, words.heading)}
            {list}
            <Answers answers={answers} />
          </PanelViews>
        ),
      },
    };
  },
);

const listName = "answers";

function canApply({ links, button, hydrated }: Step, answer: FallbackAnswer): boolean {
  const mayInvite = !links.invite.problem;
  return {
    notAdmin: mayInvite,
    forgotPassword: button === "link",
    notListed: true,
    onPhone: mayInvite && hydrated && currentDevice() === "phone",
  }[answer];
}

interface AnswersProps {
  answers: readonly FallbackAnswer[];
}

function List({ answers }: AnswersProps): ReactNode {
  const step = useStep();
  const views = usePanelViews();
  const report = useAnswerEvents(step);
  const words = messagesFor("fallbackAnswers", english, step);
  return (
    <ul>
      {answers.map((answer) => (
        <li key={answer}>
          <Action
            step={step}
            text={words[answer].says}
            hint={words[answer].hint}
            look="row"
            onClick={(event) => {
              views?.enter(answer, event);
              report(answer);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** The chosen answer as a view. */
function Answers({ answers }: AnswersProps): ReactNode {
  const shown = useShownView();
  const answer = answers.find((one) => one === shown);
  return answer && <Answer answer={answer} />;
}

/** An answer, with what there is to do about it. */
function Answer({ answer }: { answer: FallbackAnswer }): ReactNode {
  const step = useStep();
  const views = usePanelViews();
  const inPanel = !!useContext(FallbackContext);
  const connectProps = useConnectProps(step);
  const words = messagesFor("fallbackAnswers", english, step);
  const { supportUrl } = step.settings;
  const { notAdmin, notListed, onPhone } = words;
  const link = (props: AnchorHTMLAttributes<HTMLAnchorElement>, text: MessageText) => (
    <a {...props} className="co-Action" data-look="filled">
      {withHint(step, text, props.target === "_blank" ? words.newTab : undefined)}
    </a>
  );
  const support = {
    href: supportUrl,
    target: "_blank",
    rel: "noopener",
    "aria-describedby": step.frame?.headingId,
  };
  const actions: Record<FallbackAnswer, ReactNode> = {
    notAdmin: inPanel ? (
      <Action step={step} text={notAdmin.action} look="filled" onClick={() => views?.leave(0)} />
    ) : (
      <InviteAction step={step} text={notAdmin.action} />
    ),
    forgotPassword: link(connectProps, connectLabel(step)),
    notListed: supportUrl && link(support, notListed.action),
    onPhone: <InviteAction step={step} text={onPhone.action} kind="self" />,
  };
  return (
    <SubView name={answer} title={words[answer].says}>
      <p>{sentence(words[answer].answer, step)}</p>
      {actions[answer]}
    </SubView>
  );
}
