import type { ReactNode } from "react";
import type { InviteInput } from "../../core/mail/inviteMessage.js";
import type { MessageText } from "../../core/messages/text.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { sentence } from "../internals/sentence.js";
import { InviteAfter } from "./InviteAfter.js";
import { InviteByMailto } from "./InviteByMailto.js";
import { InviteLink } from "./InviteLink.js";

interface InviteActionProps {
  step: Step;
  /** Words of the link. */
  text: MessageText;
  kind?: InviteInput["kind"];
  /** What else stands beside the link. */
  children?: ReactNode;
}

/** An invite as the answer to something: a link in words of its own, and what to do after the click. */
export function InviteAction({ step, text, kind, children }: InviteActionProps): ReactNode {
  return (
    <InviteByMailto kind={kind}>
      <InviteLink>{sentence(text, step)}</InviteLink>
      {children}
      <InviteAfter />
    </InviteByMailto>
  );
}
