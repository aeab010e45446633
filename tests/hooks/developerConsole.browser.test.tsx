import {
  AuthStep,
  ConnectCTA,
  ConnectHint,
  type Messages,
  OnboardingDefaults,
  SkipStep,
} from "codat-onboarding";
import { OnboardingProvider } from "codat-onboarding/live";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { installCompanion } from "../../stories/support/companion.js";
import { mount } from "../support/mount.js";

const acme = { appName: "Acme Lending", storage: null };
let said: unknown[][];

beforeEach(() => {
  said = [];
  vi.spyOn(console, "warn").mockImplementation((...line) => void said.push(line));
});
afterEach(() => vi.restoreAllMocks());

// The page says each thing once: one test a code, and what must be silent before it.
describe("a page under development, where nobody listens to errors,", () => {
  test("says nothing where a listener hears of it, wherever that is", async () => {
    const onError = vi.fn();
    await mount(<AuthStep {...acme} companyId="nonsense" onError={onError} />);
    await mount(
      <OnboardingDefaults onEvent={onError}>
        <AuthStep {...acme} companyId="nonsense" />
      </OnboardingDefaults>,
    );
    expect(onError).toHaveBeenCalled();
    expect(said).toEqual([]);
  });

  test("says once what is wrong with a companyId", async () => {
    await mount(<AuthStep {...acme} companyId="nonsense" />);
    await mount(<ConnectCTA companyId="nonsense" />);
    expect(said).toEqual([[expect.stringMatching(/^codat-onboarding: .*companyId is not a GUID/)]]);
  });

  test("says once what is wrong with a sourceType", async () => {
    const companyId = "11111111-2222-4333-8444-555555555555";
    await mount(<AuthStep {...acme} companyId={companyId} sourceType={"acounting" as "accounting"} />);
    expect(said).toEqual([[expect.stringMatching(/sourceType is not one of accounting, banking, commerce/)]]);
  });

  test("says once what is wrong with a status", async () => {
    const companyId = "11111111-2222-4333-8444-555555555555";
    await mount(<AuthStep {...acme} companyId={companyId} status={"conected" as "connected"} />);
    expect(said).toEqual([
      [expect.stringMatching(/status “conected” is not one of .*connected, ready|connected/)],
    ]);
  });

  test("says once which sentences of a language are English", async () => {
    const companyId = "11111111-2222-4333-8444-555555555555";
    const messages = { locale: "fr", dir: "ltr", skipStep: { skip: "Plus tard" } } as unknown as Messages;
    await mount(
      <OnboardingDefaults {...acme} companyId={companyId} messages={messages}>
        <SkipStep />
        <SkipStep />
      </OnboardingDefaults>,
    );
    expect(said).toEqual([[expect.stringMatching(/“fr” lack skipStep\.undo, which are shown in English/)]]);
  });

  test("says nothing of another form of English", async () => {
    const companyId = "11111111-2222-4333-8444-555555555555";
    const messages = { locale: "en-US", connectHint: { time: "A few minutes." } } as const;
    await mount(<ConnectHint {...acme} companyId={companyId} messages={messages} />);
    expect(said).toEqual([]);
  });

  test("names what answered in place of the stream, and the cure", async () => {
    const companion = installCompanion();
    companion.answer = () =>
      new Response("<!doctype html>", { status: 404, headers: { "content-type": "text/html" } });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    await mount(
      <OnboardingProvider sessionKey="sam" appName="Acme Lending">
        <AuthStep storage={null} />
      </OnboardingProvider>,
    );
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    companion.restore();
    expect(said).toEqual([
      ["codat-onboarding: GET /api/codat/events answered HTML 404: is the companion mounted? (ONB-402)"],
    ]);
  });
});
