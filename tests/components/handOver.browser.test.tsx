import { AuthStep, type AuthStepProps, CantSignInFallback } from "codat-onboarding";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { companyOf } from "../../stories/support/companion.js";
import { inviteOf, inviting } from "../../stories/support/companionInvites.js";
import { emulateDevice } from "../../stories/support/device.js";
import { english, say } from "../support/english.js";
import { acme } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { createLiveHost } from "../support/liveHost.js";
import { readMail } from "../support/mail.js";
import { mount } from "../support/mount.js";
import { installSharing, refusal, removeSharing } from "../support/sharing.js";

const { invite: words, handOver, copy, share } = english;
const button = (text: Parameters<typeof say>[0]) =>
  page.getByRole("button", { name: say(text), exact: true });
const heading = (text: Parameters<typeof say>[0]) => page.getByRole("heading", { name: say(text) });
const trigger = page.getByRole("button", { name: say(english.fallback.trigger.accounting) });
const connect = page.getByRole("link", { name: say(english.connectCTA.connect.accounting) });
const title = heading(english.fallback.heading);
const mail = page.getByRole("link", { name: say(words.link), exact: true });
const nameField = page.getByRole("textbox", { name: say(english.inviteName.label) });
const back = button(english.fallbackAnswers.back);
const more = button(handOver.more);
const edit = button(english.inviteMessage.edit);
const view = () => document.querySelector<HTMLElement>(".co-AuthStep")?.dataset["view"];

afterEach(() => {
  removeSharing();
  vi.restoreAllMocks();
});

const step = (props: Partial<AuthStepProps> = {}) => <AuthStep {...acme} storage={null} {...props} />;

/** A step whose panel is open. */
async function open(props: Partial<AuthStepProps> = {}) {
  const mounted = await mount(step(props));
  await userEvent.click(trigger);
  await expect.element(title).toBeVisible();
  return mounted;
}

/** What can be pressed or filled in. */
const controls = (container: HTMLElement) =>
  [...container.querySelectorAll<HTMLElement>("a, button, input, textarea, select")].filter((element) =>
    element.checkVisibility(),
  );

/** A host that decides whether the panel is open. */
function Host({ onAsked }: { onAsked(open: boolean): void }) {
  const [isOpen, setOpen] = useState(false);
  const onOpenChange = (next: boolean) => {
    onAsked(next);
    setOpen(next);
  };
  return step({ children: <CantSignInFallback open={isOpen} onOpenChange={onOpenChange} /> });
}

describe("the panel of a step", () => {
  test("takes the place of asking to connect, with five things to press and a field", async () => {
    const { container } = await open();
    expect(view()).toBe("handOver");
    await expect.element(title).toHaveFocus();
    expect(title.element().tagName).toBe("H2");
    await expect.element(connect).not.toBeInTheDocument();
    expect(controls(container).map(({ tagName }) => tagName)).toEqual([
      "BUTTON",
      "INPUT",
      "A",
      "BUTTON",
      "BUTTON",
      "BUTTON",
    ]);
  });

  test("says the two sentences that make an invite safe, each beside what it is about", async () => {
    await open({
      linkUrl: async () => ({
        url: `https://link.codat.io/company/${acme.companyId}`,
        expiresAt: "2126-12-01T00:00:00Z",
      }),
    });
    await expect.element(page.getByText(say(handOver.linkHint))).toBeVisible();
    await userEvent.hover(mail);
    await expect.element(page.getByText(/Anyone with the link can use it until .*2126/)).toBeVisible();
  });

  test("is named by its heading, and there is no other of that id", async () => {
    const { container } = await open();
    const id = container.querySelector("section")?.getAttribute("aria-labelledby");
    expect([...container.querySelectorAll(`[id="${id}"]`)]).toEqual([title.element()]);
  });

  test("is left by Back, and the step's heading takes the focus", async () => {
    await open();
    await userEvent.click(back);
    await expect.element(connect).toBeVisible();
    expect(view()).toBe("ask");
    await expect.element(heading(english.connectCTA.connect.accounting)).toHaveFocus();
  });

  test("keeps what was entered in it", async () => {
    await open();
    await userEvent.fill(nameField, "Priya");
    await userEvent.click(back);
    await userEvent.click(trigger);
    await expect.element(nameField).toHaveValue("Priya");
    expect(readMail(mail.element().getAttribute("href") ?? "").body).toMatch(/^Hi Priya,/);
  });
});

