import { AuthStep, CopyLink, CopyMessage, InviteByMailto, type OnboardingError } from "codat-onboarding";
import type { ReactElement } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Locator, page, userEvent } from "vitest/browser";
import { paste, restoreClipboard, setClipboard } from "../support/clipboard.js";
import { english, say } from "../support/english.js";
import { acme, link } from "../support/fixtures.js";
import { act, mount } from "../support/mount.js";
import { refusal } from "../support/sharing.js";

const { copy: words } = english;
// Its name stays: what was done is the live region's to say.
const copyLink = page.getByRole("button", { name: say(words.link), exact: true });
const copyMessage = page.getByRole("button", { name: say(words.message), exact: true });
const status = page.getByRole("status");

const refuse = refusal("NotAllowedError");

afterEach(() => {
  restoreClipboard();
  vi.restoreAllMocks();
});

test("the link alone is copied", async () => {
  const told = { onCopied: vi.fn(), onInvite: vi.fn() };
  await mount(<CopyLink {...acme} {...told} />);
  await userEvent.click(copyLink);
  await expect.element(copyLink).toHaveAttribute("data-copied", "copied");
  await expect.element(status).toHaveTextContent(say(words.linkCopied));
  expect(await paste()).toBe(link);
  expect(told.onCopied.mock.calls).toEqual([[{ what: "link" }]]);
  expect(told.onInvite.mock.calls).toEqual([[{ channel: "copyLink" }]]);
});

test("the whole message is copied, with its link", async () => {
  const told = { onCopied: vi.fn(), onInvite: vi.fn() };
  const { container } = await mount(
    <InviteByMailto {...acme} {...told} inviterName="Alex">
      <CopyMessage />
    </InviteByMailto>,
  );
  await userEvent.click(copyMessage);
  await expect.element(copyMessage).toHaveAttribute("data-copied", "copied");
  await expect.element(status).toHaveTextContent(say(words.messageCopied));
  const text = await paste();
  expect(text).toMatch(/^Hi,\n/);
  expect(text.split("\n")).toContain(`${link} `);
  expect(told.onCopied.mock.calls).toEqual([[{ what: "message" }]]);
  expect(told.onInvite.mock.calls).toEqual([[{ channel: "copyMessage" }]]);
  expect(container.querySelector<HTMLElement>(".co-CopyMessage")?.dataset["copied"]).toBe("copied");
});

describe.each<[string, (part: ReactElement) => ReactElement]>([
  ["alone", (part) => part],
  [
    "in a step",
    (part) => (
      <AuthStep {...acme} storage={null}>
        {part}
      </AuthStep>
    ),
  ],
])("%s", (_, inside) => {
  test("a copy is announced in the one live region, and again the second time", async () => {
    await mount(inside(<CopyLink {...acme} />));
    const region = page.getByRole("status");
    const before = region.element();
    await expect.element(region).toHaveTextContent("");
    const added: string[] = [];
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) added.push(node.textContent ?? "");
    }).observe(before, { childList: true, subtree: true });
    for (const times of [1, 2]) {
      await userEvent.click(copyLink);
      await expect.poll(() => added.filter((text) => text === say(words.linkCopied))).toHaveLength(times);
    }
    expect(region.elements()).toEqual([before]);
  });
});

describe("what a button says of a copy", () => {
  afterEach(() => vi.useRealTimers());

  /** Presses, and lets the copy come to its end; nothing here polls, which would move the clock. */
  async function copyBy(button: Locator): Promise<void> {
    const write = vi.spyOn(navigator.clipboard, "writeText");
    await userEvent.click(button);
    expect(write).toHaveBeenCalledOnce();
    await act(() => write.mock.results[0]?.value);
    write.mockRestore();
  }

  test.each<[string, ReactElement, string]>([
    ["the link", <CopyLink {...acme} key="link" />, say(words.link)],
    [
      "the message",
      <InviteByMailto {...acme} key="message">
        <CopyMessage />
      </InviteByMailto>,
      say(words.message),
    ],
  ])("goes back after five seconds: %s", async (_, part, name) => {
    await mount(part);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const button = page.getByRole("button");
    const copied = () => [button.element().textContent, (button.element() as HTMLElement).dataset["copied"]];
    expect(copied()).toEqual([name, "idle"]);
    await copyBy(button);
    await act(() => vi.advanceTimersByTime(4_999));
    expect(copied()).toEqual([name, "copied"]);
    await act(() => vi.advanceTimersByTime(1));
    expect(copied()).toEqual([name, "idle"]);
  });

  test("stays five seconds more after a second copy", async () => {
    await mount(<CopyLink {...acme} />);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    for (let times = 0; times < 2; times++) {
      await copyBy(copyLink);
      await act(() => vi.advanceTimersByTime(3_000));
    }
    const copied = () => (copyLink.element() as HTMLElement).dataset["copied"];
    expect(copied()).toBe("copied");
    await act(() => vi.advanceTimersByTime(2_000));
    expect(copied()).toBe("idle");
  });
});

test("the focus stays on the button", async () => {
  await mount(<CopyLink {...acme} />);
  await userEvent.click(copyLink);
  await expect.element(copyLink).toHaveAttribute("data-copied", "copied");
  await expect.element(status).toHaveTextContent(say(words.linkCopied));
  expect(document.activeElement).toBe(copyLink.element());
});

