"use client";

import { type ReactNode, useId, useState } from "react";
import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { InviteStatusMessages } from "../../core/messages/messages.js";
import { useInvites } from "../../hooks/live/useInvites.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { useAsyncAction } from "../../hooks/step/useAsyncAction.js";
import { Action } from "../internals/Action.js";
import { Disclosure } from "../internals/Disclosure.js";
import { Field } from "../internals/Field.js";

interface InviteRenameProps {
  step: Step;
  invite: CompanyInvite;
  words: InviteStatusMessages;
}

/** Whom an invite asks, behind a button: most need no change. */
export function InviteRename({ step, invite: { id, name = "" }, words }: InviteRenameProps): ReactNode {
  const nameId = useId();
  const { busy, run } = useAsyncAction(step, words.failed);
  const { setName } = useInvites();
  const [text, setText] = useState<string>();
  const value = text ?? name;
  const save = () => run(() => setName(id, value.trim()), "", words.saved);
  return (
    <Disclosure step={step} id={nameId} label={words.rename}>
      <Field
        step={step}
        id={`${nameId}field`}
        label={words.name}
        hint={words.nameHint}
        value={value}
        onValue={setText}
        onEnter={save}
        maxLength={80}
        autoComplete="off"
      />
      <Action step={step} text={words.save} busy={busy} onClick={save} />
    </Disclosure>
  );
}
