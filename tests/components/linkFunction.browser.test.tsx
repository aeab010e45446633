import { AuthStep, ConnectCTA, type OnboardingError } from "codat-onboarding";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme, link, oneTimeLink, otherCompanyId } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { act, mount } from "../support/mount.js";

// What a click opens in a browser is in opening18 and opening19; here is what leads up to it.

const button = page.getByRole("link", { name: say(english.connectCTA.connect.accounting) });
const href = () => button.element().getAttribute("href");

/** A tab that a script has opened, as far as the page can reach it. */
function fakeTab() {
  const tab = {
    opener: window as Window | null,
    document: document.implementation.createHTMLDocument(),
    location: { replace: vi.fn() },
    close: vi.fn(),
  };
  return { ...tab, tab };
}

let tabs: ReturnType<typeof fakeTab>["tab"][] = [];

beforeEach(() => {
  tabs = [];
  vi.spyOn(window, "open").mockImplementation(() => {
    const { tab } = fakeTab();
    tabs.push(tab);
    return tab as unknown as Window;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

test.each<[string, () => Promise<void>]>([
  ["hovers", () => userEvent.hover(button)],
  ["focuses", () => act(() => (button.element() as HTMLElement).focus())],
])("it is called once somebody %s, and never on mount", async (_, intend) => {
  const linkUrl = vi.fn(async () => link);
  const { render } = await mount(<AuthStep {...acme} storage={null} linkUrl={linkUrl} />);
  await render(<AuthStep {...acme} storage={null} linkUrl={linkUrl} businessName="Bakery" />);
  expect(linkUrl).not.toHaveBeenCalled();
  await intend();
  await expect.poll(href).toBe(link);
  expect(linkUrl.mock.calls).toEqual([["connect"]]);
});

test("the fallback asks for a link of its own once its panel opens", async () => {
  const linkUrl = vi.fn(async (use: string) => `${link}?for=${use}`);
  await mount(<AuthStep {...acme} storage={null} linkUrl={linkUrl} />);
  await userEvent.click(page.getByRole("button", { name: say(english.fallback.trigger.accounting) }));
  const invite = page.getByRole("link", { name: say(english.invite.link) });
  await expect.element(invite).toHaveAttribute("href", expect.stringContaining("for%3Dinvite"));
  expect(linkUrl.mock.calls).toEqual([["invite"]]);
});

test("a link that is not there yet is a link to the keyboard and to a screen reader", async () => {
  await mount(<AuthStep {...acme} storage={null} linkUrl={async () => link} />);
  await expect.element(button).toBeVisible();
  expect(href()).toBe(null);
  expect((button.element() as HTMLElement).tabIndex).toBe(0);
});

test("a failed prefetch is no news, and the next intent tries again", async () => {
  const onError = vi.fn();
  const linkUrl = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error("offline"))
    .mockResolvedValue(link);
  await mount(<ConnectCTA {...acme} linkUrl={linkUrl} onError={onError} />);
  await userEvent.hover(button);
  await expect.poll(() => linkUrl.mock.calls.length).toBe(1);
  await userEvent.unhover(button);
  await userEvent.hover(button);
  await expect.poll(href).toBe(link);
  expect(onError).not.toHaveBeenCalled();
});

test.each<[string, () => unknown, string]>([
  [
    "throws",
    () => {
      throw new Error("broken");
    },
    "ONB-202",
  ],
  ["rejects", () => Promise.reject(new Error("offline")), "ONB-202"],
  ["gives nothing", () => undefined, "ONB-201"],
  ["gives no link", () => "javascript:alert(1)", "ONB-201"],
  ["gives an object without a link", async () => ({ expiresAt: new Date() }), "ONB-201"],
])("where it %s, the click's tab closes and the error is told once", async (_, linkUrl, code) => {
  const onError = vi.fn<(error: OnboardingError) => void>();
  const props = { ...acme, linkUrl: linkUrl as () => string, onError };
  const { container } = await mount(<AuthStep {...props} storage={null} />);
  await userEvent.click(button);
  await expect.poll(() => onError.mock.calls.map(([error]) => error.code)).toEqual([code]);
  expect(tabs).toHaveLength(1);
  expect(tabs[0]?.close).toHaveBeenCalledOnce();
  expect(tabs[0]?.location.replace).not.toHaveBeenCalled();
  await expect.element(page.getByRole("status")).toHaveTextContent(say(english.connectCTA.linkFailed));
  expect(container.querySelector<HTMLElement>(".co-AuthStep")?.dataset["status"]).toBe("idle");
});

test("a link that has ended is fetched anew", async () => {
  const linkUrl = vi
    .fn<() => Promise<{ url: string; expiresAt: Date }>>()
    .mockResolvedValueOnce({ url: `${link}?n=1`, expiresAt: new Date(Date.now() - 1000) })
    .mockResolvedValue({ url: `${link}?n=2`, expiresAt: new Date(Date.now() + 60_000) });
  await mount(<ConnectCTA {...acme} linkUrl={linkUrl} />);
  await userEvent.hover(button);
  await expect.poll(() => linkUrl.mock.calls.length).toBe(1);
  await userEvent.click(button);
  await expect
    .poll(() => [...followed, ...tabs.flatMap((tab) => tab.location.replace.mock.calls.flat())])
    .toEqual([`${link}?n=2`]);
});

test("another company's link is not used", async () => {
  const linkUrl = vi.fn(async () => `${link}?n=${linkUrl.mock.calls.length}`);
  const { render } = await mount(<ConnectCTA {...acme} linkUrl={linkUrl} />);
  await userEvent.hover(button);
  await expect.poll(href).toBe(`${link}?n=1`);
  await render(<ConnectCTA {...acme} companyId={otherCompanyId} linkUrl={linkUrl} />);
  expect(href()).toBe(null);
});

test("a fetched one-time link is gone from the page once it was used", async () => {
  await mount(<ConnectCTA {...acme} linkUrl={async () => oneTimeLink} />);
  await userEvent.hover(button);
  await expect.poll(href).toBe(oneTimeLink);
  await userEvent.click(button);
  await expect.poll(href).toBe(null);
  expect(followed).toEqual([oneTimeLink]);
});

test("a held Enter key opens one tab", async () => {
  await mount(<ConnectCTA {...acme} linkUrl={() => new Promise(() => {})} />);
  const element = button.element();
  const down = (repeat: boolean, later = 0) => {
    const event = new KeyboardEvent("keydown", { key: "Enter", repeat, bubbles: true });
    Object.defineProperty(event, "timeStamp", { value: performance.now() + later });
    return act(() => element.dispatchEvent(event));
  };
  await down(false);
  expect(tabs).toHaveLength(1);
  for (let held = 500; held < 3_000; held += 30) await down(true, held);
  expect(tabs).toHaveLength(1);
});

test("other keys open nothing", async () => {
  await mount(<ConnectCTA {...acme} linkUrl={async () => link} />);
  await act(() => (button.element() as HTMLElement).focus());
  await userEvent.keyboard("a{Escape}{ArrowDown}");
  expect(tabs).toEqual([]);
});

test("an unmount while the link is fetched loses nothing", async () => {
  let answer = (_: string) => {};
  const linkUrl = () => new Promise<string>((resolve) => (answer = resolve));
  const { unmount } = await mount(<ConnectCTA {...acme} linkUrl={linkUrl} />);
  await userEvent.click(button);
  await unmount();
  answer(link);
  await expect.poll(() => tabs[0]?.location.replace.mock.calls).toEqual([[link]]);
});
