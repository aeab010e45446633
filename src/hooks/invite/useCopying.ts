"use client";

import { stepError } from "../../core/step/stepError.js";
import { copy as english } from "../../locales/en.json";
import { fail, type Step } from "../step/step.js";
import { wordsFor } from "../step/words.js";
import { handOver } from "./handOver.js";
import { type Copy, useCopy } from "./useCopy.js";

/** Copying something of a step's: says how it went, and tells that a way of inviting was used. */
export function useCopying(step: Step, what: "link" | "message"): Copy {
  const { state, copy } = useCopy();
  const { emit, say } = step;
  return {
    state,
    async copy(text) {
      // A link that could not be fetched has been told of.
      const copied = await copy(text).catch(() => undefined);
      const words = wordsFor("copy", english, step);
      if (copied === false) fail(step, stepError("ONB-301", { recoverable: true }), words.failed);
      if (copied) {
        say({ text: words[`${what}Copied`] });
        emit({ type: "copied", detail: { what } });
        handOver(step, what === "link" ? "copyLink" : "copyMessage");
      }
      return !!copied;
    },
  };
}