describe.each<[string, () => void]>([
  ["there is no Clipboard API", () => setClipboard(undefined)],
  ["the Clipboard API refuses", () => setClipboard({ writeText: refuse, write: refuse })],
])("where %s", (_, arrange) => {
  test("the older way copies", async () => {
    arrange();
    await mount(<CopyLink {...acme} />);
    await userEvent.click(copyLink);
    await expect.element(copyLink).toHaveAttribute("data-copied", "copied");
    await expect.element(status).toHaveTextContent(say(words.linkCopied));
    expect(await paste()).toBe(link);
  });

  test("the older way copies with a modal dialog open", async () => {
    arrange();
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.showModal();
    await mount(<CopyLink {...acme} linkUrl={`${link}?in=dialog`} />, { parent: dialog });
    await userEvent.click(copyLink);
    await expect.element(copyLink).toHaveAttribute("data-copied", "copied");
    await expect.element(status).toHaveTextContent(say(words.linkCopied));
    dialog.remove();
    expect(await paste()).toBe(`${link}?in=dialog`);
  });

  test("no listener of the page takes the copy away", async () => {
    arrange();
    const spoil = (event: ClipboardEvent) => event.clipboardData?.setData("text/plain", "spoilt");
    document.addEventListener("copy", spoil);
    await mount(<CopyLink {...acme} />);
    await userEvent.click(copyLink);
    expect(await paste()).toBe(link);
    document.removeEventListener("copy", spoil);
  });

  test("what nothing can copy is selected, and said to be", async () => {
    arrange();
    vi.spyOn(document, "execCommand").mockReturnValue(false);
    const onCopied = vi.fn();
    const onError = vi.fn();
    const { container } = await mount(<CopyLink {...acme} onCopied={onCopied} onError={onError} />);
    await userEvent.click(copyLink);
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.failed));
    const field = container.querySelector("textarea");
    expect(field?.value).toBe(link);
    expect(field?.readOnly).toBe(true);
    expect(field?.value.slice(field.selectionStart, field.selectionEnd)).toBe(link);
    expect(container.querySelector<HTMLElement>(".co-CopyLink")?.dataset["copied"]).toBe("failed");
    expect(onCopied).not.toHaveBeenCalled();
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: "ONB-301" })]]);
  });
});

describe("a clipboard that never answers", () => {
  afterEach(() => vi.useRealTimers());

  test.each<[string, string | (() => Promise<string>)]>([
    ["a link", link],
    ["a link that must be fetched first", async () => link],
  ])("is worded after five seconds, and asked again by the next press: %s", async (_, linkUrl) => {
    const never = () => new Promise<never>(() => {});
    setClipboard({ write: never, writeText: never });
    const told = { onCopied: vi.fn(), onError: vi.fn() };
    const { container } = await mount(<CopyLink {...acme} {...told} linkUrl={linkUrl} />);
    const said = () => page.getByRole("status").element().textContent;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await userEvent.click(copyLink);
    await act(() => vi.advanceTimersByTimeAsync(4_999));
    expect([said(), told.onError.mock.calls]).toEqual(["", []]);
    await act(() => vi.advanceTimersByTimeAsync(1));
    expect(said()).toBe(say(words.failed));
    expect(told.onError.mock.calls).toEqual([[expect.objectContaining({ code: "ONB-301" })]]);
    expect(container.querySelector("textarea")?.value).toBe(link);

    setClipboard({ write: async () => {}, writeText: async () => {} });
    await userEvent.click(copyLink);
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(said()).toBe(say(words.linkCopied));
    expect(told.onCopied).toHaveBeenCalledOnce();
  });

  test("does not count the time that its link takes", async () => {
    let answer = (_: string) => {};
    const told = { onCopied: vi.fn(), onError: vi.fn() };
    await mount(
      <CopyLink {...acme} {...told} linkUrl={() => new Promise((resolve) => (answer = resolve))} />,
    );
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    setClipboard({
      write: async ([item]) => void (await item?.getType("text/plain")),
      writeText: async () => {},
    });
    await userEvent.click(copyLink);
    await act(() => vi.advanceTimersByTimeAsync(6_000));
    await act(() => answer(link));
    await vi.waitFor(() => expect(told.onCopied).toHaveBeenCalledOnce());
    expect(told.onError).not.toHaveBeenCalled();
  });
});

test("an older way that throws is a refusal", async () => {
  setClipboard(undefined);
  vi.spyOn(document, "execCommand").mockImplementation(() => {
    throw new Error("gone");
  });
  const { container } = await mount(<CopyLink {...acme} />);
  await userEvent.click(copyLink);
  await expect.poll(() => container.querySelector("textarea")?.value).toBe(link);
});

test("a link that must be fetched first is copied in the same click", async () => {
  const linkUrl = async (use: string) => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return `${link}?for=${use}`;
  };
  await mount(<CopyLink {...acme} linkUrl={linkUrl} />);
  await userEvent.click(copyLink);
  await expect.element(copyLink).toHaveAttribute("data-copied", "copied");
  await expect.element(status).toHaveTextContent(say(words.linkCopied));
  expect(await paste()).toBe(`${link}?for=invite`);
});

test("a link that cannot be fetched is an error, and nothing is copied", async () => {
  const onError = vi.fn<(error: OnboardingError) => void>();
  const onCopied = vi.fn();
  const linkUrl = () => Promise.reject(new Error("offline"));
  await mount(<CopyLink {...acme} linkUrl={linkUrl} onError={onError} onCopied={onCopied} />);
  await userEvent.click(copyLink);
  await expect.poll(() => onError.mock.calls.map(([error]) => error.code)).toEqual(["ONB-202"]);
  expect(onCopied).not.toHaveBeenCalled();
  await expect.element(copyLink).toHaveTextContent(say(words.link));
});

test("an unmount while copying is no trouble", async () => {
  let answer = (_: string) => {};
  const linkUrl = () => new Promise<string>((resolve) => (answer = resolve));
  const { unmount } = await mount(<CopyLink {...acme} linkUrl={linkUrl} />);
  await userEvent.click(copyLink);
  await unmount();
  answer(link);
  await expect.poll(paste).toBe(link);
});