describe("the browser's Back", () => {
  test("leaves the panel and not the page, whose address and state stay the host's", async () => {
    const [address, before] = [location.href, history.state];
    history.replaceState({ ...before, key: "the router's" }, "");
    await open();
    expect(location.href).toBe(address);
    expect(history.state).toMatchObject({ key: "the router's" });
    history.back();
    await expect.element(connect).toBeVisible();
    expect(history.state).toEqual({ ...before, key: "the router's" });
    history.replaceState(before, "");
  });

  test("has nothing left to leave after our own", async () => {
    const before = history.state;
    await open();
    await userEvent.click(more);
    await userEvent.click(edit);
    await expect.element(heading(english.inviteMessage.edit)).toBeVisible();
    expect(history.state).not.toEqual(before);
    await userEvent.click(back);
    await expect.element(title).toBeVisible();
    await userEvent.click(back);
    await expect.element(connect).toBeVisible();
    await expect.poll(() => history.state).toEqual(before);
  });

  test("is ready at once where the panel is opened again before it has gone back", async () => {
    await open();
    await userEvent.click(back);
    await userEvent.click(trigger);
    await expect.element(title).toBeVisible();
    await expect.poll(() => JSON.stringify(history.state)).toContain("codatOnboarding");
    history.back();
    await expect.element(connect).toBeVisible();
  });

  test("is the page's own where the router's state is no object", async () => {
    const before = history.state;
    history.replaceState("mine", "");
    const length = history.length;
    await open();
    expect([history.state, history.length]).toEqual(["mine", length]);
    await userEvent.click(back);
    await expect.element(connect).toBeVisible();
    history.replaceState(before, "");
  });

  test("asks the host where that decides whether the panel is open", async () => {
    const asked = vi.fn();
    await mount(<Host onAsked={asked} />);
    await userEvent.click(trigger);
    await expect.element(title).toBeVisible();
    await expect.poll(() => JSON.stringify(history.state)).toContain("codatOnboarding");
    history.back();
    await expect.element(trigger).toBeVisible();
    expect(asked.mock.calls).toEqual([[true], [false]]);
  });
});

describe("a way of handing over closes the panel", () => {
  const leaves = async () => {
    await expect.poll(view).toBe("waiting");
    await expect.element(title).not.toBeInTheDocument();
    // The heading of what waits.
    await expect.poll(() => document.activeElement?.tagName).toBe("H2");
    await expect.poll(() => JSON.stringify(history.state)).not.toContain("codatOnboarding");
  };
  const copies = () => {
    vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  };

  test("the mail", async () => {
    await open();
    await userEvent.click(mail);
    expect(followed).toEqual([expect.stringMatching(/^mailto:/)]);
    await leaves();
  });

  test("the link", async () => {
    copies();
    await open();
    await userEvent.click(button(copy.link));
    await leaves();
  });

  test("the message", async () => {
    copies();
    await open();
    await userEvent.click(more);
    await userEvent.click(button(copy.message));
    await leaves();
  });

  test("a webmail", async () => {
    await open();
    await userEvent.click(more);
    await userEvent.click(button(share.webmail));
    await userEvent.click(page.getByRole("link", { name: "Gmail" }));
    await leaves();
  });

  test("a share that was completed", async () => {
    installSharing();
    const restore = emulateDevice("phone");
    await open();
    await userEvent.click(button(share.share));
    await leaves();
    restore();
  });

  test("the mail from the message's own view, and Back leaves the page", async () => {
    await open();
    await userEvent.click(more);
    await userEvent.click(edit);
    await userEvent.click(mail);
    await leaves();
  });
});

describe("the panel stays", () => {
  test("with a share that was not", async () => {
    installSharing().share.mockImplementation(refusal("AbortError"));
    const restore = emulateDevice("phone");
    await open();
    await userEvent.click(button(share.share));
    await expect.element(title).toBeVisible();
    expect(view()).toBe("handOver");
    restore();
  });

  test("with a mail whose link could not be fetched: nothing has left the page", async () => {
    const onInvite = vi.fn();
    await open({ linkUrl: () => Promise.reject(new Error("offline")), onInvite, onError: () => {} });
    await userEvent.click(mail);
    await expect.element(page.getByRole("status")).toHaveTextContent(say(english.connectCTA.linkFailed));
    expect(view()).toBe("handOver");
    expect(onInvite).not.toHaveBeenCalled();
  });

  test("until a mail's link was fetched, which then opens", async () => {
    let give = (_url: string) => {};
    const url = `https://link.codat.io/company/${acme.companyId}`;
    await open({ linkUrl: () => new Promise<string>((resolve) => (give = resolve)) });
    await userEvent.click(mail);
    expect(view()).toBe("handOver");
    give(url);
    await expect.poll(view).toBe("waiting");
  });

  test("with a QR code, until Back", async () => {
    const onInvite = vi.fn();
    const { container } = await open({ onInvite });
    await userEvent.click(more);
    await userEvent.click(button(share.qrShow));
    await expect.poll(() => container.querySelector("canvas")).not.toBe(null);
    expect(onInvite.mock.calls).toEqual([[{ channel: "qr" }]]);
    expect(view()).toBe("handOver");
    await userEvent.click(back);
    await expect.poll(view).toBe("waiting");
  });

  test("with a message that is too long, until it is copied", async () => {
    await open({ appName: "融資会社".repeat(20) });
    await expect.element(mail).not.toBeInTheDocument();
    await expect.element(page.getByText(say(words.tooLong)).first()).toBeVisible();
    expect(view()).toBe("handOver");
  });
});

