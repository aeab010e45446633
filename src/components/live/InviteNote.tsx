"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { InviteStatusMessages } from "../../core/messages/messages.js";
import { useInvites } from "../../hooks/live/useInvites.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { useAsyncAction } from "../../hooks/step/useAsyncAction.js";
import { Action } from "../internals/Action.js";
import { Disclosure } from "../internals/Disclosure.js";
import { Field } from "../internals/Field.js";

interface InviteNoteProps {
  step: Step;
  invite: CompanyInvite;
  words: InviteStatusMessages;
}

/** The customer's own note on an invite, behind a button: most need none. */
export function InviteNote({ step, invite: { id, label = "" }, words }: InviteNoteProps): ReactNode {
  const noteId = useId();
  const { busy, run } = useAsyncAction(step, words.failed);
  const { setLabel } = useInvites();
  const [text, setText] = useState<string>();
  const value = text ?? label;
  const save = () => run(() => setLabel(id, value.trim()), "", words.saved);
  // It may stand in a form of the host's, which must not be sent.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void save();
  };
  return (
    <Disclosure step={step} id={noteId} label={words.note}>
      <Field
        step={step}
        id={`${noteId}field`}
        label={words.label}
        hint={words.labelHint}
        value={value}
        onValue={setText}
        onKeyDown={onKeyDown}
        maxLength={80}
        autoComplete="off"
      />
      <Action step={step} text={words.save} busy={busy} onClick={save} />
    </Disclosure>
  );
}
