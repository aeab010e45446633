import {
  AuthStep,
  CopyLink,
  InviteAfter,
  InviteByMailto,
  InviteLink,
  LinkQRCode,
  type OnboardingError,
  ShareLink,
  WebmailLinks,
} from "codat-onboarding";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme, link, oneTimeLink } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { act, mount } from "../support/mount.js";
import { readQRCode } from "../support/readQRCode.js";
import { installSharing, refusal, removeSharing } from "../support/sharing.js";
import { WholeInvite } from "../support/whole.js";

const { share: words, invite, copy } = english;
const button = (name: string) => page.getByRole("button", { name, exact: true });
const shareButton = button(say(words.share));
const status = page.getByRole("status");
const codes = (onError: { mock: { calls: OnboardingError[][] } }) =>
  onError.mock.calls.map(([error]) => error?.code);
const failing = () => Promise.reject(new Error("offline"));

async function canvasOf(png: string): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: image.width,
    height: image.height,
  });
  canvas.getContext("2d")?.drawImage(image, 0, 0);
  return canvas;
}

afterEach(() => {
  removeSharing();
  vi.restoreAllMocks();
});

describe("a QR code", () => {
  const shown = async (container: HTMLElement) => {
    await userEvent.click(button(say(words.qrShow)));
    await expect.element(button(say(words.qrHide))).toBeVisible();
    const code = container.querySelector("canvas");
    if (!code) throw new Error("no code");
    return code;
  };
  const encoders = () => performance.getEntriesByType("resource").filter(({ name }) => /\buqr\b/.test(name));

  // It comes first: what a page has loaded it keeps.
  test("loads its encoder when it is asked for, and not before", async () => {
    const { container } = await mount(<LinkQRCode {...acme} />);
    await userEvent.hover(button(say(words.qrShow)));
    expect(encoders()).toHaveLength(0);
    await shown(container);
    expect(encoders()).not.toHaveLength(0);
  });

  test.each([
    ["a company's link", link],
    ["a link with parameters", `${link}?a=%20b&c=1`],
    ["an invite of the host's", `https://link.codat.io/connect/${"aB3".repeat(30)}`],
    ["a very long link", `https://link.codat.io/connect/${"x".repeat(900)}`],
  ])("of %s holds it and nothing else, as another decoder reads it", async (_, linkUrl) => {
    const { container } = await mount(<LinkQRCode {...acme} linkUrl={linkUrl} />);
    const code = await shown(container);
    expect(await readQRCode(code)).toBe(linkUrl);
    const file = container.querySelector<HTMLAnchorElement>("a[download]")?.href ?? "";
    expect(await readQRCode(await (await fetch(file)).text())).toBe(linkUrl);
  });

  test("keeps its black and white whatever a page or an extension for dark pages says of drawings", async () => {
    const { container } = await mount(
      <div style={{ background: "#111", color: "#eee", colorScheme: "dark" }}>
        <style>
          {"svg, svg * { fill: #eee !important } * { color: #eee; background-color: #111 !important }"}
        </style>
        <LinkQRCode {...acme} linkUrl={link} />
      </div>,
    );
    const code = await shown(container);
    const png = await page.elementLocator(code).screenshot({ save: false });
    expect(await readQRCode(await canvasOf(png))).toBe(link);
  });

  test("says where it leads, on it and under it", async () => {
    const { container } = await mount(<LinkQRCode {...acme} />);
    const code = await shown(container);
    expect(code.getAttribute("role")).toBe("img");
    expect(code.getAttribute("aria-label")).toBe("QR code of the link to link.codat.io");
    expect(container.textContent).toContain("Leads to link.codat.io");
  });

  test("is told of once it is shown, and hidden again", async () => {
    const onInvite = vi.fn();
    const { container } = await mount(<LinkQRCode {...acme} onInvite={onInvite} />);
    expect(container.querySelector("canvas")).toBe(null);
    await shown(container);
    expect(onInvite.mock.calls).toEqual([[{ channel: "qr" }]]);
    await userEvent.click(button(say(words.qrHide)));
    expect(container.querySelector("canvas")).toBe(null);
    expect(onInvite).toHaveBeenCalledOnce();
  });

  test("of a link that must be fetched first is drawn in the same press", async () => {
    const linkUrl = vi.fn(async (use: string) => `${link}?for=${use}`);
    const { container } = await mount(<LinkQRCode {...acme} linkUrl={linkUrl} />);
    expect(linkUrl).not.toHaveBeenCalled();
    const code = await shown(container);
    expect(await readQRCode(code)).toBe(`${link}?for=invite`);
  });

  test("of another company's link is not shown on", async () => {
    const { container, render } = await mount(<LinkQRCode {...acme} />);
    await shown(container);
    await render(<LinkQRCode {...acme} linkUrl="https://link.codat.io/another" />);
    expect(container.querySelector("canvas")).toBe(null);
  });

  test("that cannot be drawn is an error, and said", async () => {
    const onError = vi.fn<(error: OnboardingError) => void>();
    const onInvite = vi.fn();
    // More than any code holds.
    const linkUrl = `https://link.codat.io/connect/${"x".repeat(3000)}`;
    await mount(<LinkQRCode {...acme} linkUrl={linkUrl} onError={onError} onInvite={onInvite} />);
    await userEvent.click(button(say(words.qrShow)));
    await expect.element(status).toHaveTextContent(say(words.qrFailed));
    expect(codes(onError)).toEqual(["ONB-302"]);
    expect(JSON.stringify(onError.mock.calls)).not.toContain("xxx");
    expect(onInvite).not.toHaveBeenCalled();
    await expect.element(button(say(words.qrShow))).toBeVisible();
  });

  test("of a link that cannot be fetched is told of as that", async () => {
    const onError = vi.fn<(error: OnboardingError) => void>();
    await mount(<LinkQRCode {...acme} linkUrl={failing} onError={onError} />);
    await userEvent.click(button(say(words.qrShow)));
    await expect.poll(() => codes(onError)).toEqual(["ONB-202"]);
    await expect.element(status).toHaveTextContent(say(english.connectCTA.linkFailed));
  });

  test("is not offered of a link that works once", async () => {
    const { container } = await mount(<LinkQRCode {...acme} linkUrl={oneTimeLink} />);
    expect(container.querySelector("button")).toBe(null);
  });
});

