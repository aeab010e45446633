import { AuthStep, ConnectCTA, SkipStep, type StepEvent, useAuthStep } from "codat-onboarding";
import { afterEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme, memory } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

const { waiting: words, status, connectCTA } = english;
const next = { label: "Continue", href: "#next" };
/** Somebody was asked by mail, as this browser remembers. */
const asked = { invited: true, asked: true, askedNews: "none", channel: "mailto" };

const step = (container: HTMLElement) => container.querySelector<HTMLElement>(".co-AuthStep");
const viewOf = (container: HTMLElement) => step(container)?.dataset["view"];
const button = (text: Parameters<typeof say>[0]) => page.getByRole("button", { name: say(text) });
const heading = () => page.getByRole("heading").first();
const trigger = button(english.fallback.trigger.accounting);
const waitingHeading = say(words.heading.accounting);

afterEach(() => vi.restoreAllMocks());

describe("after somebody was asked", () => {
  test("the page asks for nothing more: who is waited for, and the host's way on", async () => {
    const { container } = await mount(<AuthStep {...acme} next={next} storage={memory()} />);
    await userEvent.click(trigger);
    vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await userEvent.click(button(english.copy.link));
    await expect.poll(() => viewOf(container)).toBe("waiting");
    await expect.element(heading()).toHaveTextContent(waitingHeading);
    await expect.element(page.getByRole("link", { name: "Continue" })).toHaveAttribute("href", "#next");
    await expect.element(page.getByText(say(words.copied))).toBeVisible();
    for (const part of ["ConnectCTA", "ConnectHint", "ConsentNotice", "SkipStep", "FallbackTrigger"])
      expect(container.querySelector(`.co-${part}`)).toBe(null);
    await expect.element(heading()).toHaveFocus();
  });

  test("a reload finds it so", async () => {
    const storage = memory();
    const first = await mount(<AuthStep {...acme} storage={storage} />);
    await userEvent.click(trigger);
    vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await userEvent.click(button(english.copy.link));
    await expect.poll(() => viewOf(first.container)).toBe("waiting");
    await first.unmount();
    const { container } = await mount(<AuthStep {...acme} storage={storage} />);
    expect(viewOf(container)).toBe("waiting");
    await expect.element(heading()).toHaveTextContent(waitingHeading);
  });

  test("a webmail page that replaced ours, and Back: the waiting view stands", async () => {
    const storage = memory();
    const first = await mount(<AuthStep {...acme} storage={storage} />);
    await userEvent.click(trigger);
    // The mail program's handler is a page that takes this one's place: nothing of it runs on after the press.
    await userEvent.click(page.getByRole("link", { name: say(english.invite.link) }).first());
    await first.unmount();
    vi.spyOn(performance, "getEntriesByType").mockReturnValue([
      { type: "back_forward" } as PerformanceNavigationTiming,
    ]);
    const { container } = await mount(<AuthStep {...acme} next={next} storage={storage} />);
    expect(viewOf(container)).toBe("waiting");
    expect(step(container)?.dataset["invite"]).toBe("prepared");
    await expect.element(page.getByText(say(words.email))).toBeVisible();
    await expect.element(button(words.nothingOpened)).toBeVisible();
  });

  test("“I’ll connect it myself” puts the button in front with its consent, and Back undoes that", async () => {
    const { container } = await mount(<AuthStep {...acme} storage={memory(asked)} />);
    await userEvent.click(button(words.myself));
    await expect.poll(() => viewOf(container)).toBe("ask");
    await expect.element(page.getByRole("link", { name: say(connectCTA.connect.accounting) })).toBeVisible();
    expect(container.querySelector(".co-ConsentNotice")).not.toBe(null);
    await expect.element(heading()).toHaveFocus();
    await userEvent.click(button(english.fallbackAnswers.back));
    await expect.poll(() => viewOf(container)).toBe("waiting");
  });

  test("the button stays in front through a click, until the next fact", async () => {
    const { container, render } = await mount(<AuthStep {...acme} storage={null} invite="prepared" />);
    expect(viewOf(container)).toBe("waiting");
    await userEvent.click(button(words.myself));
    await userEvent.click(page.getByRole("link", { name: say(connectCTA.connect.accounting) }));
    await expect.poll(() => step(container)?.dataset["status"]).toBe("opening");
    expect(viewOf(container)).toBe("ask");
    await render(<AuthStep {...acme} storage={null} invite="opened" />);
    expect(viewOf(container)).toBe("waiting");
    await expect.element(page.getByText(say(words.opened))).toBeVisible();
  });

  test("“Change this invite” opens the panel again", async () => {
    const { container } = await mount(<AuthStep {...acme} storage={memory(asked)} />);
    await userEvent.click(button(words.change));
    await expect.poll(() => viewOf(container)).toBe("handOver");
    await userEvent.click(button(english.fallbackAnswers.back));
    await expect.poll(() => viewOf(container)).toBe("waiting");
  });

  test.each(["declined", "expired"] as const)(
    "an invite that is %s leads back, and says so",
    async (invite) => {
      const { container } = await mount(<AuthStep {...acme} storage={null} invite={invite} />);
      expect(viewOf(container)).toBe("ask");
      await expect.element(page.getByText(say(status[invite]))).toBeVisible();
    },
  );
});

