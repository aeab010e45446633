"use client";

import { OnboardingError } from "../core/errors.js";
import { copy as english } from "../locales/en.json";
import type { Step } from "./step.js";
import { type Copy, useCopy } from "./useCopy.js";
import { wordsFor } from "./words.js";

/** Copying something of a step's: says how it went, and tells that a way of inviting was used. */
export function useCopying(step: Step, what: "link" | "message"): Copy {
  const { state, copy } = useCopy();
  const { dispatch, emit, say, settings } = step;
  return {
    state,
    async copy(text) {
      // A link that could not be fetched has been told of.
      const copied = await copy(text).catch(() => undefined);
      const words = wordsFor("copy", english, settings);
      if (copied === false) {
        say({ text: words.failed, failed: true });
        const sentence = "The browser refused to copy. The text is shown selected.";
        emit({ type: "error", detail: new OnboardingError("ONB-301", sentence, { recoverable: true }) });
      }
      if (copied) {
        say({ text: words[`${what}Copied`] });
        dispatch({ type: "invite" });
        emit({ type: "copied", detail: { what } });
        emit({ type: "invite", detail: { channel: what === "link" ? "copyLink" : "copyMessage" } });
      }
      return !!copied;
    },
  };
}
