"use client";

import type { InviteInput } from "../core/inviteMessage.js";
import { connectCTA as english } from "../locales/en.json";
import { fail, type Step } from "./step.js";
import { useLink } from "./useLinks.js";
import { wordsFor } from "./words.js";

/** The step as an invite's parts see it: what the customer sends to themselves has a link of its own. */
export function useInviteStep(step: Step, kind: InviteInput["kind"]): Step {
  const { facts, links, settings } = step;
  const source = kind === "self" ? facts?.inviteSource?.(settings, kind) : undefined;
  const invite = useLink({}, source, (error) =>
    fail(step, error, wordsFor("connectCTA", english, settings).linkFailed),
  );
  return source ? { ...step, links: { ...links, invite } } : step;
}