describe("sharing", () => {
  const mountShare = async (props: object = {}) => {
    const told = { onInvite: vi.fn(), onError: vi.fn<(error: OnboardingError) => void>() };
    const all = { ...acme, ...told, ...props };
    const { container } = await mount(
      <InviteByMailto {...all}>
        <ShareLink />
      </InviteByMailto>,
    );
    return { ...told, container };
  };

  test.each<[string, () => void]>([
    ["no share sheet", () => {}],
    ["a share sheet that does not take texts", () => installSharing().canShare.mockReturnValue(false)],
    ["a share sheet that cannot be asked", () => Object.assign(navigator, { share: vi.fn() })],
  ])("is not offered where there is %s", async (_, arrange) => {
    arrange();
    const { container } = await mountShare();
    expect(container.querySelector("button")).toBe(null);
  });

  test("hands over subject and text, the link in the text alone", async () => {
    const { share, canShare } = installSharing();
    const { onInvite, onError } = await mountShare({ inviterName: "Alex" });
    await userEvent.click(shareButton);
    await expect.element(status).toHaveTextContent(say(words.shared));
    expect(share).toHaveBeenCalledOnce();
    const [data] = share.mock.calls[0] ?? [];
    expect(Object.keys(data ?? {})).toEqual(["title", "text"]);
    expect(data?.title).toContain("Acme Lending");
    expect(data?.text?.split("\n")).toContain(`${link} `);
    expect(Object.keys(canShare.mock.calls[0]?.[0] ?? {})).toEqual(["title", "text"]);
    expect(onInvite.mock.calls).toEqual([[{ channel: "share" }]]);
    expect(onError).not.toHaveBeenCalled();
  });

  test("comes in the press itself where the link is known: a browser refuses what comes after", async () => {
    const { share } = installSharing();
    await mountShare();
    // A press by script leaves no moment for what is awaited.
    shareButton.element().dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(share).toHaveBeenCalledOnce();
    await expect.element(status).toHaveTextContent(say(words.shared));
  });

  test("that the customer cancels says nothing", async () => {
    const { share } = installSharing();
    share.mockImplementation(refusal("AbortError"));
    const { onInvite, onError } = await mountShare();
    for (const times of [1, 2]) {
      await userEvent.click(shareButton);
      expect(share).toHaveBeenCalledTimes(times);
      await act(() => share.mock.results.at(-1)?.value.catch(() => {}));
    }
    await expect.element(status).toHaveTextContent("");
    expect(onInvite).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  test.each(["NotAllowedError", "DataError", "InvalidStateError"])(
    "that fails with %s is an error, and another way is said",
    async (name) => {
      installSharing().share.mockImplementation(refusal(name));
      const { onInvite, onError } = await mountShare();
      await userEvent.click(shareButton);
      await expect.element(status).toHaveTextContent(say(words.failed));
      expect(codes(onError)).toEqual(["ONB-302"]);
      expect(onInvite).not.toHaveBeenCalled();
    },
  );

  test.each([undefined, null, "no", 0])(
    "that rejects with %j is an error too, and can be pressed again",
    async (cause) => {
      const { share } = installSharing();
      share.mockImplementationOnce(() => Promise.reject(cause));
      const { onInvite, onError } = await mountShare();
      await userEvent.click(shareButton);
      await expect.element(status).toHaveTextContent(say(words.failed));
      expect(codes(onError)).toEqual(["ONB-302"]);
      await userEvent.click(shareButton);
      await expect.element(status).toHaveTextContent(say(words.shared));
      expect(onInvite.mock.calls).toEqual([[{ channel: "share" }]]);
    },
  );

  describe("that never settles", () => {
    afterEach(() => vi.useRealTimers());

    test("is worded after half a minute, and can be pressed again", async () => {
      const { share } = installSharing();
      share.mockImplementationOnce(() => new Promise(() => {}));
      const { onInvite, onError } = await mountShare();
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      await userEvent.click(shareButton);
      await act(() => vi.advanceTimersByTimeAsync(29_999));
      await userEvent.click(shareButton);
      expect([share.mock.calls.length, status.element().textContent]).toEqual([1, ""]);
      await act(() => vi.advanceTimersByTimeAsync(1));
      expect(status.element().textContent).toBe(say(words.failed));
      expect(codes(onError)).toEqual(["ONB-302"]);
      await userEvent.click(shareButton);
      await act(() => vi.advanceTimersByTimeAsync(60_000));
      expect(share).toHaveBeenCalledTimes(2);
      expect(status.element().textContent).toBe(say(words.shared));
      expect(codes(onError)).toEqual(["ONB-302"]);
      expect(onInvite.mock.calls).toEqual([[{ channel: "share" }]]);
    });

    test("but for a customer who takes a minute to choose: it counts all the same", async () => {
      const { share } = installSharing();
      let choose = () => {};
      share.mockImplementationOnce(() => new Promise((resolve) => (choose = resolve)));
      const { onInvite } = await mountShare();
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      await userEvent.click(shareButton);
      await act(() => vi.advanceTimersByTimeAsync(60_000));
      await act(() => choose());
      expect(status.element().textContent).toBe(say(words.shared));
      expect(onInvite.mock.calls).toEqual([[{ channel: "share" }]]);
    });
  });

  test("opens one sheet at a time, and another after it", async () => {
    const { share } = installSharing();
    let close = () => {};
    share.mockImplementation(() => new Promise((resolve) => (close = resolve)));
    const { onError } = await mountShare();
    await userEvent.dblClick(shareButton);
    await userEvent.click(shareButton);
    expect(share).toHaveBeenCalledOnce();
    close();
    await expect.element(status).toHaveTextContent(say(words.shared));
    await userEvent.click(shareButton);
    expect(share).toHaveBeenCalledTimes(2);
    expect(onError).not.toHaveBeenCalled();
    close();
  });

  test("fetches a link on intent, and shares it", async () => {
    const { share } = installSharing();
    const linkUrl = vi.fn(async (use: string) => `${link}?for=${use}`);
    await mountShare({ linkUrl });
    expect(linkUrl).not.toHaveBeenCalled();
    await userEvent.hover(shareButton);
    expect(linkUrl).toHaveBeenCalledOnce();
    await userEvent.click(shareButton);
    await expect.poll(() => share.mock.calls[0]?.[0].text).toContain(`${link}?for=invite`);
    expect(linkUrl).toHaveBeenCalledOnce();
  });

  test("that was refused while the link was fetched works with the next press", async () => {
    const { share } = installSharing();
    share.mockImplementationOnce(refusal("NotAllowedError"));
    const linkUrl = () => new Promise<string>((resolve) => setTimeout(resolve, 100, link));
    const { onInvite } = await mountShare({ linkUrl });
    await userEvent.click(shareButton);
    await expect.element(status).toHaveTextContent(say(words.failed));
    await userEvent.click(shareButton);
    await expect.element(status).toHaveTextContent(say(words.shared));
    expect(onInvite.mock.calls).toEqual([[{ channel: "share" }]]);
  });

  test("of a link that cannot be fetched is told of as that", async () => {
    const { share } = installSharing();
    const { onError } = await mountShare({ linkUrl: failing });
    await userEvent.click(shareButton);
    await expect.poll(() => codes(onError)).toEqual(["ONB-202"]);
    expect(share).not.toHaveBeenCalled();
  });
});

describe("webmail", () => {
  const open = () => userEvent.click(button(say(words.webmail)));
  const mountWebmail = (props: object = {}) =>
    mount(
      <InviteByMailto {...acme} {...props}>
        <WebmailLinks />
      </InviteByMailto>,
    );

  test("has no address with the message in it before it is asked for, and loads nothing", async () => {
    const { container } = await mountWebmail();
    expect(container.innerHTML).not.toMatch(/https?:/);
    const loaded = performance.getEntriesByType("resource").length;
    await open();
    expect(container.querySelectorAll("a")).toHaveLength(4);
    expect(container.querySelectorAll("img, iframe, script, link")).toHaveLength(0);
    expect(performance.getEntriesByType("resource")).toHaveLength(loaded);
  });

  test("is real links into tabs of their own that know nothing of this page", async () => {
    const { container } = await mountWebmail({ defaultRecipient: "sam@example.com" });
    await open();
    const links = [...container.querySelectorAll("a")];
    expect(links.map(({ textContent }) => textContent)).toEqual([
      "Gmail",
      "Outlook.com",
      "Microsoft 365",
      "Yahoo Mail",
    ]);
    for (const { href, target, rel, translate } of links) {
      expect([target, rel, translate]).toEqual(["_blank", "noopener noreferrer", false]);
      // However often it is packed, the link is in there, and the colleague's address.
      const url = decodeURIComponent(decodeURIComponent(href));
      expect(url).toMatch(/^https:/);
      expect(url).toContain(link);
      expect(url).toContain("sam@example.com");
    }
  });

  test("is told of when a link is followed, by a middle click too", async () => {
    const onInvite = vi.fn();
    await mountWebmail({ onInvite });
    await open();
    expect(onInvite).not.toHaveBeenCalled();
    await userEvent.click(page.getByRole("link", { name: "Gmail" }));
    await userEvent.click(page.getByRole("link", { name: "Yahoo Mail" }), { button: "middle" });
    expect(onInvite.mock.calls).toEqual([[{ channel: "webmail" }], [{ channel: "webmail" }]]);
    expect(followed).toHaveLength(2);
  });

  test("fetches its link when it is opened", async () => {
    const linkUrl = vi.fn(async () => link);
    const { container } = await mountWebmail({ linkUrl });
    expect(linkUrl).not.toHaveBeenCalled();
    await open();
    await expect.poll(() => container.querySelectorAll("a")).toHaveLength(4);
    expect(linkUrl).toHaveBeenCalledOnce();
  });

  test("without a link says so", async () => {
    const { container } = await mountWebmail({ linkUrl: failing });
    await open();
    await expect.element(status).toHaveTextContent(say(english.connectCTA.linkFailed));
    expect(container.querySelectorAll("a")).toHaveLength(0);
  });

  test("is gone while the message is too long for a link", async () => {
    const { container } = await mountWebmail({
      messages: { inviteMail: { kept: "Hello. ".repeat(300) } },
    });
    expect(container.querySelector("button")).toBe(null);
  });
});

describe("the ways in their order", () => {
  /** What can be pressed, as the keyboard comes to it. */
  const order = (container: HTMLElement) =>
    [...container.querySelectorAll<HTMLElement>("a, button")]
      .filter((element) => element.checkVisibility())
      .map(({ textContent }) => textContent);
  const inviteIt = say(invite.link);
  const shareIt = say(words.share);
  const copyIt = say(copy.link);
  const moreWays = say(english.handOver.more);
  const others = [
    say(english.inviteMessage.edit),
    say(copy.message),
    say(words.webmail),
    say(words.qrShow),
    say(english.handOver.toMyself),
  ];

  beforeEach(() => void installSharing());

  test("with a mouse: write the email, copy the link, and the others when they are asked for", async () => {
    const { container } = await mount(<WholeInvite {...acme} />);
    expect(order(container)).toEqual([inviteIt, copyIt, moreWays]);
    await userEvent.click(button(moreWays));
    expect(order(container)).toEqual([inviteIt, copyIt, moreWays, ...others]);
    expect(button(moreWays).element().ariaExpanded).toBe("true");
    await userEvent.click(button(moreWays));
    expect(order(container)).toEqual([inviteIt, copyIt, moreWays]);
  });

  const underAFinger = () => {
    const matchMedia = window.matchMedia.bind(window);
    vi.spyOn(window, "matchMedia").mockImplementation((query) =>
      matchMedia(/pointer: coarse/.test(query) ? "all" : query),
    );
  };

  test("under a finger: share comes first, and copying the link is among the others", async () => {
    underAFinger();
    const { container } = await mount(<WholeInvite {...acme} />);
    expect(order(container)).toEqual([shareIt, inviteIt, moreWays]);
    await expect.element(page.getByText(say(words.shareHint))).toBeVisible();
    await userEvent.click(button(moreWays));
    expect(order(container)).toEqual([shareIt, inviteIt, moreWays, copyIt, ...others]);
  });

  test("under a finger that cannot share: as with a mouse", async () => {
    removeSharing();
    underAFinger();
    const { container } = await mount(<WholeInvite {...acme} />);
    expect(order(container)).toEqual([inviteIt, copyIt, moreWays]);
  });

  test("after the click: copying the message and webmail, and what does not stand above", async () => {
    const { container } = await mount(<WholeInvite {...acme} />);
    await userEvent.click(page.getByRole("link", { name: inviteIt }));
    const next = [say(copy.message), say(words.webmail)];
    expect(order(container)).toEqual([inviteIt, ...next, copyIt, moreWays]);
  });

  test("an invite that stands alone holds what it is made of", async () => {
    const { container } = await mount(<InviteByMailto {...acme} />);
    expect(order(container)).toEqual([inviteIt, copyIt]);
    await userEvent.click(page.getByRole("link", { name: inviteIt }));
    expect(order(container)).toEqual([inviteIt, copyIt, say(copy.message)]);
  });

  test("after the click on an invite alone: every way", async () => {
    const { container } = await mount(
      <WholeInvite {...acme}>
        <InviteLink />
        <InviteAfter />
      </WholeInvite>,
    );
    await userEvent.click(page.getByRole("link", { name: inviteIt }));
    expect(order(container)).toEqual([inviteIt, say(copy.message), copyIt, shareIt, say(words.webmail)]);
  });
});

test("in a step a failure is seen though the panel for after the click is there", async () => {
  installSharing().share.mockImplementation(refusal("NotAllowedError"));
  await mount(
    <AuthStep {...acme} storage={null}>
      <InviteByMailto>
        <InviteLink />
        <ShareLink />
        <InviteAfter />
      </InviteByMailto>
    </AuthStep>,
  );
  await userEvent.click(page.getByRole("link", { name: say(invite.link) }));
  const notice = () => document.querySelector(".co-StatusLine [data-failed]");
  expect(notice()).toBe(null);
  await userEvent.click(shareButton.first());
  await expect.element(status).toHaveTextContent(say(words.failed));
  expect(notice()?.checkVisibility()).toBe(true);
});

test("copying the link inside an invite to oneself is as elsewhere", async () => {
  await mount(
    <InviteByMailto {...acme} kind="self">
      <InviteLink />
      <CopyLink />
    </InviteByMailto>,
  );
  await expect.element(button(say(copy.link))).toBeVisible();
});
