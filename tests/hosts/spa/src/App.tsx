import {
  AuthStep,
  CantSignInFallback,
  ConnectCTA,
  type ConnectCTAState,
  ConnectHint,
  ConsentNotice,
  CopyLink,
  FallbackPanel,
  FallbackTrigger,
  InviteAfter,
  InviteByMailto,
  InviteLink,
  InviteMessage,
  type MessagesOverride,
  OnboardingDefaults,
  type OnboardingError,
  SkipStep,
} from "codat-onboarding";
import { hostedLinkUrl, type LinkResult, type LinkUse } from "codat-onboarding/core";
import english from "codat-onboarding/locales/en";
import { useRef } from "react";
import { Button } from "./Button.js";
import { OwnStep } from "./OwnStep.js";
import { codatUrl, companyId, heard } from "./settings.js";

const linkHosts = [new URL(codatUrl).host];
const template = `${codatUrl}/company/{companyId}`;
const messages: MessagesOverride = { ...english, skipStep: { ...english.skipStep, skip: "Another day" } };

async function fetchLink(use: LinkUse): Promise<LinkResult> {
  heard.push(`fetch:${use}`);
  return hostedLinkUrl(companyId ?? "", { template, hosts: linkHosts });
}

export function App() {
  const cta = useRef<HTMLAnchorElement>(null);
  const own = useRef<HTMLAnchorElement>(null);
  return (
    <OnboardingDefaults
      companyId={companyId}
      appName="Acme Lending"
      linkHosts={linkHosts}
      messages={messages}
      purpose={undefined}
      onError={(error: OnboardingError) => heard.push(`error:${error.code}`)}
    >
      <AuthStep
        id="accounting"
        headingLevel={undefined}
        linkUrl={fetchLink}
        storage={null}
        className={({ status, skipped }) => (skipped ? "put-off" : status)}
        onEvent={({ type }) => heard.push(type)}
      >
        <ConnectCTA
          ref={cta}
          render={<Button ref={own} className="mine" />}
          className={(state: ConnectCTAState) => `is-${state.status}`}
          style={{ letterSpacing: "1px" }}
          onClick={() => heard.push(`same:${cta.current !== null && cta.current === own.current}`)}
        />
        <ConnectHint />
        <CantSignInFallback arranged onOpenChange={(open) => heard.push(`open:${open}`)}>
          <FallbackTrigger />
          <FallbackPanel>
            <InviteByMailto kind="connect" defaultRecipient="sam+books@example.com">
              <InviteLink />
              <InviteAfter />
              <InviteMessage defaultOpen />
            </InviteByMailto>
            <CopyLink />
          </FallbackPanel>
        </CantSignInFallback>
        <SkipStep render={(props, { skipped }) => <button {...props} data-own={skipped} />} />
      </AuthStep>
      <AuthStep
        id="banking"
        sourceType="banking"
        linkTemplate={template}
        privacyUrl="/privacy"
        messages={{ connectCTA: { connect: { banking: "Connect your bank" } } }}
      />
      <ConsentNotice sourceType={undefined} short={undefined} />
      <OwnStep />
    </OnboardingDefaults>
  );
}
