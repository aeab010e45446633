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
import { plainMarkup } from "../../bench/sameMarkup.mjs";
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

  /** Mounts a step as a customer's page does, outside of StrictMode, opens its panel and what is behind “More”. */
  async function open(step: ReactElement) {
    const container = document.body.appendChild(document.createElement("main"));
    const root = createRoot(container);
    roots.add(() => {
      root.unmount();
      container.remove();
    });
    const at = () => ({ components: countComponents(container), html: container.innerHTML });
    const press = (selector: string) => () =>
      flushSync(() => container.querySelector<HTMLElement>(selector)?.click());
    const mounting = await countHookCalls(() => flushSync(() => root.render(step)));
    await act(() => {});
    const asking = at();
    const opening = await countHookCalls(press(".co-FallbackTrigger"));
    const handingOver = at();
    press(".co-Ways .co-Action")();
    return { mounting, asking, opening, handingOver, more: at() };
  }

  test("asks little of React beside the same markup written by hand", async () => {
    const [step, floor] = [await open(ours), await open(byHand)];
    for (const view of ["asking", "handingOver", "more"] as const)
      expect(plainMarkup(step[view].html)).toBe(plainMarkup(floor[view].html));
    expect(step.asking.html).toContain('data-view="ask"');
    expect(step.handingOver.html).toContain('data-view="handOver"');
    expect(step.more.html).toContain('aria-expanded="true"');
    // The floor shows that the counting counts.
    expect(floor).toMatchObject({
      asking: { components: 4 },
      mounting: { all: 18, useContext: 0, useSyncExternalStore: 0 },
    });
    expect(floor.opening.all).toBeGreaterThan(floor.mounting.all);
    for (const view of [step.asking, step.handingOver]) expect(view.components).toBeLessThanOrEqual(30);
    for (const work of [step.mounting, step.opening]) {
      expect(work.all).toBeLessThanOrEqual(90);
      expect(work.useContext).toBeLessThanOrEqual(30);
      expect(work.useSyncExternalStore).toBeLessThanOrEqual(2);
      expect(work.useMemo).toBeLessThanOrEqual(6);
    }
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
    // What has gone renders nothing, which the Profiler alone sees.
    const isThere = (name: string) => rendered.has(name) || document.querySelector(`.co-${name}`);
    if (version < "19") expect([...profiled].filter(isThere).sort()).toEqual(names);
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
