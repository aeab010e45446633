import "../../src/components/styles/styles.css";
import { ConnectCTA, ConnectHint, CopyLink } from "codat-onboarding";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { restoreClipboard, setClipboard } from "../support/clipboard.js";
import { acme } from "../support/fixtures.js";
import { controlsOf, nameOf } from "../support/focus.js";
import { mount } from "../support/mount.js";
import { arrive, places } from "../support/places.js";

/** What the customer has asked the system for. */
const wants = (features: Record<string, string>) =>
  cdp().send("Emulation.setEmulatedMedia", {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });

beforeEach(() => {
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  vi.spyOn(history, "pushState").mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  document.documentElement.removeAttribute("style");
  await wants({ "forced-colors": "", "prefers-contrast": "" });
  await page.viewport(1280, 720);
});

const quiet =
  ".co-SkipStep, .co-Disclosure, .co-Choices *, .co-Action:is([data-look=quiet], [data-look=back])";

/** Words that are parted from one line to the next. */
function brokenWords(container: HTMLElement): string[] {
  const broken: string[] = [];
  const texts = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    if (!text.parentElement?.checkVisibility()) continue;
    for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
      // Addresses have places of their own to break.
      if (/[./@]\w/.test(word)) continue;
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1 && !/[-–—]/.test(word)) broken.push(word);
    }
  }
  return broken;
}

describe.each(Object.entries(places))("in %s", (_name, place) => {
  test("320 px with 200 % text need no sideways scroll, and break no word", async () => {
    await page.viewport(320, 640);
    document.documentElement.style.fontSize = "200%";
    const { container } = await arrive(place);
    const tooWide = [...container.querySelectorAll("*")].filter(
      (element) => element.checkVisibility() && element.getBoundingClientRect().right > 320.5,
    );
    expect(tooWide.map(nameOf)).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    expect(brokenWords(container)).toEqual([]);
  });

  test("a page whose root is at 62.5 % makes no text small, and nothing hard to press", async () => {
    document.documentElement.style.fontSize = "62.5%";
    const { container } = await arrive(place);
    const shown = [...container.querySelectorAll("*")].filter((element) => element.checkVisibility());
    const small = shown.filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 14);
    expect(small.map(nameOf)).toEqual([]);
    const low = controlsOf(container).filter((control) => control.getBoundingClientRect().height < 43.99);
    expect(low.map(nameOf)).toEqual([]);
  });

  test("every text is in the host's font, and spaces grow with its density, targets staying", async () => {
    const { container } = await arrive(place);
    const part = container.querySelector(".co-AuthStep") as Element;
    const gap = () => Number.parseFloat(getComputedStyle(part).rowGap);
    const usual = gap();
    document.documentElement.style.setProperty("--co-font", "Georgia");
    document.documentElement.style.setProperty("--co-density", "0.75");
    expect(gap()).toBe(usual * 0.75);
    const all = [...part.querySelectorAll("*")].filter((element) => element.checkVisibility());
    const others = all.filter((element) => getComputedStyle(element).fontFamily !== "Georgia");
    expect(others.map(nameOf)).toEqual([]);
    const low = controlsOf(container).filter((control) => control.getBoundingClientRect().height < 43.99);
    expect(low.map(nameOf)).toEqual([]);
  });

  test("each control can be seen in forced colours", async () => {
    await wants({ "forced-colors": "active" });
    const { container } = await arrive(place);
    expect(matchMedia("(forced-colors: active)").matches).toBe(true);
    const ground = document.body.appendChild(document.createElement("b"));
    ground.style.color = "Canvas";
    const canvas = getComputedStyle(ground).color;
    ground.remove();
    const hasEdge = ({ borderTopWidth, borderTopColor }: CSSStyleDeclaration) =>
      Number.parseFloat(borderTopWidth) > 0 && borderTopColor !== canvas;
    const unseen = controlsOf(container).filter((control) => {
      // What is quiet is text in the system's colour of a control, and nothing more.
      if (control.matches(quiet)) return getComputedStyle(control).color === canvas;
      const [style, mark] = [getComputedStyle(control), getComputedStyle(control, "::after")];
      return !hasEdge(style) && !hasEdge(mark) && style.textDecorationLine !== "underline";
    });
    expect(unseen.map(nameOf)).toEqual([]);
  });

  test("more contrast makes what is small and what is an edge as dark as the text", async () => {
    await wants({ "prefers-contrast": "more" });
    const { container } = await arrive(place);
    expect(matchMedia("(prefers-contrast: more)").matches).toBe(true);
    const { color } = getComputedStyle(container.querySelector(".co-AuthStep") as Element);
    const pale = [...container.querySelectorAll<HTMLElement>("p, small, li, input")].filter((element) => {
      const style = getComputedStyle(element);
      const edge = Number.parseFloat(style.borderTopWidth) > 0 ? style.borderTopColor : color;
      return (
        element.checkVisibility() &&
        (style.color !== color || edge !== color) &&
        !element.closest("a, button")
      );
    });
    expect(pale.map(nameOf)).toEqual([]);
  });
});

test.each([
  ["a link", <ConnectCTA key="" {...acme} />],
  ["a button", <CopyLink key="" {...acme} />],
  ["a paragraph", <ConnectHint key="" {...acme} />],
])("%s by itself takes the host's font from the page, or from --co-font", async (_, part) => {
  document.documentElement.style.fontFamily = "Verdana";
  const { container } = await mount(part);
  const font = () => getComputedStyle(container.querySelector("[class^=co-]") as Element).fontFamily;
  expect(font()).toBe("Verdana");
  document.documentElement.style.setProperty("--co-font", '"Acme Sans", Georgia');
  expect(font()).toBe('"Acme Sans", Georgia');
});

test("the text to copy, beside a part by itself, is a field of ours", async () => {
  setClipboard(undefined);
  vi.spyOn(document, "execCommand").mockReturnValue(false);
  const { container } = await mount(<CopyLink {...acme} onError={() => {}} />);
  await userEvent.click(page.getByRole("button"));
  await vi.waitFor(() => expect(container.querySelector("textarea")).not.toBe(null));
  const field = container.querySelector("textarea") as HTMLElement;
  const { borderTopColor, borderTopWidth, marginBlockStart } = getComputedStyle(field);
  expect(field.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
  expect([borderTopColor, borderTopWidth, marginBlockStart]).toEqual(["rgb(102, 117, 138)", "1px", "8px"]);
  restoreClipboard();
});
