"use client";

import type { ReactNode } from "react";
import type { InviteState } from "../core/stepState.js";
import { useStep } from "../hooks/step.js";
import { type Invite, InviteContext, type InviteOptions, useStepInvite } from "../hooks/useInvite.js";
import { valuesOf, wordsFor } from "../hooks/words.js";
import { invite as english } from "../locales/en.json";
import { InviteAfter } from "./InviteAfter.js";
import { InviteLink } from "./InviteLink.js";
import { InviteMessage } from "./InviteMessage.js";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

/** State of {@link InviteByMailto}, each member a `data-*` attribute. */
export interface InviteByMailtoState {
  /** What became of the invite. @selector [data-invite] */
  invite: InviteState;
  /** Which form the message has. @selector [data-form] */
  form: Invite["form"];
}

/** Props of {@link InviteByMailto}. */
export interface InviteByMailtoProps extends PartProps<"div", InviteByMailtoState>, InviteOptions {}

/**
 * Hands the task to a colleague by an e-mail in the customer's own voice, from the customer's own mail
 * program. Renders a `<div>` with `InviteLink`, `InviteAfter` and `InviteMessage`, or its children. Throws
 * `ONB-104` without an `appName`.
 */
export const InviteByMailto = createPart<InviteByMailtoProps, HTMLDivElement>("InviteByMailto", View);

function View({
  kind,
  recipientName,
  defaultRecipient,
  children,
  ...props
}: InviteByMailtoProps & ViewProps): ReactNode {
  const step = useStep();
  const invite = useStepInvite(step, { kind, recipientName, defaultRecipient });
  const element = usePart("div", "InviteByMailto", { invite: step.invite, form: invite.form }, props, {
    children: step.links.invite.problem ? (
      <p>
        <Words of={wordsFor("invite", english, step).unavailable} values={valuesOf(step)} />
      </p>
    ) : (
      (children ?? (
        <>
          <InviteLink />
          <InviteAfter />
          <InviteMessage />
        </>
      ))
    ),
  });
  return <InviteContext.Provider value={invite}>{element}</InviteContext.Provider>;
}
