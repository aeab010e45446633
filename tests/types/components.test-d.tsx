import {
  AuthStep,
  type AuthStepProps,
  CantSignInFallback,
  ConnectCTA,
  type ConnectCTAState,
  ConsentNotice,
  InviteByMailto,
  InviteLink,
  type InviteMailMessages,
  type LinkResult,
  type LinkUse,
  type Messages,
  OnboardingDefaults,
  type OnboardingError,
  SkipStep,
  type StepEvent,
} from "codat-onboarding";
import { createRef, type ReactElement, type ReactNode } from "react";
import { expectTypeOf } from "vitest";

declare const id: string | null | undefined;

// the company may still be on its way
expectTypeOf<AuthStepProps>().toExtend<{ required?: boolean | undefined }>();
<AuthStep companyId={id} sourceType="accounting" appName="Acme" onConnected={() => {}} onSkip={() => {}} />;
<AuthStep companyId={undefined} appName={undefined} sourceType={undefined} linkUrl={undefined} />;
// @ts-expect-error an id is text
<AuthStep companyId={1} />;
// @ts-expect-error Codat's spelling, not ours
<AuthStep companyId={id} sourceType="Accounting" />;
// @ts-expect-error no such source type
<ConnectCTA companyId={id} sourceType="payroll" />;
// @ts-expect-error no such level
<AuthStep companyId={id} headingLevel={7} />;
// @ts-expect-error no such status
<AuthStep companyId={id} status="Linked" />;
// @ts-expect-error no such prop
<AuthStep companyId={id} companyID={id} />;

// a link, or a function for one
<AuthStep companyId={id} linkUrl="https://link.codat.io/company/x" />;
<AuthStep companyId={id} linkUrl={(use) => `https://lender.example/${use satisfies LinkUse}`} />;
<AuthStep companyId={id} linkUrl={async () => ({ url: "x", expiresAt: new Date() }) satisfies LinkResult} />;
<AuthStep companyId={id} linkUrl={async () => ({ url: "x", expiresAt: "2026-12-06" })} />;
<AuthStep companyId={id} linkUrl={(use: "connect" | "invite") => use} />;
// @ts-expect-error it must return a link
<AuthStep companyId={id} linkUrl={() => undefined} />;
// @ts-expect-error null is no link
<AuthStep companyId={id} linkUrl={async () => null} />;
// @ts-expect-error it may be asked for an invite too
<AuthStep companyId={id} linkUrl={(use: "connect") => use} />;
// @ts-expect-error a URL object is no link
<AuthStep companyId={id} linkUrl={new URL("https://link.codat.io/")} />;

// callbacks
<AuthStep
  companyId={id}
  onError={(error) => expectTypeOf(error).toEqualTypeOf<OnboardingError>()}
  onEvent={(event) => expectTypeOf(event).toEqualTypeOf<StepEvent>()}
  onInvite={({ channel }) =>
    expectTypeOf(channel).toEqualTypeOf<"mailto" | "webmail" | "share" | "copyMessage" | "copyLink" | "qr">()
  }
  onCopied={({ what }) => expectTypeOf(what).toEqualTypeOf<"link" | "message">()}
  onReturn={({ outcome }) => expectTypeOf(outcome).toExtend<string>()}
/>;
// @ts-expect-error ours is not the native one
<ConnectCTA onError={(event: React.SyntheticEvent) => event} />;
// @ts-expect-error the native one is left out
<ConnectCTA onCopy={() => {}} />;
<ConnectCTA onClick={({ currentTarget }) => currentTarget satisfies HTMLAnchorElement} />;

// the element: ref, class, style, render
<ConnectCTA ref={createRef<HTMLAnchorElement>()} data-testid="x" id="y" aria-label="z" />;
// @ts-expect-error it is an <a>
<ConnectCTA ref={createRef<HTMLButtonElement>()} />;
<SkipStep ref={createRef<HTMLButtonElement>()} />;
<ConnectCTA className={(state) => (state satisfies ConnectCTAState).status} />;
<ConnectCTA style={({ skipped }) => (skipped ? { opacity: 0.5 } : undefined)} />;
<ConnectCTA render={<button type="button" />} />;
<ConnectCTA render={(props, { status }) => <a {...props}>{status satisfies string}</a>} />;

// a router's link must have an address, which a part may lack at the static depth
declare function Link(props: { href: string; children?: ReactNode }): ReactElement;
<ConnectCTA render={(props) => (props.href ? <Link {...props} /> : <a {...props} />)} />;
<ConnectCTA
  render={(props) => {
    expectTypeOf(props.href).toEqualTypeOf<string | undefined>();
    return props.href === undefined ? <button type="button" {...props} /> : <Link {...props} />;
  }}
/>;
// @ts-expect-error it may have none
<ConnectCTA render={(props) => <Link {...props} />} />;
// @ts-expect-error it may have none
<InviteLink render={(props) => <Link {...props} />} />;
<InviteLink render={(props) => (props.href ? <Link {...props} /> : <a {...props} />)} />;
// @ts-expect-error a button has no address
<SkipStep render={(props) => <Link {...props} />} />;
// @ts-expect-error nor does asking for one make it so
<SkipStep render={(props) => (props.href ? <Link {...props} /> : <button type="button" {...props} />)} />;
// @ts-expect-error an element or a function, not a component's name
<ConnectCTA render="button" />;
// @ts-expect-error the function makes an element
<ConnectCTA render={() => undefined} />;
// @ts-expect-error the address is Codat's
<ConnectCTA href="https://evil.example" />;
// @ts-expect-error no such state
<ConnectCTA className={({ open }) => open} />;

// parts
<CantSignInFallback>
  <InviteByMailto kind="reconnect" recipientName="Priya" defaultRecipient="priya@example.com">
    <InviteLink target="_self" />
  </InviteByMailto>
</CantSignInFallback>;
declare const french: InviteMailMessages;
<InviteByMailto kind="self" languages={[french]} />;
// @ts-expect-error the words themselves, not their name
<InviteByMailto languages={["fr"]} />;
// @ts-expect-error no such kind
<InviteByMailto kind="urgent" />;
// @ts-expect-error the link is not for the host to write
<InviteLink href="mailto:" />;
// @ts-expect-error no copies
<InviteByMailto cc="a@example.com" />;
<ConsentNotice appName="Acme" privacyUrl="https://lender.example/privacy" />;

// defaults and words
declare const wholeFrench: Messages;
<OnboardingDefaults
  appName="Acme"
  linkHosts={["localhost:4310"]}
  messages={{ skipStep: { skip: "Later" } }}
/>;
<OnboardingDefaults messages={{ locale: "en-US" }} />;
<OnboardingDefaults messages={{ dir: "rtl" }} />;
<OnboardingDefaults messages={wholeFrench} />;
// @ts-expect-error another language is whole
<OnboardingDefaults messages={{ locale: "fr", dir: "ltr", skipStep: { skip: "Plus tard" } }} />;
<OnboardingDefaults messages={{ status: { connected: ["{platform} is on.", "On."] } }} />;
// @ts-expect-error no such sentence
<OnboardingDefaults messages={{ skipStep: { later: "Later" } }} />;
// @ts-expect-error words are JSON: no functions
<OnboardingDefaults messages={{ skipStep: { skip: () => "Later" } }} />;
// @ts-expect-error no such direction
<OnboardingDefaults messages={{ dir: "auto" }} />;
// @ts-expect-error a status belongs to one step
<OnboardingDefaults status="ready" />;
