"use client";

import { type Dispatch, useEffect, useReducer } from "react";
import type { InviteDraft as InviteWords } from "../../core/mail/inviteMessage.js";

/** What the customer has done to an invite. */
export interface InviteDraft {
  /** What was changed in it, by language. */
  edited: Readonly<Record<string, Partial<InviteWords>>>;
  locale?: string | undefined;
  name?: string | undefined;
  recipient: string;
  opened: boolean;
}

/** Where a step keeps the invite as the customer last wrote it. */
export interface KeptDraft {
  current?: InviteDraft | undefined;
}

const change = (draft: InviteDraft, changed: Partial<InviteDraft>): InviteDraft => ({ ...draft, ...changed });

/**
 * An invite that the customer may change.
 *
 * @param recipient their address, to begin with
 * @param name whom it is for
 * @param kept what was written to the same person is gone on with: it is copied, or written again, while the step waits
 */
export function useInviteDraft(
  recipient: string,
  name = "",
  kept: KeptDraft | undefined,
): readonly [draft: InviteDraft, update: Dispatch<Partial<InviteDraft>>] {
  const begin = (): InviteDraft => {
    const last = kept?.current;
    return last && (last.name ?? "") === name ? last : { edited: {}, recipient, opened: false };
  };
  const [draft, update] = useReducer(change, undefined, begin);
  useEffect(() => {
    if (kept) kept.current = draft;
  });
  return [draft, update];
}
