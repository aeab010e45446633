"use client";

import type { ComposedInvite } from "../../core/mail/inviteMessage.js";
import type { Step } from "../step/stepContext.js";
import type { UseCopyResult } from "./useCopy.js";
import { useCopyAction } from "./useCopyAction.js";

type Body = Pick<ComposedInvite, "body">;

/** Copies the whole message of an invite inside a click, its link fetched if need be. */
export function useCopyMessage(
  step: Step,
  { finished }: { finished(): Body | Promise<Body> },
): Pick<UseCopyResult, "state"> & { copyMessage(): Promise<boolean> } {
  const { state, copy } = useCopyAction(step, "message");
  return {
    state,
    copyMessage() {
      const message = finished();
      return copy(message instanceof Promise ? message.then(({ body }) => body) : message.body);
    },
  };
}
