"use client";

import { useId, useState } from "react";
import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import type { StepInvite } from "../../hooks/invite/useInvite.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { inviteRecipient as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { Field } from "../internals/Field.js";

/** State of {@link InviteRecipient}, each member a `data-*` attribute. */
export interface InviteRecipientState {
  /** What was entered is not an address. @selector [data-invalid] */
  invalid: boolean;
}

/** Props of {@link InviteRecipient}. */
export interface InviteRecipientProps extends PartProps<"div", InviteRecipientState> {}

/**
 * The colleague's address, optional: it goes into the `mailto:` link and nowhere else. Renders a `<div>` with a
 * labelled field.
 */
export const InviteRecipient = createPart<InviteRecipientProps, HTMLDivElement, StepInvite>(
  "InviteRecipient",
  "div",
  (_props, step, { recipient, setRecipient, problem }) => {
    const id = useId();
    const [left, setLeft] = useState(false);
    const words = messagesFor("inviteRecipient", english, step);
    const invalid = left && problem?.code === "ONB-105";
    return {
      state: { invalid },
      defaultProps: {
        // Not type="email": browsers rewrite its value, and their messages are in another language.
        children: (
          <Field
            step={step}
            id={id}
            label={words.label}
            hint={invalid ? words.invalid : words.hint}
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            value={recipient}
            aria-invalid={invalid}
            onValue={setRecipient}
            onBlur={() => {
              setLeft(true);
              if (problem?.code === "ONB-105") step.announce({ text: words.invalid, visuallyHidden: true });
            }}
          />
        ),
      },
    };
  },
  useInviteContext,
);