test("two tabs are each in a view of their own, and a fact reaches both", async () => {
  const [one, other] = [
    await mount(<AuthStep {...acme} id="one" />),
    await mount(<AuthStep {...acme} id="other" />),
  ];
  const press = (container: HTMLElement, part: string) =>
    userEvent.click(container.querySelector(part) as Element);
  await press(one.container, ".co-FallbackTrigger");
  await expect.poll(() => viewOf(one.container)).toBe("handOver");
  expect(viewOf(other.container)).toBe("ask");
  await press(other.container, ".co-SkipStep");
  await expect.poll(() => step(other.container)?.dataset["skipped"]).toBe("");
  expect(viewOf(one.container)).toBe("handOver");
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await press(one.container, ".co-CopyLink");
  await expect.poll(() => [viewOf(one.container), viewOf(other.container)]).toEqual(["waiting", "waiting"]);
});

describe("after a return", () => {
  const returned = memory({ returned: "connected" });

  test("“Connect again” puts the button in front", async () => {
    const { container } = await mount(<AuthStep {...acme} storage={returned} />);
    expect(viewOf(container)).toBe("returned");
    expect(container.querySelector(".co-ConnectCTA")).toBe(null);
    await userEvent.click(button(english.authStep.again));
    await expect.element(page.getByRole("link", { name: say(connectCTA.failed) })).toBeVisible();
    expect(viewOf(container)).toBe("ask");
  });

  test("nobody is told to carry on in a step that is required, and there is no way on", async () => {
    const { container } = await mount(<AuthStep {...acme} storage={returned} next={next} required />);
    await expect.element(page.getByText(say(status.carryOn))).not.toBeInTheDocument();
    expect(container.querySelector(".co-Next")).toBe(null);
  });

  test("of a platform that is not offered: the host's help in place of the question", async () => {
    const { container } = await mount(
      <AuthStep
        {...acme}
        storage={memory({ returned: "unsupported" })}
        supportUrl="mailto:help@acme.example"
      />,
    );
    expect(container.querySelector(".co-FallbackTrigger")).toBe(null);
    const help = page.getByRole("link", { name: /^Ask Acme Lending for another way/ });
    await expect.element(help).toHaveAttribute("href", "mailto:help@acme.example");
    await expect.element(page.getByRole("link", { name: say(connectCTA.unsupported) })).toBeVisible();
  });
});

describe("the way on", () => {
  test("is the host's own element, as given", async () => {
    const { container } = await mount(
      <AuthStep {...acme} storage={null} status="connected" next={<em>On we go</em>} />,
    );
    expect(container.querySelector(".co-Slot > em")?.textContent).toBe("On we go");
  });

  test("is a button where it does something", async () => {
    const onClick = vi.fn();
    await mount(
      <AuthStep {...acme} storage={null} status="connected" next={{ label: "On we go", onClick }} />,
    );
    await userEvent.click(page.getByRole("button", { name: "On we go" }));
    expect(onClick).toHaveBeenCalledOnce();
  });

  test("stands in no view that asks for something", async () => {
    const { container } = await mount(<AuthStep {...acme} storage={null} next={next} />);
    expect(container.querySelector(".co-Next")).toBe(null);
    await userEvent.click(trigger);
    expect(container.querySelector(".co-Next")).toBe(null);
  });
});

function WayOn() {
  return <b>{useAuthStep().view}</b>;
}

describe("a step that the host arranges", () => {
  test("shows what asks in its view alone, and tells the host's parts which that is", async () => {
    const onEvent = vi.fn<(event: StepEvent) => void>();
    const children = (
      <>
        <ConnectCTA />
        <SkipStep />
        <WayOn />
      </>
    );
    const { container } = await mount(
      <AuthStep {...acme} storage={memory(asked)} onEvent={onEvent}>
        {children}
      </AuthStep>,
    );
    expect(container.querySelector("b")?.textContent).toBe("waiting");
    expect(container.querySelector(".co-ConnectCTA, .co-SkipStep")).toBe(null);
    await expect.element(page.getByRole("status").first()).toHaveTextContent(waitingHeading);
    await userEvent.click(button(words.myself));
    await expect.poll(() => container.querySelector("b")?.textContent).toBe("ask");
    expect(container.querySelector(".co-ConnectCTA")).not.toBe(null);
    expect(onEvent.mock.calls.map(([event]) => event)).toEqual([
      { type: "restored", detail: expect.objectContaining({ view: "waiting" }) },
      { type: "view", detail: { view: "ask" } },
    ]);
  });
});
