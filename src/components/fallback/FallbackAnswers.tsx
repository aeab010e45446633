"use client";

import { type ReactNode, useId } from "react";
import type { FallbackAnswersMessages } from "../../core/messages/messages.js";
import type { MessageText } from "../../core/messages/text.js";
import { mayHandOver } from "../../core/status/connectionStatus.js";
import { type FallbackAnswer, fallbackAnswers } from "../../core/step/fallbackAnswer.js";
import { currentDevice } from "../../hooks/browser/device.js";
import { useAnswerEvents } from "../../hooks/fallback/useAnswerEvents.js";
import { connectLabel } from "../../hooks/step/connectLabel.js";
import { skipButton } from "../../hooks/step/skipStep.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { type ConnectProps, useConnectProps } from "../../hooks/step/useConnectProps.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { fallbackAnswers as english } from "../../locales/en.json";
import { Action } from "../internals/Action.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { Disclosure } from "../internals/Disclosure.js";
import { sentence } from "../internals/sentence.js";
import { InviteAction } from "../invite/InviteAction.js";

/** Props of {@link FallbackAnswers}. */
export interface FallbackAnswersProps extends PartProps<"div", object> {
  /**
   * Which of them appear, and in which order; those that cannot apply are left out. `onPhone` does on a phone,
   * `later` in a step that can be put off.
   * @default notAdmin, forgotPassword, notListed, onPhone, later
   */
  answers?: readonly FallbackAnswer[] | undefined;
}

/**
 * What else keeps a customer from signing in, each with a short answer and something to do. Renders a `<div>`,
 * and nothing once the connection stands. Throws `ONB-104` without an `appName`.
 */
export const FallbackAnswers = createPart<FallbackAnswersProps, HTMLDivElement>(
  "FallbackAnswers",
  "div",
  ({ answers: chosen, ...elementProps }, step) => {
    const id = useId();
    const report = useAnswerEvents(step);
    const words = messagesFor("fallbackAnswers", english, step);
    const actions = useActions(step, words);
    const answers = (chosen ?? fallbackAnswers).filter((answer) => actions[answer] !== false);
    return {
      hidden: !mayHandOver(step.button) || !answers.length,
      state: {},
      elementProps,
      defaultProps: {
        children: (
          <>
            <p>{sentence(words.heading, step)}</p>
            <ul>
              {answers.map((answer) => (
                <li key={answer}>
                  <Disclosure
                    step={step}
                    id={id + answer}
                    label={words[answer].says}
                    onOpen={(open) => open && report(answer)}
                  >
                    <p>{sentence(words[answer].answer, step)}</p>
                    {actions[answer]}
                  </Disclosure>
                </li>
              ))}
            </ul>
          </>
        ),
      },
    };
  },
);

/** What there is to do about each answer; `false` where the answer cannot apply. */
function useActions(step: Step, words: FallbackAnswersMessages): Record<FallbackAnswer, ReactNode> {
  const { button, links, settings, frame } = step;
  const connectProps = useConnectProps(step);
  const onPhone = step.hydrated && currentDevice() === "phone";
  const mayInvite = !links.invite.problem;
  const link = (props: ConnectProps, text: MessageText) => (
    <a {...props} className="co-Action">
      {sentence(text, step)}
    </a>
  );
  const help = {
    href: settings.supportUrl,
    target: "_blank",
    rel: "noopener",
    "aria-describedby": frame?.headingId,
  };
  return {
    notAdmin: mayInvite && <InviteAction step={step} text={words.notAdmin.action} />,
    forgotPassword: button === "link" && link(connectProps, connectLabel(step, words.forgotPassword.action)),
    notListed: help.href ? link(help, words.notListed.action) : null,
    onPhone: onPhone && mayInvite && <InviteAction step={step} text={words.onPhone.action} kind="self" />,
    later: !frame?.required && <Action step={step} {...skipButton(step)} />,
  };
}
