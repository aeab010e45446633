import {
  type Connection,
  type ConnectionStatus,
  connectionStatus,
  hostedLinkUrl,
  type InviteInput,
  initialLocal,
  inviteMessage,
  isLinkUrl,
  type LinkOutcome,
  type Local,
  type MailMessage,
  type Messages,
  mailtoUrl,
  nextLocal,
  OnboardingError,
  type OnboardingErrorCode,
  parseCompanyId,
  parseLinkRedirect,
  parseSourceType,
  type SourceType,
  type StepEvent,
  stepState,
} from "codat-onboarding/core";
import { expectTypeOf } from "vitest";

// company and link
expectTypeOf(parseCompanyId).parameters.toEqualTypeOf<[unknown]>();
expectTypeOf(parseCompanyId(1)).toEqualTypeOf<string | undefined>();
expectTypeOf(
  hostedLinkUrl("x", { template: undefined, params: undefined, hosts: undefined }),
).toEqualTypeOf<string>();
expectTypeOf(isLinkUrl("x", { hosts: ["a"] as const })).toEqualTypeOf<boolean>();
// @ts-expect-error the id may still be on its way: say what to do until then
hostedLinkUrl(undefined);
// @ts-expect-error parameters are strings
hostedLinkUrl("x", { params: { page: 1 } });
// @ts-expect-error it is `hosts`
hostedLinkUrl("x", { linkHosts: [] });

// source types
expectTypeOf<SourceType>().toEqualTypeOf<"accounting" | "banking" | "commerce">();
expectTypeOf(parseSourceType("x")).toEqualTypeOf<SourceType | undefined>();

// redirect: no text that a stranger wrote
const redirect = parseLinkRedirect(new URLSearchParams(), { names: { statusCode: "code" } });
expectTypeOf(redirect?.outcome).toEqualTypeOf<LinkOutcome | undefined>();
expectTypeOf(redirect?.statusCode).toEqualTypeOf<200 | 201 | 403 | 500 | 501 | undefined>();
// @ts-expect-error never shown, so never read
redirect?.errorMessage;
// @ts-expect-error never shown, so never read
redirect?.platformName;
// @ts-expect-error no such parameter
parseLinkRedirect("", { names: { errorMessage: "e" } });

// mail: what a link must not set is no member
expectTypeOf<keyof MailMessage>().toEqualTypeOf<"to" | "subject" | "body">();
mailtoUrl({ to: undefined, subject: "", body: "" });
mailtoUrl({ to: ["a@example.com"] as const, subject: "", body: "" });
// @ts-expect-error no copies
mailtoUrl({ subject: "", body: "", cc: "a@example.com" });
// @ts-expect-error no blind copies
mailtoUrl({ subject: "", body: "", bcc: "a@example.com" });
// @ts-expect-error no other sender
mailtoUrl({ subject: "", body: "", from: "a@example.com" });
// @ts-expect-error no attachments
mailtoUrl({ subject: "", body: "", attach: "/etc/passwd" });
// @ts-expect-error a message has a subject
mailtoUrl({ body: "" });
// @ts-expect-error nobody is undefined, not null
mailtoUrl({ to: null, subject: "", body: "" });

// invite
expectTypeOf(inviteMessage({ linkUrl: "", sourceType: "banking", appName: "" })).toEqualTypeOf<{
  subject: string;
  body: string;
  form: "full" | "tooLong";
}>();
expectTypeOf<InviteInput["expiresAt"]>().toEqualTypeOf<Date | undefined>();
// @ts-expect-error nobody could tell who asks
inviteMessage({ linkUrl: "", sourceType: "banking" });
// @ts-expect-error Codat's name for it, not ours
inviteMessage({ linkUrl: "", sourceType: "BankFeed", appName: "" });
// @ts-expect-error no such kind
inviteMessage({ linkUrl: "", sourceType: "banking", appName: "", kind: "urgent" });
// @ts-expect-error a date, not its text
inviteMessage({ linkUrl: "", sourceType: "banking", appName: "", expiresAt: "2026-12-06" });
declare const messages: Messages;
inviteMessage({ linkUrl: "", sourceType: "banking", appName: "" }, messages);
inviteMessage({ linkUrl: "", sourceType: "banking", appName: "" }, { inviteMail: messages.inviteMail });

// connection: an API response fits as it is
const fromApi = {
  id: "x",
  integrationKey: "gbol",
  sourceType: "Accounting",
  status: "Linked",
  lastSync: "2026-11-22T10:00:00Z",
  dataConnectionErrors: [{ statusCode: "403", errorMessage: "x", erroredOnUtc: "x", status: null }],
};
expectTypeOf(fromApi).toExtend<Connection>();
expectTypeOf(connectionStatus([fromApi], { sourceType: "banking" })).toEqualTypeOf<ConnectionStatus>();
// @ts-expect-error a step is about one source type
connectionStatus([fromApi], {});

// step state
expectTypeOf(nextLocal(initialLocal, { type: "skip" })).toEqualTypeOf<Local>();
expectTypeOf(stepState({ local: initialLocal }).status).toEqualTypeOf<ConnectionStatus>();
// @ts-expect-error a return has an outcome
nextLocal(initialLocal, { type: "return" });
// @ts-expect-error no such event
nextLocal(initialLocal, { type: "reset" });
// @ts-expect-error no such status
stepState({ status: "Linked", local: initialLocal });

// events narrow by their type
declare const event: StepEvent;
if (event.type === "error") expectTypeOf(event.detail).toEqualTypeOf<OnboardingError>();
if (event.type === "invite") {
  expectTypeOf(event.detail.channel).toEqualTypeOf<
    "mailto" | "webmail" | "share" | "copyMessage" | "copyLink" | "qr"
  >();
}
// @ts-expect-error a skip has nothing to add
if (event.type === "skip") event.detail;

// errors
const error = new OnboardingError("ONB-101", "x", { cause: 1 });
expectTypeOf(error).toExtend<Error>();
expectTypeOf(error.code).toEqualTypeOf<OnboardingErrorCode>();
expectTypeOf(error.recoverable).toEqualTypeOf<boolean>();
expectTypeOf(error.correlationId).toEqualTypeOf<string | undefined>();
// @ts-expect-error no such code
new OnboardingError("ONB-999", "x");
// @ts-expect-error a code stays
error.code = "ONB-102";
