import { CantSignInFallback, FallbackPanel, FallbackTrigger, InviteByMailto } from "codat-onboarding";
import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { mount } from "../support/mount.js";

const trigger = page.getByRole("button", { name: say(english.fallback.trigger.accounting) });
const invite = page.getByRole("link", { name: say(english.invite.link) });

test("two taps lead to the invite", async () => {
  await mount(<CantSignInFallback {...acme} />);
  await expect.element(invite).not.toBeInTheDocument();
  await userEvent.click(trigger);
  await expect.element(trigger).toHaveAttribute("aria-expanded", "true");
  await userEvent.click(invite);
  expect(followed).toEqual([expect.stringMatching(/^mailto:\?subject=Acme%20Lending/)]);
});

test("the question says what it leads to, and the panel has a heading", async () => {
  await mount(<CantSignInFallback {...acme} />);
  await expect.element(trigger).toHaveTextContent(say(english.fallback.hint));
  await userEvent.click(trigger);
  const heading = page.getByRole("heading", { name: say(english.fallback.heading) });
  expect(heading.element().tagName).toBe("H3");
});

test("the trigger names the panel that it opens and closes", async () => {
  const onFallbackOpen = vi.fn();
  const { container } = await mount(<CantSignInFallback {...acme} onFallbackOpen={onFallbackOpen} />);
  const id = trigger.element().getAttribute("aria-controls");
  const panel = container.querySelector<HTMLElement>(".co-FallbackPanel");
  expect(panel?.id).toBe(id);
  expect(panel?.hidden).toBe(true);
  await userEvent.click(trigger);
  expect(panel?.hidden).toBe(false);
  await userEvent.click(trigger);
  await expect.poll(() => panel?.hidden).toBe(true);
  expect(onFallbackOpen).toHaveBeenCalledOnce();
});

test("the keyboard opens it", async () => {
  await mount(<CantSignInFallback {...acme} />);
  (trigger.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(invite).toBeVisible();
});

test("it stays closed when an attempt fails: the sentence and the button come first", async () => {
  const { render } = await mount(<CantSignInFallback {...acme} status="pending" />);
  await render(<CantSignInFallback {...acme} status="failed" />);
  await expect.element(trigger).toHaveAttribute("aria-expanded", "false");
});

test("the host may decide whether it is open", async () => {
  const onOpenChange = vi.fn();
  const fallback = (open: boolean) => (
    <CantSignInFallback {...acme} open={open} onOpenChange={onOpenChange} />
  );
  const { render } = await mount(fallback(false));
  await userEvent.click(trigger);
  expect(onOpenChange.mock.calls).toEqual([[true]]);
  await expect.element(trigger).toHaveAttribute("aria-expanded", "false");
  await render(fallback(true));
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
