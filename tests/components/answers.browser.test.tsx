import {
  AuthStep,
  CantSignInFallback,
  type FallbackAnswer,
  FallbackAnswers,
  OnboardingDefaults,
} from "codat-onboarding";
import type { ComponentProps } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { emulateDevice } from "../../stories/support/device.js";
import { english, say } from "../support/english.js";
import { acme, link, oneTimeLink } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { mount } from "../support/mount.js";
import { Whole } from "../support/whole.js";

const { heading: _, ...words } = english.fallbackAnswers;
const supportUrl = "https://acme.example/help";
const all = ["notAdmin", "forgotPassword", "notListed", "onPhone", "later"] as const;

let restore = () => {};
const on = (device: Parameters<typeof emulateDevice>[0]) => {
  restore = emulateDevice(device);
};
afterEach(() => {
  restore();
  restore = () => {};
});

const question = (answer: FallbackAnswer) =>
  page.getByRole("button", { name: say(words[answer].says), exact: true });
const action = (answer: Exclude<FallbackAnswer, "later">) =>
  page.getByRole("link", { name: say(words[answer].action), exact: true });
const skip = page.getByRole("button", { name: say(english.skipStep.skip), exact: true });
const shown = (container: HTMLElement) =>
  [...container.querySelectorAll(".co-FallbackAnswers .co-Disclosure")].map((one) => one.textContent);
const saying = (...answers: FallbackAnswer[]) => answers.map((answer) => say(words[answer].says));

const step = (props: Partial<ComponentProps<typeof AuthStep>> = {}) => (
  <AuthStep {...acme} storage={null} supportUrl={supportUrl} {...props}>
    <CantSignInFallback defaultOpen />
  </AuthStep>
);

describe("each answer", () => {
  test("“not an admin” leads to the invite", async () => {
    await mount(step());
    await userEvent.click(question("notAdmin"));
    const invites = page.getByRole("link", { name: say(words.notAdmin.action) });
    expect(invites.elements()).toHaveLength(2);
    await userEvent.click(invites.last());
    expect(followed).toEqual([expect.stringMatching(/^mailto:\?subject=.*please%20connect/)]);
  });

  test("what to do after the click stands beneath what was clicked", async () => {
    const { container } = await mount(step());
    await userEvent.click(question("notAdmin"));
    await userEvent.click(page.getByRole("link", { name: say(words.notAdmin.action) }).last());
    const after = container.querySelectorAll(".co-InviteAfter");
    expect(after).toHaveLength(1);
    expect(after[0]?.closest(".co-FallbackAnswers")).not.toBe(null);
  });

  test("“forgot my password” leads back to connecting", async () => {
    const onConnect = vi.fn();
    await mount(step({ onConnect }));
    await userEvent.click(question("forgotPassword"));
    await userEvent.click(action("forgotPassword"));
    expect(followed).toEqual([link]);
    expect(onConnect).toHaveBeenCalledOnce();
  });

  test("“isn’t listed” leads to the host’s help, in a tab of its own", async () => {
    await mount(step());
    await userEvent.click(question("notListed"));
    await expect.element(action("notListed")).toHaveAttribute("href", supportUrl);
    await expect.element(action("notListed")).toHaveAttribute("rel", "noopener");
  });

  test("“isn’t listed” has nothing to press where the host names no help", async () => {
    await mount(step({ supportUrl: undefined }));
    await userEvent.click(question("notListed"));
    await expect.element(page.getByText(say(words.notListed.answer))).toBeVisible();
    await expect.element(action("notListed")).not.toBeInTheDocument();
  });

  test("“on my phone” writes to the customer’s own computer", async () => {
    on("phone");
    await mount(step());
    await userEvent.click(question("onPhone"));
    await userEvent.click(action("onPhone"));
    expect(followed).toEqual([expect.stringMatching(/^mailto:\?subject=/)]);
    expect(decodeURIComponent(`${followed}`)).toContain(say(english.inviteMail.subject.self.accounting));
  });

  test("“later” puts the step off, and takes that back", async () => {
    const [onSkip, onEvent] = [vi.fn(), vi.fn()];
    await mount(
      <AuthStep {...acme} storage={null} onSkip={onSkip} onEvent={onEvent}>
        <FallbackAnswers />
      </AuthStep>,
    );
    await userEvent.click(question("later"));
    await userEvent.click(skip);
    expect(onSkip).toHaveBeenCalledOnce();
    const undo = page.getByRole("button", { name: say(english.skipStep.undo) });
    await expect.element(undo).toHaveFocus();
    await userEvent.click(undo);
    expect(onEvent).toHaveBeenCalledWith({ type: "undo" });
    await expect.element(skip).toBeVisible();
  });

  test("“later” closes the panel it stands in, and the focus goes on from the heading", async () => {
    await mount(step());
    await userEvent.click(question("later"));
    await userEvent.click(skip);
    await expect.element(page.getByRole("button", { name: say(english.skipStep.undo) })).toBeVisible();
    await expect.element(page.getByRole("heading")).toHaveFocus();
  });
});

