import {
  AuthStep,
  CantSignInFallback,
  type FallbackAnswer,
  FallbackAnswers,
  InviteByMailto,
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

const words = english.fallbackAnswers;
const supportUrl = "https://acme.example/help";
const all = ["notAdmin", "forgotPassword", "notListed", "onPhone"] as const;

let restore = () => {};
const on = (device: Parameters<typeof emulateDevice>[0]) => {
  restore = emulateDevice(device);
};
afterEach(() => {
  restore();
  restore = () => {};
});

const question = (answer: FallbackAnswer) => page.getByRole("button", { name: say(words[answer].says) });
const action = (answer: Exclude<FallbackAnswer, "forgotPassword">) =>
  page.getByRole("link", { name: say(words[answer].action), exact: true });
const connect = page.getByRole("link", { name: say(english.connectCTA.connect.accounting) });
const opener = page.getByRole("button", { name: say(words.open) });
const back = page.getByRole("button", { name: say(english.fallbackAnswers.back) });
const heading = (text: Parameters<typeof say>[0]) => page.getByRole("heading", { name: say(text) });
const invite = page.getByRole("link", { name: say(english.invite.link) });
const nameField = page.getByRole("textbox", { name: say(english.inviteName.label) });
const shown = (container: HTMLElement) =>
  [...container.querySelectorAll(".co-FallbackAnswers li")].map((one) => one.textContent);
const saying = (...answers: FallbackAnswer[]) =>
  answers.map((answer) => `${say(words[answer].says)} ${say(words[answer].hint)}`);

type AnswersProps = ComponentProps<typeof FallbackAnswers>;
const alone = (props: AnswersProps = {}) => <FallbackAnswers {...acme} supportUrl={supportUrl} {...props} />;
const panel = (props: ComponentProps<typeof CantSignInFallback> = {}) => (
  <Whole>
    <CantSignInFallback {...acme} supportUrl={supportUrl} defaultOpen {...props} />
  </Whole>
);

describe("each answer", () => {
  test("takes the place of the list, and Back puts that there again; the headings take the focus", async () => {
    const { container } = await mount(alone());
    await userEvent.click(question("notListed"));
    await expect.element(heading(words.notListed.says)).toHaveFocus();
    await expect.element(page.getByText(say(words.notListed.answer))).toBeVisible();
    await expect.element(question("notAdmin")).not.toBeInTheDocument();
    await userEvent.click(back);
    await expect.element(question("notListed")).toHaveFocus();
    expect(shown(container)).toHaveLength(3);
    await expect.element(back).not.toBeInTheDocument();
  });

  test("is left by the browser's Back too, and the page stays", async () => {
    const address = location.href;
    await mount(alone());
    await userEvent.click(question("notListed"));
    await expect.element(heading(words.notListed.says)).toBeVisible();
    history.back();
    await expect.element(question("notAdmin")).toBeVisible();
    expect(location.href).toBe(address);
  });

  test("“not an admin” leads to the invite", async () => {
    await mount(alone());
    await userEvent.click(question("notAdmin"));
    await userEvent.click(action("notAdmin"));
    expect(followed).toEqual([expect.stringMatching(/^mailto:\?subject=.*please%20connect/)]);
  });

  test("“forgot my password” leads back to connecting, and says that it is a new tab", async () => {
    const onConnect = vi.fn();
    await mount(alone({ onConnect }));
    await userEvent.click(question("forgotPassword"));
    await expect.element(page.getByText(say(words.newTab))).toBeVisible();
    await userEvent.click(connect);
    expect(followed).toEqual([link]);
    expect(onConnect).toHaveBeenCalledOnce();
  });

  test("“forgot my password” says nothing of a tab where there is none", async () => {
    await mount(alone({ target: "_self" }));
    await userEvent.click(question("forgotPassword"));
    await expect.element(connect).toBeVisible();
    expect(page.getByText(say(words.newTab)).query()).toBe(null);
  });

  test("“isn’t listed” leads to the host’s help, in a tab of its own, and says so", async () => {
    await mount(alone());
    await userEvent.click(question("notListed"));
    const name = `${say(words.notListed.action)} ${say(words.newTab)}`;
    const help = page.getByRole("link", { name, exact: true });
    await expect.element(help).toHaveAttribute("href", supportUrl);
    await expect.element(help).toHaveAttribute("rel", "noopener");
    await expect.element(page.getByText(say(words.newTab))).toBeVisible();
  });

  test("“isn’t listed” has nothing to press where the host names no help", async () => {
    await mount(alone({ supportUrl: undefined }));
    await userEvent.click(question("notListed"));
    await expect.element(page.getByText(say(words.notListed.answer))).toBeVisible();
    await expect.element(action("notListed")).not.toBeInTheDocument();
  });

  test("“on my phone” writes to the customer’s own computer", async () => {
    on("phone");
    await mount(alone());
    await userEvent.click(question("onPhone"));
    await userEvent.click(action("onPhone"));
    expect(followed).toEqual([expect.stringMatching(/^mailto:\?subject=/)]);
    expect(decodeURIComponent(`${followed}`)).toContain(say(english.inviteMail.subject.self.accounting));
  });
});

describe("in the panel of a whole step", () => {
  test("they are one button, and their list takes the panel's place", async () => {
    await mount(panel());
    await userEvent.fill(nameField, "Priya");
    await userEvent.click(opener);
    await expect.element(heading(words.heading)).toHaveFocus();
    await expect.element(invite).not.toBeInTheDocument();
    await userEvent.click(question("notAdmin"));
    await expect.element(heading(words.notAdmin.says)).toHaveFocus();
    await userEvent.click(back);
    await expect.element(heading(words.heading)).toHaveFocus();
    await userEvent.click(back);
    await expect.element(opener).toHaveFocus();
    await expect.element(nameField).toHaveValue("Priya");
  });

  test("the browser's Back leaves them one by one", async () => {
    await mount(panel());
    await userEvent.click(opener);
    await userEvent.click(question("notAdmin"));
    await expect.element(heading(words.notAdmin.says)).toBeVisible();
    history.back();
    await expect.element(heading(words.heading)).toBeVisible();
    history.back();
    await expect.element(invite).toBeVisible();
  });

  test("“not an admin” leads back to the ways of asking somebody", async () => {
    await mount(panel());
    await userEvent.click(opener);
    await userEvent.click(question("notAdmin"));
    await userEvent.click(page.getByRole("button", { name: say(words.notAdmin.action) }));
    await expect.element(invite).toBeVisible();
    await expect.element(back).not.toBeInTheDocument();
    expect(document.activeElement).not.toBe(document.body);
  });

  test("a panel that is closed begins anew with its ways of asking", async () => {
    await mount(panel());
    const trigger = page.getByRole("button", { name: say(english.fallback.trigger.accounting) });
    await userEvent.click(opener);
    await expect.element(heading(words.heading)).toBeVisible();
    await userEvent.click(trigger);
    await userEvent.click(trigger);
    await expect.element(invite).toBeVisible();
    await expect.element(back).not.toBeInTheDocument();
  });

  test("they come last, below the invite", async () => {
    const { container } = await mount(panel());
    const [way, answers] = [".co-InviteLink", ".co-FallbackAnswers"].map((part) =>
      container.querySelector(part),
    );
    if (!way || !answers) throw new Error("Both are there.");
    expect(way.compareDocumentPosition(answers)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });
});

describe("the event", () => {
  test("names each answer that was opened, once a mount", async () => {
    on("phone");
    const [onFallbackAnswer, onEvent] = [vi.fn(), vi.fn()];
    await mount(alone({ onFallbackAnswer, onEvent }));
    for (const answer of [...all, "onPhone"] as const) {
      await userEvent.click(question(answer));
      await userEvent.click(back);
    }
    expect(onFallbackAnswer.mock.calls).toEqual(all.map((answer) => [{ answer }]));
    expect(onEvent.mock.calls.filter(([{ type }]) => type === "fallbackAnswer")).toHaveLength(4);
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
    await userEvent.click(question("notListed"));
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
  test("all but the phone’s on a computer, in their order", async () => {
    on("windows");
    const { container } = await mount(alone());
    expect(shown(container)).toEqual(saying("notAdmin", "forgotPassword", "notListed"));
  });

  test("all of them on a phone", async () => {
    on("phone");
    const { container } = await mount(alone());
    expect(shown(container)).toEqual(saying(...all));
  });

  test("a tablet is no phone", async () => {
    on("tablet");
    const { container } = await mount(alone());
    expect(shown(container)).toHaveLength(3);
  });

  test("those the host chose, in the host’s order", async () => {
    const { container } = await mount(alone({ answers: ["notListed", "notAdmin"] }));
    expect(shown(container)).toEqual(saying("notListed", "notAdmin"));
  });

  test.each([
    ["a choice of none", <FallbackAnswers key="1" {...acme} answers={[]} />],
    [
      "answers={false}",
      <Whole key="2">
        <CantSignInFallback {...acme} defaultOpen answers={false} />
      </Whole>,
    ],
    [
      "the host’s own panel",
      <Whole key="3">
        <CantSignInFallback {...acme} defaultOpen>
          <InviteByMailto />
        </CantSignInFallback>
      </Whole>,
    ],
  ])("none with %s", async (_, element) => {
    const { container } = await mount(element);
    expect(container.querySelector(".co-FallbackAnswers")).toBe(null);
  });

  test("the host’s choice through the fallback", async () => {
    const { container } = await mount(panel({ answers: ["forgotPassword"] }));
    await userEvent.click(opener);
    expect(shown(container)).toEqual([]);
    await expect.element(question("forgotPassword")).toBeVisible();
    expect([question("notAdmin").query(), question("notListed").query()]).toEqual([null, null]);
  });

  test("no invites where there is no link to pass on", async () => {
    on("phone");
    const onError = vi.fn();
    const { container } = await mount(alone({ linkUrl: oneTimeLink, onError }));
    expect(shown(container)).toEqual(saying("forgotPassword", "notListed"));
  });

  test.each([
    ["connected", 0],
    ["ready", 0],
    ["loading", 0],
    ["disconnected", 3],
    ["failed", 3],
    ["pending", 3],
  ] as const)("while %s: %i", async (status, count) => {
    const { container } = await mount(alone({ status }));
    expect(shown(container)).toHaveLength(count);
  });
});

describe("in a connection that has ended", () => {
  test("the invite asks to reconnect, and so does the button", async () => {
    await mount(alone({ status: "disconnected" }));
    await userEvent.click(question("forgotPassword"));
    await expect
      .element(page.getByRole("link", { name: say(english.connectCTA.disconnected) }))
      .toHaveAttribute("href", link);
    await userEvent.click(back);
    await userEvent.click(question("notAdmin"));
    await userEvent.click(action("notAdmin"));
    expect(decodeURIComponent(`${followed}`)).toContain("please reconnect");
  });
});
