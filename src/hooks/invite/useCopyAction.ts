"use client";

import { stepError } from "../../core/step/stepError.js";
import { copy as english } from "../../locales/en.json";
import { fail, type Step } from "../step/stepContext.js";
import { messagesFor } from "../step/useMessages.js";
import { trackInvite } from "./trackInvite.js";
import { type UseCopyResult, useCopy } from "./useCopy.js";

/** Copying something of a step's: says how it went, and tells that a way of inviting was used. */
export function useCopyAction(step: Step, what: "link" | "message"): UseCopyResult {
  const { state, copy } = useCopy();
  const { emit, announce } = step;
  return {
    state,
    async copy(text) {
      // A link that could not be fetched has been told of.
      const copied = await copy(text).catch(() => undefined);
      const words = messagesFor("copy", english, step);
      if (copied === false) fail(step, stepError("ONB-301", { recoverable: true }), words.failed);
      if (copied) {
        announce({ text: words[`${what}Copied`] });
        emit({ type: "copied", detail: { what } });
        trackInvite(step, what === "link" ? "copyLink" : "copyMessage");
      }
      return !!copied;
    },
  };
}
