"use client";

import type { ReactNode } from "react";
import type { FallbackAnswer } from "../core/event.js";
import type { FallbackAnswersMessages, Text } from "../core/messages.js";
import { putOff } from "../hooks/putOff.js";
import type { Step } from "../hooks/step.js";
import { type ConnectProps, useConnectProps } from "../hooks/useConnect.js";
import { useFallbackAnswers } from "../hooks/useFallbackAnswers.js";
import { wordsFor } from "../hooks/words.js";
import { connectCTA, fallbackAnswers as english, skipStep } from "../locales/en.json";
import { Disclosure } from "./Disclosure.js";
import { InviteAction } from "./InviteAction.js";
import { createPart, type PartProps } from "./part.js";
import { sentence } from "./sentence.js";

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
  ({ answers: chosen, ...host }, step) => {
    const { answers, tell } = useFallbackAnswers(step, chosen);
    const words = wordsFor("fallbackAnswers", english, step.settings);
    const actions = actionsFor(step, words, useConnectProps(step));
    return {
      gone: !answers.length,
      state: {},
      host,
      own: {
        children: (
          <>
            <p>{sentence(words.heading, step)}</p>
            <ul>
              {answers.map((answer) => (
                <li key={answer}>
                  <Disclosure label={words[answer].says} onOpen={(open) => open && tell(answer)}>
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

/** What there is to do about each answer. */
function actionsFor(
  step: Step,
  words: FallbackAnswersMessages,
  connectProps: ConnectProps,
): Record<FallbackAnswer, ReactNode> {
  const { status, skipped, headingId, settings } = step;
  const link = (props: ConnectProps, text: Text) => (
    <a {...props} className="co-Action">
      {sentence(text, step)}
    </a>
  );
  const help = {
    href: settings.supportUrl,
    target: "_blank",
    rel: "noopener",
    "aria-describedby": headingId,
  };
  const reconnect = wordsFor("connectCTA", connectCTA, settings)[status as "pending"];
  return {
    notAdmin: <InviteAction step={step} text={words.notAdmin.action} />,
    forgotPassword: link(connectProps, reconnect ?? words.forgotPassword.action),
    notListed: help.href && link(help, words.notListed.action),
    onPhone: <InviteAction step={step} text={words.onPhone.action} kind="self" />,
    later: (
      <button
        type="button"
        className="co-Action"
        aria-describedby={headingId}
        // The second click of a double click would take the first one back.
        onClick={({ detail }) => detail > 1 || putOff(step, skipped ? "undo" : "skip")}
      >
        {sentence(skipped ? wordsFor("skipStep", skipStep, settings).undo : words.later.action, step)}
      </button>
    ),
  };
}
