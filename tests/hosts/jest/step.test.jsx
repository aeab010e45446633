import { AuthStep, ConnectCTA } from "codat-onboarding";
import { mailtoUrl } from "codat-onboarding/core";
import { OnboardingProvider } from "codat-onboarding/live";
import french from "codat-onboarding/locales/mail/fr-CA";
import { act } from "react";
import { createRoot } from "react-dom/client";

globalThis.IS_REACT_ACT_ENVIRONMENT = true;

const companyId = "3f2b8c1e-5a4d-4e6f-9b7a-1c2d3e4f5a6b";
let container;
let root;

beforeEach(() => {
  history.replaceState(null, "", "/");
  localStorage.clear();
});

afterEach(() => act(() => root.unmount()));

async function show(element) {
  container = document.createElement("div");
  document.body.replaceChildren(container);
  root = createRoot(container);
  await act(() => root.render(element));
}

const href = () => container.querySelector(".co-ConnectCTA").getAttribute("href");

test("a button alone leads to Codat", async () => {
  await show(<ConnectCTA companyId={companyId} appName="Acme Lending" />);
  expect(href()).toBe(`https://link.codat.io/company/${companyId}`);
});

test("a whole step opens onto the invite", async () => {
  await show(<AuthStep companyId={companyId} appName="Acme Lending" languages={[french]} />);
  await act(() => container.querySelector(".co-FallbackTrigger").click());
  const mail = container.querySelector("a[href^='mailto:']").getAttribute("href");
  expect(mail.startsWith(mailtoUrl({ subject: "", body: "" }).slice(0, "mailto:".length))).toBe(true);
  expect(mail).toContain(encodeURIComponent(`https://link.codat.io/company/${companyId}`));
});

test("every return from Codat is told, one after the other", async () => {
  const outcomes = [];
  const step = (
    <AuthStep companyId={companyId} appName="Acme" onReturn={({ outcome }) => outcomes.push(outcome)} />
  );
  history.replaceState(null, "", "?statuscode=200");
  await show(step);
  expect(container.querySelector("[data-status=pending]")).not.toBeNull();
  await act(() => root.unmount());
  history.replaceState(null, "", "?statuscode=403");
  await show(step);
  expect(outcomes).toEqual(["connected", "cancelled"]);
});

test("a live step has its link, whatever the test's DOM has", async () => {
  await show(
    <OnboardingProvider sessionKey="sam" appName="Acme Lending">
      <AuthStep sourceType="accounting" />
    </OnboardingProvider>,
  );
  expect(href()).toBe("/api/codat/go?use=connect&sourceType=accounting");
});