describe("the event", () => {
  test("names each answer that was opened, once a mount", async () => {
    on("phone");
    const [onFallbackAnswer, onEvent] = [vi.fn(), vi.fn()];
    await mount(step({ onFallbackAnswer, onEvent }));
    for (const answer of [...all, "later", "later"] as const) await userEvent.click(question(answer));
    expect(onFallbackAnswer.mock.calls).toEqual(all.map((answer) => [{ answer }]));
    expect(onEvent.mock.calls.filter(([{ type }]) => type === "fallbackAnswer")).toHaveLength(5);
  });

  test("is the part’s own, then the step’s, then that of the defaults", async () => {
    const order: string[] = [];
    const tell = (who: string) => ({ onFallbackAnswer: () => void order.push(who) });
    await mount(
      <OnboardingDefaults {...tell("defaults")}>
        <AuthStep {...acme} storage={null} {...tell("step")}>
          <FallbackAnswers {...tell("part")} />
        </AuthStep>
      </OnboardingDefaults>,
    );
    await userEvent.click(question("later"));
    expect(order).toEqual(["part", "step", "defaults"]);
  });

  test("opening them tells of no invite and fetches no link", async () => {
    const [onInvite, linkUrl] = [vi.fn(), vi.fn(async () => link)];
    await mount(
      <AuthStep {...acme} storage={null} linkUrl={linkUrl} onInvite={onInvite}>
        <FallbackAnswers />
      </AuthStep>,
    );
    await userEvent.click(question("notAdmin"));
    expect(onInvite).not.toHaveBeenCalled();
    expect(linkUrl).not.toHaveBeenCalled();
  });
});

describe("which there are", () => {
  const alone = (props: ComponentProps<typeof FallbackAnswers> = {}) => (
    <FallbackAnswers {...acme} supportUrl={supportUrl} {...props} />
  );

  test("all but the phone’s on a computer, in their order", async () => {
    on("windows");
    const { container } = await mount(alone());
    expect(shown(container)).toEqual(saying("notAdmin", "forgotPassword", "notListed", "later"));
  });

  test("all of them on a phone", async () => {
    on("phone");
    const { container } = await mount(alone());
    expect(shown(container)).toEqual(saying(...all));
  });

  test("a tablet is no phone", async () => {
    on("tablet");
    const { container } = await mount(alone());
    expect(shown(container)).not.toContain(say(words.onPhone.says));
  });

  test("those the host chose, in the host’s order", async () => {
    const { container } = await mount(alone({ answers: ["later", "notAdmin"] }));
    expect(shown(container)).toEqual(saying("later", "notAdmin"));
  });

  test.each([
    ["a choice of none", <FallbackAnswers key="1" {...acme} answers={[]} />],
    ["answers={false}", <CantSignInFallback key="2" {...acme} answers={false} />],
    [
      "the host’s own panel",
      <CantSignInFallback key="3" {...acme}>
        Call us
      </CantSignInFallback>,
    ],
  ])("none with %s", async (_, element) => {
    const { container } = await mount(element);
    expect(container.querySelector(".co-FallbackAnswers")).toBe(null);
  });

  test("the host’s choice through the fallback", async () => {
    const { container } = await mount(
      <Whole>
        <CantSignInFallback {...acme} answers={["forgotPassword"]} />
      </Whole>,
    );
    expect(shown(container)).toEqual(saying("forgotPassword"));
  });

  test.each([undefined, ["later", "notAdmin"] as const])(
    "no “later” in a required step, %s",
    async (answers) => {
      const { container } = await mount(
        <AuthStep {...acme} storage={null} required>
          <FallbackAnswers answers={answers} />
        </AuthStep>,
      );
      expect(shown(container)).toContain(say(words.notAdmin.says));
      expect(shown(container)).not.toContain(say(words.later.says));
    },
  );

  test("no invites where there is no link to pass on", async () => {
    on("phone");
    const onError = vi.fn();
    const { container } = await mount(alone({ linkUrl: oneTimeLink, onError }));
    expect(shown(container)).toEqual(saying("forgotPassword", "notListed", "later"));
  });

  test.each([
    ["connected", 0],
    ["ready", 0],
    ["loading", 0],
    ["disconnected", 4],
    ["failed", 4],
    ["pending", 4],
  ] as const)("while %s: %i", async (status, count) => {
    const { container } = await mount(alone({ status }));
    expect(shown(container)).toHaveLength(count);
  });
});

describe("in a connection that has ended", () => {
  test("the invite asks to reconnect, and so does the button", async () => {
    await mount(step({ status: "disconnected" }));
    await userEvent.click(question("forgotPassword"));
    await expect
      .element(page.getByRole("link", { name: say(english.connectCTA.disconnected) }))
      .toHaveAttribute("href", link);
    await userEvent.click(question("notAdmin"));
    await userEvent.click(page.getByRole("link", { name: say(words.notAdmin.action) }).last());
    expect(decodeURIComponent(`${followed}`)).toContain("please reconnect");
  });
});

test("they come last in the panel, below the invite", async () => {
  const { container } = await mount(step());
  const panel = container.querySelector(".co-FallbackPanel");
  expect(panel?.lastElementChild?.className).toBe("co-FallbackAnswers");
  expect(panel?.querySelector(".co-InviteLink")?.closest(".co-FallbackAnswers")).toBe(null);
});

test("a button names what it opens, and is told apart by its step’s heading", async () => {
  const { container } = await mount(<AuthStep {...acme} storage={null} status="failed" />);
  const button = question("later").element();
  const opened = container.querySelector<HTMLElement>(
    `#${CSS.escape(button.getAttribute("aria-controls") ?? "")}`,
  );
  expect(opened?.hidden).toBe(true);
  await userEvent.click(button);
  await expect.poll(() => opened?.hidden).toBe(false);
  expect(button.getAttribute("aria-expanded")).toBe("true");
  expect(button.getAttribute("aria-describedby")).toBe(container.querySelector("h2")?.id);
});
