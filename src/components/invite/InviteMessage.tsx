"use client";

import { useId, useState } from "react";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import type { StepInvite } from "../../hooks/invite/useInvite.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { inviteMessage as english, invite as inviteEnglish } from "../../locales/en.json";
import { Action } from "../internals/Action.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { Disclosure } from "../internals/Disclosure.js";
import { Field } from "../internals/Field.js";
import { SubView, usePanelViews } from "../internals/PanelViews.js";
import { sentence } from "../internals/sentence.js";
import { CopyMessage } from "./CopyMessage.js";
import { InviteLink } from "./InviteLink.js";

/** State of {@link InviteMessage}, each member a `data-*` attribute. */
export interface InviteMessageState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link InviteMessage}. */
export interface InviteMessageProps extends PartProps<"div", InviteMessageState> {
  /** Whether the message is shown to begin with, outside of a panel. @default false */
  defaultOpen?: boolean | undefined;
}

const viewName = "message";

/**
 * The whole message, to read and to change: its language, the subject and the words around the link, which stays as it
 * is. Renders a `<div>` with a button and what it opens; in the panel of a whole step that takes the panel's place.
 */
export const InviteMessage = createPart<InviteMessageProps, HTMLDivElement, StepInvite>(
  "InviteMessage",
  "div",
  ({ defaultOpen = false, ...elementProps }, step, invite) => {
    const { message, setMessage, mail, languages, setLanguage, link, form } = invite;
    const id = useId();
    const views = usePanelViews();
    const [open, setOpen] = useState(defaultOpen && !views);
    const words = messagesFor("inviteMessage", english, step);
    const field = (name: "subject" | "before" | "after") => (
      <Field
        step={step}
        id={id + name}
        label={words[name]}
        value={message[name]}
        onValue={(value) => setMessage({ [name]: value })}
        lang={mail.locale}
        dir={mail.dir}
        rows={name === "subject" ? undefined : rowsOf(message[name])}
      />
    );
    const content = (
      <>
        <p>{sentence(words.editHint, step)}</p>
        {languages[1] && (
          <Field
            step={step}
            id={`${id}language`}
            label={words.language}
            value={mail.locale}
            onValue={setLanguage}
          >
            {languages.map(({ locale }) => (
              <option key={locale} value={locale} lang={locale} suppressHydrationWarning>
                {autonym(locale)}
              </option>
            ))}
          </Field>
        )}
        {field("subject")}
        {field("before")}
        <p>
          <bdi {...privacyAttributes}>{link?.url ?? "…"}</bdi>
        </p>
        {field("after")}
      </>
    );
    return {
      state: { open },
      elementProps,
      defaultProps: {
        children: views ? (
          <>
            <Action
              step={step}
              text={words.edit}
              look="quiet"
              onClick={(event) => views.enter(viewName, event)}
            />
            <SubView name={viewName} title={words.edit} onShown={setOpen}>
              <div className="co-InviteMessage">
                {content}
                <InviteLink />
                <p>
                  {sentence(
                    form === "tooLong"
                      ? messagesFor("invite", inviteEnglish, step).tooLong
                      : words.editedHint,
                    step,
                  )}
                </p>
                <CopyMessage />
              </div>
            </SubView>
          </>
        ) : (
          <Disclosure step={step} id={id} label={words.edit} defaultOpen={defaultOpen} onOpen={setOpen}>
            {content}
          </Disclosure>
        ),
      },
    };
  },
  useInviteContext,
);

/** A language's name in itself. Servers and browsers may spell it differently. */
function autonym(locale: string): string | undefined {
  return new Intl.DisplayNames(locale, { type: "language" }).of(locale);
}

/** Rows that show a text whole at a usual width. */
function rowsOf(text: string): number {
  return text.split("\n").reduce((rows, line) => rows + Math.ceil(line.length / 60 || 1), 1);
}
