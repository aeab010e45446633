import {
  AuthStep,
  CantSignInFallback,
  FallbackPanel,
  FallbackTrigger,
  InviteByMailto,
} from "codat-onboarding";
import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { mount } from "../support/mount.js";

const trigger = page.getByRole("button", { name: say(english.fallback.trigger.accounting) });
const invite = page.getByRole("link", { name: say(english.invite.link) });

const back = page.getByRole("button", { name: say(english.fallback.back) });
const viewOf = (container: HTMLElement) =>
  container.querySelector<HTMLElement>(".co-AuthStep")?.dataset["view"];

test("two taps lead to the invite", async () => {
  const { container } = await mount(<AuthStep {...acme} storage={null} />);
  await expect.element(invite).not.toBeInTheDocument();
  await userEvent.click(trigger);
  await expect.poll(() => viewOf(container)).toBe("handOver");
  await userEvent.click(invite);
  expect(followed).toEqual([expect.stringMatching(/^mailto:\?subject=Acme%20Lending/)]);
});

test("the panel takes the place of the question, and Back undoes that", async () => {
  const onFallbackOpen = vi.fn();
  const { container } = await mount(<AuthStep {...acme} storage={null} onFallbackOpen={onFallbackOpen} />);
  const id = trigger.element().getAttribute("aria-controls");
  const panel = container.querySelector<HTMLElement>(".co-FallbackPanel");
  expect(panel?.id).toBe(id);
  expect(panel?.hidden).toBe(true);
  await userEvent.click(trigger);
  expect(panel?.hidden).toBe(false);
  for (const part of ["FallbackTrigger", "ConnectCTA", "ConsentNotice", "SkipStep"])
    expect(container.querySelector(`.co-${part}`)).toBe(null);
  await userEvent.click(back);
  await expect.poll(() => panel?.hidden).toBe(true);
  await expect.element(trigger).toBeVisible();
  expect(onFallbackOpen).toHaveBeenCalledOnce();
});

test("outside of a step it opens beneath, and its trigger closes it", async () => {
  const { container } = await mount(<CantSignInFallback {...acme} />);
  const panel = container.querySelector<HTMLElement>(".co-FallbackPanel");
  await userEvent.click(trigger);
  await expect.element(trigger).toHaveAttribute("aria-expanded", "true");
  expect(panel?.hidden).toBe(false);
  await expect.element(back).not.toBeInTheDocument();
  await userEvent.click(trigger);
  await expect.poll(() => panel?.hidden).toBe(true);
});

test("the keyboard opens it, and goes on from the heading of what took over", async () => {
  await mount(<AuthStep {...acme} storage={null} />);
  (trigger.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(invite).toBeVisible();
  await expect.element(page.getByRole("heading", { name: say(english.fallback.heading) })).toHaveFocus();
});

test("it does not open by itself when an attempt fails: trying again comes first", async () => {
  const { render, container } = await mount(<AuthStep {...acme} storage={null} status="pending" />);
  await render(<AuthStep {...acme} storage={null} status="failed" />);
  expect(viewOf(container)).toBe("ask");
  await expect.element(trigger).toHaveAttribute("aria-expanded", "false");
  await expect.element(page.getByRole("link", { name: say(english.connectCTA.failed) })).toBeVisible();
});

test("a way of handing over closes it", async () => {
  const { container } = await mount(<AuthStep {...acme} storage={null} />);
  await userEvent.click(trigger);
  await userEvent.click(invite);
  await expect.poll(() => viewOf(container)).toBe("waiting");
  expect(container.querySelector<HTMLElement>(".co-FallbackPanel")?.hidden).toBe(true);
});

test("the host may decide whether it is open", async () => {
  const onOpenChange = vi.fn();
  const step = (open: boolean) => (
    <AuthStep {...acme} storage={null}>
      <CantSignInFallback open={open} onOpenChange={onOpenChange} />
    </AuthStep>
  );
  const { render } = await mount(step(false));
  await userEvent.click(trigger);
  expect(onOpenChange.mock.calls).toEqual([[true]]);
  await expect.element(trigger).toHaveAttribute("aria-expanded", "false");
  await render(step(true));
  await expect.element(invite).toBeVisible();
});

test("it is open to begin with where the host says so", async () => {
  await mount(<CantSignInFallback {...acme} defaultOpen />);
  await expect.element(invite).toBeVisible();
});

test("its children are the content of the panel", async () => {
  const { container } = await mount(
    <CantSignInFallback {...acme} defaultOpen>
      <InviteByMailto />
      <p>Call us</p>
    </CantSignInFallback>,
  );
  expect(container.querySelector(".co-FallbackPanel")?.textContent).toContain("Call us");
});

test("a host may arrange trigger and panel itself", async () => {
  const { container } = await mount(
    <CantSignInFallback {...acme} arranged>
      <FallbackPanel>here</FallbackPanel>
      <FallbackTrigger />
    </CantSignInFallback>,
  );
  expect(container.querySelectorAll("[aria-expanded]")).toHaveLength(1);
  expect(container.querySelectorAll(".co-FallbackPanel")).toHaveLength(1);
});
