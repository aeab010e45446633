import {
  AuthStep,
  CantSignInFallback,
  ConnectCTA,
  ConnectHint,
  ConsentNotice,
  CopyLink,
  CopyMessage,
  FallbackPanel,
  FallbackTrigger,
  InviteAfter,
  InviteByMailto,
  InviteLink,
  InviteMessage,
  InviteRecipient,
  OnboardingDefaults,
  OnboardingError,
  ShareLink,
  SkipStep,
  WebmailLinks,
} from "codat-onboarding";
import { ConnectionStatus, DataStatus, InviteStatus } from "codat-onboarding/live";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { acme, companyId } from "../support/fixtures.js";
import { listenToConsole } from "../support/noConsole.js";

const said = listenToConsole();
const nameless = { companyId };

const misuses: readonly [what: string, element: ReactElement, code: string][] = [
  ["AuthStep with nothing", <AuthStep key="" />, "ONB-101"],
  ["AuthStep in defaults that know no company", inDefaults(<AuthStep />), "ONB-101"],
  ["ConnectCTA with nothing", <ConnectCTA key="" />, "ONB-101"],
  ["ConnectHint with nothing", <ConnectHint key="" />, "ONB-101"],
  ["ConsentNotice with nothing", <ConsentNotice key="" />, "ONB-101"],
  ["CantSignInFallback with nothing", <CantSignInFallback key="" />, "ONB-101"],
  ["InviteByMailto with nothing", <InviteByMailto key="" />, "ONB-101"],
  ["CopyLink with nothing", <CopyLink key="" />, "ONB-101"],
  ["SkipStep with nothing", <SkipStep key="" />, "ONB-101"],
  ["AuthStep without appName", <AuthStep key="" {...nameless} />, "ONB-104"],
  ["InviteByMailto without appName", <InviteByMailto key="" {...nameless} />, "ONB-104"],
  ["ConsentNotice without appName", <ConsentNotice key="" {...nameless} />, "ONB-104"],
  ["FallbackTrigger without its fallback", inStep(<FallbackTrigger />), "ONB-106"],
  ["FallbackPanel without its fallback", inStep(<FallbackPanel />), "ONB-106"],
  ["InviteRecipient without its invite", inStep(<InviteRecipient />), "ONB-106"],
  ["InviteMessage without its invite", inStep(<InviteMessage />), "ONB-106"],
  ["InviteLink without its invite", inStep(<InviteLink />), "ONB-106"],
  ["InviteAfter without its invite", inStep(<InviteAfter />), "ONB-106"],
  ["CopyMessage without its invite", inStep(<CopyMessage />), "ONB-106"],
  ["ShareLink without its invite", inStep(<ShareLink />), "ONB-106"],
  ["WebmailLinks without its invite", inStep(<WebmailLinks />), "ONB-106"],
];

function inDefaults(element: ReactElement): ReactElement {
  return <OnboardingDefaults appName="Acme Lending">{element}</OnboardingDefaults>;
}

function inStep(element: ReactElement): ReactElement {
  return <AuthStep {...acme}>{element}</AuthStep>;
}

test.each(misuses)("%s throws a sentence that says what to do", (_, element, code) => {
  const error = errorOf(element);
  expect(error).toBeInstanceOf(OnboardingError);
  const { code: ownCode, message, recoverable } = error as OnboardingError;
  expect(ownCode).toBe(code);
  expect(recoverable).toBe(false);
  expect(message).toMatch(
    new RegExp(`^[A-Z\`][^\\n]{20,120}\\. See codat-onboarding/docs/errors/${code}\\.md$`),
  );
  expect(said).toEqual([]);
});

const orphans: readonly [part: string, element: ReactElement, parent: string][] = [
  ["FallbackTrigger", <FallbackTrigger key="" />, "a `CantSignInFallback`"],
  ["FallbackPanel", <FallbackPanel key="" />, "a `CantSignInFallback`"],
  ["InviteRecipient", <InviteRecipient key="" />, "an `InviteByMailto`"],
  ["InviteMessage", <InviteMessage key="" />, "an `InviteByMailto`"],
  ["InviteLink", <InviteLink key="" />, "an `InviteByMailto`"],
  ["InviteAfter", <InviteAfter key="" />, "an `InviteByMailto`"],
  ["CopyMessage", <CopyMessage key="" />, "an `InviteByMailto`"],
  ["ShareLink", <ShareLink key="" />, "an `InviteByMailto`"],
  ["WebmailLinks", <WebmailLinks key="" />, "an `InviteByMailto`"],
];

test.each(orphans)(
  "%s names itself and what it needs around it, in a step or alone",
  (part, element, parent) => {
    for (const misplaced of [element, inStep(element)]) {
      expect((errorOf(misplaced) as OnboardingError).message).toBe(
        `\`${part}\` needs ${parent} around it. Put it inside one. See codat-onboarding/docs/errors/ONB-106.md`,
      );
    }
  },
);

test("a part with nothing hears of every way to give it something", () => {
  const { message } = errorOf(<ConnectCTA />) as OnboardingError;
  for (const way of ["companyId", "linkUrl", "OnboardingProvider"]) expect(message).toContain(way);
});

test.each([
  ["ConnectionStatus", <ConnectionStatus key="" />],
  ["DataStatus", <DataStatus key="" />],
  ["InviteStatus", <InviteStatus key="" />],
])("%s asks for a provider before anything else", (_, element) => {
  for (const misplaced of [element, inDefaults(element), inStep(element)])
    expect(errorOf(misplaced)).toMatchObject({ code: "ONB-404" });
});

test.each([
  ["a company that is still being fetched", <AuthStep key="" companyId={undefined} appName="Acme" />],
  ["a company that is null", <ConnectCTA key="" companyId={null} />],
  ["a link without a company", <ConnectCTA key="" linkUrl="https://link.codat.io/company/x" />],
  [
    "a company known to the defaults",
    <OnboardingDefaults key="" {...acme}>
      <AuthStep />
    </OnboardingDefaults>,
  ],
])("%s is no misuse", (_, element) => {
  expect(errorOf(element)).toBe(undefined);
});

function errorOf(element: ReactElement): unknown {
  try {
    renderToString(element);
    return undefined;
  } catch (error) {
    return error;
  }
}