test("to oneself closes the panel, and nobody is waited for", async () => {
  await open();
  await userEvent.click(more);
  await userEvent.click(page.getByRole("link", { name: say(handOver.toMyself) }));
  await expect.element(connect).toBeVisible();
  expect(view()).toBe("ask");
});

describe("the message", () => {
  test("is a view of its own, which Back leaves for the ways, and keeps what was changed", async () => {
    await open();
    await userEvent.click(more);
    await userEvent.click(edit);
    await expect.element(heading(english.inviteMessage.edit)).toHaveFocus();
    await expect.element(nameField).not.toBeInTheDocument();
    await userEvent.fill(page.getByRole("textbox", { name: say(english.inviteMessage.subject) }), "Mine");
    await userEvent.click(back);
    await expect.element(edit).toHaveFocus();
    expect(readMail(mail.element().getAttribute("href") ?? "").subject).toBe("Mine");
  });

  test("has one thing to do: write the email with these words", async () => {
    await open();
    await userEvent.click(more);
    await userEvent.click(edit);
    await userEvent.fill(page.getByRole("textbox", { name: say(english.inviteMessage.before) }), "Hello!");
    await expect.element(page.getByText(say(english.inviteMessage.editedHint))).toBeVisible();
    expect(readMail(mail.element().getAttribute("href") ?? "").body).toMatch(/^Hello!/);
  });
});

test.each([
  ["by mail, it is copied where no mail program opened", undefined],
  ["to somebody by name", "Priya"],
])("a message that was changed stays changed while the step waits: %s", async (_, whom) => {
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await open();
  if (whom) await userEvent.fill(nameField, whom);
  await userEvent.click(more);
  await userEvent.click(edit);
  await userEvent.fill(page.getByRole("textbox", { name: say(english.inviteMessage.before) }), "Hello!");
  await userEvent.click(mail);
  await expect.poll(view).toBe("waiting");
  await userEvent.click(button(english.waiting.nothingOpened));
  await expect.poll(() => write.mock.calls.length).toBe(1);
  expect(write.mock.calls[0]?.[0]).toMatch(/^Hello!/);
});

describe("with a companion", () => {
  const wish = { kind: "connect", sourceType: "accounting" };
  const live = async (...invites: Parameters<typeof inviting>[1][]) => {
    const host = createLiveHost();
    host.companion.company = inviting(companyOf(), ...invites);
    await mount(host.live(<AuthStep storage={null} />));
    return host;
  };

  test("a name is kept with the invite once that was passed on, and is told to be", async () => {
    const host = await live();
    await userEvent.click(trigger);
    await expect.element(nameField).toHaveAccessibleDescription(say(english.inviteName.kept));
    await userEvent.fill(nameField, " Priya ");
    await userEvent.hover(mail);
    await expect.poll(() => host.companion.invites.wishes).toEqual([wish]);
    await userEvent.click(mail);
    await expect
      .poll(() => host.companion.invites.wishes.at(-1))
      .toEqual({ ...wish, name: "Priya", prepared: true });
    expect(JSON.stringify(host.heard)).not.toContain("Priya");
    host.companion.restore();
  });

  test("somebody else gets a link of their own, and the first one's stays theirs", async () => {
    const host = await live(inviteOf("prepared", 1, { name: "Priya" }));
    await userEvent.click(button(english.waiting.change));
    await userEvent.fill(nameField, "Tom");
    await userEvent.hover(mail);
    await expect.poll(() => host.companion.invites.wishes.at(-1)).toEqual({ ...wish, name: "Tom" });
    host.companion.restore();
  });

  test("the same person asked again gets the same link", async () => {
    const host = await live(inviteOf("prepared", 1, { name: "Priya" }));
    await userEvent.click(button(english.waiting.change));
    await userEvent.fill(nameField, "Priya");
    await userEvent.hover(mail);
    await expect.poll(() => mail.element().getAttribute("href")).toContain("invite1");
    expect(host.companion.invites.wishes.map(({ name }) => name)).toEqual([undefined]);
    host.companion.restore();
  });
});
