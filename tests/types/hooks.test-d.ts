import {
  type ConnectionStatus,
  type InviteState,
  type LinkRedirect,
  useAuthStep,
  useCopy,
  useInvite,
  useLinkReturn,
} from "codat-onboarding";
import type { AnchorHTMLAttributes } from "react";
import { expectTypeOf } from "vitest";

export function useAll(): void {
  const step = useAuthStep({ companyId: null, appName: "Acme", status: "pending" });
  expectTypeOf(step.status).toEqualTypeOf<ConnectionStatus>();
  expectTypeOf(step.invite).toEqualTypeOf<InviteState>();
  expectTypeOf(step.skipped).toEqualTypeOf<boolean>();
  expectTypeOf(step.skip).toEqualTypeOf<() => void>();
  expectTypeOf(step.undo).toEqualTypeOf<() => void>();
  expectTypeOf(step.connectProps).toExtend<AnchorHTMLAttributes<HTMLAnchorElement>>();
  // @ts-expect-error no such source type
  useAuthStep({ companyId: null, sourceType: "payroll" });
  // @ts-expect-error props of the element are the host's own
  useAuthStep({ companyId: null, className: "x" });

  const invite = useInvite({ companyId: "x", appName: "Acme", kind: "reconnect" });
  expectTypeOf(invite.form).toEqualTypeOf<"full" | "edited" | "tooLong">();
  expectTypeOf(invite.message).toExtend<{ subject: string; before: string; after: string; body: string }>();
  expectTypeOf(invite.copyMessage).toEqualTypeOf<() => Promise<boolean>>();
  invite.setMessage({ subject: "x" });
  // @ts-expect-error the words around the link are edited, not the link
  invite.setMessage({ body: "x" });
  // @ts-expect-error one recipient, as typed
  invite.setRecipient(["a@example.com"]);

  const copy = useCopy();
  expectTypeOf(copy.state).toEqualTypeOf<"idle" | "copied" | "failed">();
  expectTypeOf(copy.copy).returns.toEqualTypeOf<Promise<boolean>>();
  expectTypeOf(useLinkReturn({ companyId: null })).toEqualTypeOf<LinkRedirect | undefined>();
}
