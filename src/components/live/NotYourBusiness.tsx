"use client";

import { type ReactNode, useId } from "react";
import { useUnlink } from "../../hooks/live/useUnlink.js";
import { type Step, useStep } from "../../hooks/step/stepContext.js";
import { useAsyncAction } from "../../hooks/step/useAsyncAction.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { notYourBusiness as english } from "../../locales/en.json";
import { Action } from "../internals/Action.js";
import { Disclosure } from "../internals/Disclosure.js";
import { sentence } from "../internals/sentence.js";

/**
 * The way out for a customer who sees the wrong organisation: what to do, and a button that ends the access. Renders a
 * `<div>`, and nothing while it is not known which organisation is connected.
 */
export function NotYourBusiness(): ReactNode {
  const step = useStep();
  return step.isConnected && step.connection?.organisation ? <Question step={step} /> : null;
}

function Question({ step }: { step: Step }): ReactNode {
  const id = useId();
  const words = messagesFor("notYourBusiness", english, step);
  const { busy, run } = useAsyncAction(step, words.failed);
  const unlink = useUnlink();
  const { connectionId } = step.connection ?? {};
  return (
    <div className="co-NotYourBusiness">
      <Disclosure step={step} id={id} label={words.question}>
        <p>{sentence(words.explanation, step)}</p>
        <Action
          step={step}
          text={words.disconnect}
          busy={busy}
          onClick={() => connectionId && run(() => unlink(connectionId), words.disconnecting)}
        />
      </Disclosure>
    </div>
  );
}
