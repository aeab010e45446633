"use client";

import { useId, useState } from "react";
import { formatDate } from "../core/inviteMessage.js";
import { masked } from "../hooks/masked.js";
import { required } from "../hooks/step.js";
import { useHydrated } from "../hooks/useHydrated.js";
import { wordsFor } from "../hooks/words.js";
import { invite as english } from "../locales/en.json";
import { Field } from "./Field.js";
import { InviteRecipient } from "./InviteRecipient.js";
import { createPart, type PartProps } from "./part.js";
import { sentence } from "./sentence.js";

/** State of {@link InviteMessage}, each member a `data-*` attribute. */
export interface InviteMessageState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link InviteMessage}. */
export interface InviteMessageProps extends PartProps<"div", InviteMessageState> {
  /** Whether the message is shown to begin with. @default false */
  defaultOpen?: boolean | undefined;
}

/**
 * The whole message, to read and to change: recipient, subject and the words around the link, which stays as it
 * is. Renders a `<div>` with a button and what it opens.
 */
export const InviteMessage = createPart<InviteMessageProps, HTMLDivElement>(
  "InviteMessage",
  "div",
  ({ defaultOpen = false, ...host }, step) => {
    const { message, setMessage, mail, link } = required(step.mail);
    const [open, setOpen] = useState(defaultOpen);
    const id = useId();
    const hidden = useHydrated() && !open;
    const words = wordsFor("invite", english, step.settings);
    const date = link?.expiresAt && formatDate(link.expiresAt, step.settings.messages?.locale ?? "en");
    const field = (name: "subject" | "before" | "after") => (
      <Field
        label={words[name]}
        value={message[name]}
        onValue={(value) => setMessage({ [name]: value })}
        lang={mail.locale}
        dir={mail.dir}
        rows={name === "subject" ? 0 : rowsOf(message[name])}
      />
    );
    return {
      state: { open },
      host,
      own: {
        children: (
          <>
            <button
              type="button"
              aria-expanded={open}
              aria-controls={id}
              aria-describedby={step.headingId}
              onClick={() => setOpen(!open)}
            >
              {sentence(words.edit, step)}
            </button>
            <div id={id} hidden={hidden}>
              <InviteRecipient />
              {field("subject")}
              {field("before")}
              <p>
                {sentence(words.fixedLink, step)} <bdi {...masked}>{link?.url ?? "…"}</bdi>
              </p>
              {field("after")}
              <p>
                {sentence(words.ownMail, step)} {sentence(words.bearer, step, { date })}{" "}
                {link?.oneTime && sentence(words.oneTime, step, { date })}
              </p>
            </div>
          </>
        ),
      },
    };
  },
);

/** Rows that show a text whole at a usual width. */
function rowsOf(text: string): number {
  return text.split("\n").reduce((rows, line) => rows + Math.ceil(line.length / 60 || 1), 1);
}
