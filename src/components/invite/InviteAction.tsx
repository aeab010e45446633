import type { ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import type { InviteOptions } from "../../hooks/invite/useInvite.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { sentence } from "../internals/sentence.js";
import { InviteAfter } from "./InviteAfter.js";
import { InviteByMailto } from "./InviteByMailto.js";
import { InviteLink } from "./InviteLink.js";

interface InviteActionProps extends Pick<InviteOptions, "kind" | "recipientName"> {
  step: Step;
  /** Words of the link. */
  text: MessageText;
  /** What else stands beside the link. */
  children?: ReactNode;
}

/** An invite as the answer to something: a link in words of its own, and what to do after the click. */
export function InviteAction({ step, text, children, ...options }: InviteActionProps): ReactNode {
  return (
    <InviteByMailto {...options}>
      <InviteLink>{sentence(text, step)}</InviteLink>
      {children}
      <InviteAfter />
    </InviteByMailto>
  );
}
