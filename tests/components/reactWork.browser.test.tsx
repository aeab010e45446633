import {
  AuthStep,
  CantSignInFallback,
  ConnectCTA,
  ConnectHint,
  ConsentNotice,
  CopyLink,
  FallbackAnswers,
  FallbackPanel,
  FallbackTrigger,
  InviteAfter,
  InviteByMailto,
  InviteLink,
  InviteMessage,
  SkipStep,
} from "codat-onboarding";
import { cloneElement, Profiler, type ReactElement, version } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { HandWritten } from "../../bench/HandWritten.js";
import { english, say } from "../support/english.js";
import { acme } from "../support/fixtures.js";
import { act, mount } from "../support/mount.js";
import { countComponents, countHookCalls } from "../support/reactWork.js";

describe("a whole open step", () => {
  const companyId = "8a210b68-6988-11ed-a1eb-0242ac120002";
  const ours = (
    <AuthStep
      companyId={companyId}
      status="idle"
      platformName="Xero"
      appName="Acme Lending"
      businessName="Oak & Elm Ltd"
      inviterName="Sam Patel"
      purpose="a business loan"
      storage={null}
    />
  );
  const byHand = <HandWritten companyId={companyId} status="idle" />;
  const roots = new Set<() => void>();

  afterEach(() => {
    for (const unmount of roots) unmount();
    roots.clear();
  });

  /** Mounts a step as a customer's page does, outside of StrictMode, and opens its panel. */
  async function open(step: ReactElement) {
    const container = document.body.appendChild(document.createElement("main"));
    const root = createRoot(container);
    roots.add(() => {
      root.unmount();
      container.remove();
    });
    const mounting = await countHookCalls(() => flushSync(() => root.render(step)));
    await act(() => {});
    const asking = countComponents(container);
    const trigger = container.querySelector<HTMLElement>(".co-FallbackTrigger");
    const opening = await countHookCalls(() => flushSync(() => trigger?.click()));
    return { asking, mounting, opening, components: countComponents(container), html: container.innerHTML };
  }

  test("asks little of React, where it asks and where it hands over", async () => {
    const [step, floor] = [await open(ours), await open(byHand)];
    expect(step.html).toContain('data-view="handOver"');
    // The floor shows that the counting counts.
    expect(floor).toMatchObject({
      components: 16,
      mounting: { all: 27, useContext: 0, useSyncExternalStore: 0 },
    });
    expect(step.asking).toBeLessThanOrEqual(35);
    expect(step.mounting.all).toBeLessThanOrEqual(105);
    expect(step.mounting.useContext).toBeLessThanOrEqual(35);
    expect(step.mounting.useSyncExternalStore).toBeLessThanOrEqual(2);
    expect(step.components).toBeLessThanOrEqual(35);
    expect(step.opening.all).toBeLessThanOrEqual(105);
    expect(step.opening.useContext).toBeLessThanOrEqual(35);
  });
});

describe("what happens at one part renders only what reads it", () => {
  const rendered = new Set<string>();
  const profiled = new Set<string>();
  // Each render asks for the class name. React 19's Profiler overlooks what a context alone renders
  // (it looks for work below before the change of the context is passed down); 18's does not.
  const watched = (name: string, part: ReactElement<{ className?: () => undefined }>) => (
    <Profiler id={name} onRender={(id) => void profiled.add(id)}>
      {cloneElement(part, { className: () => void rendered.add(name) })}
    </Profiler>
  );
  // A host's arrangement that stays the same, as a component's children do when the component renders by itself.
  const parts = (
    <>
      {watched("ConnectCTA", <ConnectCTA />)}
      {watched("ConnectHint", <ConnectHint />)}
      {watched("ConsentNotice", <ConsentNotice />)}
      <CantSignInFallback arranged>
        {watched("FallbackTrigger", <FallbackTrigger />)}
        <FallbackPanel>
          <InviteByMailto>
            {watched("InviteLink", <InviteLink />)}
            {watched("CopyLink", <CopyLink />)}
            <InviteAfter />
            {watched("InviteMessage", <InviteMessage />)}
          </InviteByMailto>
          {watched("FallbackAnswers", <FallbackAnswers />)}
        </FallbackPanel>
      </CantSignInFallback>
      {watched("SkipStep", <SkipStep />)}
    </>
  );
  const step = (props?: object) => (
    <AuthStep {...acme} {...props} storage={null}>
      {parts}
    </AuthStep>
  );
  const asking = ["ConnectCTA", "ConnectHint", "ConsentNotice", "FallbackTrigger", "SkipStep"];
  const handingOver = ["CopyLink", "FallbackAnswers", "InviteLink", "InviteMessage"];
  /** What has rendered since it was last asked for; React answers an event a moment after it. */
  const seen = async () => {
    await vi.waitFor(() => expect(rendered.size).toBeGreaterThan(0));
    const names = [...rendered].sort();
    if (version < "19") expect([...profiled].sort()).toEqual(names);
    rendered.clear();
    profiled.clear();
    return names;
  };
  const openPanel = () => userEvent.click(page.getByRole("button", { name: /^Can’t sign in/ }));
  const copy = () => userEvent.click(page.getByRole("button", { name: /^(Copy link|Link copied\.)$/ }));

  beforeEach(() => {
    vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    rendered.clear();
    profiled.clear();
  });

  test("a page that renders its step again as it was renders none of them", async () => {
    const { render } = await mount(step({ onConnect: () => {} }));
    expect(await seen()).toEqual(asking);
    await render(step({ onConnect: () => {} }));
    expect([...rendered]).toEqual([]);
    await render(step({ businessName: "Oak & Elm Ltd" }));
    expect(await seen()).toEqual(asking);
  });

  test("opening the panel: what it holds", async () => {
    await mount(step());
    await seen();
    await openPanel();
    expect(await seen()).toEqual(handingOver);
  });

  test("copying again: the button that says so, and nothing that asks", async () => {
    await mount(step());
    await openPanel();
    await copy();
    await userEvent.click(page.getByRole("button", { name: say(english.waiting.change) }));
    await expect.element(page.getByRole("button", { name: /^(Copy link|Link copied\.)$/ })).toBeVisible();
    await seen();
    await copy();
    const rendered = await seen();
    expect(rendered).toContain("CopyLink");
    expect(rendered.filter((name) => asking.includes(name))).toEqual([]);
  });

  test("writing in the message: what is made of the message", async () => {
    await mount(step());
    await openPanel();
    await userEvent.click(page.getByRole("button", { name: say(english.inviteMessage.edit) }));
    await seen();
    await userEvent.fill(page.getByRole("textbox", { name: say(english.inviteMessage.subject) }), "Xero");
    expect(await seen()).toEqual(["InviteLink", "InviteMessage"]);
  });

  test("opening an answer: no part, since it opens by itself", async () => {
    await mount(step());
    await openPanel();
    await userEvent.click(page.getByRole("button", { name: say(english.fallbackAnswers.open) }));
    await seen();
    const answer = page.getByRole("button", { name: say(english.fallbackAnswers.notListed.says) });
    await userEvent.click(answer);
    await expect.element(page.getByText(say(english.fallbackAnswers.notListed.answer))).toBeVisible();
    expect([...rendered]).toEqual([]);
  });

  test("putting the step off: all that shows it", async () => {
    await mount(step());
    await seen();
    await userEvent.click(page.getByRole("button", { name: say(english.skipStep.skip) }));
    expect(await seen()).toContain("SkipStep");
  });
});
