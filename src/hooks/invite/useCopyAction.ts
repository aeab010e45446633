"use client";

import { stepError } from "../../core/step/stepError.js";
import { copy as english } from "../../locales/en.json";
import { announceFailure } from "../step/announcer.js";
import type { Step } from "../step/stepContext.js";
import { messagesFor } from "../step/useMessages.js";
import { trackInvite } from "./trackInvite.js";
import { type UseCopyResult, useCopy } from "./useCopy.js";

/** Copies something of a step: announces how it went, and reports that a way of inviting was used. */
export function useCopyAction(step: Step, what: "link" | "message"): UseCopyResult {
  const { state, copy } = useCopy();
  return {
    state,
    async copy(text) {
      // A link that could not be fetched has been reported.
      const copied = await copy(text).catch(() => undefined);
      const words = messagesFor("copy", english, step);
      if (copied === false) announceFailure(step, stepError("ONB-301", { recoverable: true }), words.failed);
      if (copied) {
        step.announce({ text: words[`${what}Copied`] });
        step.emit.copied({ what });
        trackInvite(step, what === "link" ? "copyLink" : "copyMessage");
      }
      return !!copied;
    },
  };
}
