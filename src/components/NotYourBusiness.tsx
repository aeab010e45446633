"use client";

import type { ReactNode } from "react";
import { type Step, useStep } from "../hooks/step.js";
import { useUnlink } from "../hooks/useUnlink.js";
import { wordsFor } from "../hooks/words.js";
import { notYourBusiness as english } from "../locales/en.json";
import { Disclosure } from "./Disclosure.js";
import { sentence } from "./sentence.js";

/**
 * The way out for whoever sees the wrong organisation: what to do, and a button that ends the access. Renders a
 * `<div>`, and nothing while it is not known which organisation is connected.
 */
export function NotYourBusiness(): ReactNode {
  const step = useStep();
  return step.done && step.facts?.organisation ? <Question step={step} /> : null;
}

function Question({ step }: { step: Step }): ReactNode {
  const { busy, unlink } = useUnlink(step);
  const words = wordsFor("notYourBusiness", english, step.settings);
  const disconnect = async () => {
    const { connectionId } = step.facts ?? {};
    // A second press while the first is under way would only be refused.
    if (!connectionId || busy) return;
    step.say({ text: words.disconnecting });
    const done = await unlink(connectionId);
    step.say(done ? { text: "" } : { text: words.failed, failed: true });
  };
  return (
    <div className="co-NotYourBusiness">
      <Disclosure label={words.question}>
        <p>{sentence(words.explanation, step)}</p>
        <button
          type="button"
          className="co-Action"
          aria-disabled={busy}
          aria-describedby={step.headingId}
          onClick={() => void disconnect()}
        >
          {sentence(words.disconnect, step)}
        </button>
      </Disclosure>
    </div>
  );
}
