import { sayOnce } from "../step/speakingCallbacks.js";

/** Milliseconds after the last rendering, or after the pointer came: sheets and transitions are through then. */
const settled = 1_000;
/** https://www.w3.org/TR/WCAG22/#contrast-minimum */
const least = 4.5;
const pressed = '[class^="co-"]:is(a, button), [class^="co-"] :is(a, button):not([class])';

let timer: ReturnType<typeof setTimeout> | undefined;
let isListening = false;

/**
 * Under development: names what is pressed and cannot be read as it stands on the page, under the pointer too, and how
 * to mend it. Only with a style sheet of ours, since without one the colours are the host's business.
 */
export function sayUnreadable(): void {
  if (typeof document === "undefined") return;
  if (!isListening) document.addEventListener("pointerover", later);
  isListening = true;
  later();
}

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    for (const element of document.querySelectorAll<HTMLElement>(pressed)) look(element);
  }, settled);
}

function look(element: HTMLElement): void {
  const style = getComputedStyle(element);
  if (
    !style.getPropertyValue("--_co-color") ||
    element.getClientRects().length === 0 ||
    element.matches('[aria-disabled="true"]')
  )
    return;
  const grounds = groundsOf(element);
  const ground = grounds && paint(grounds);
  const text = grounds && paint([...grounds, style.color]);
  if (!ground || !text) return;
  const ratio = contrast(text, ground);
  if (ratio >= least) return;
  const isOurs = ownColor(element) === style.color;
  const name = element.className || `a ${element.localName} in ${element.closest("[class]")?.className}`;
  const state = element.matches(":hover") ? " under the pointer" : "";
  sayOnce(
    `${name}${text}${ground}`,
    `The text of ${name}${state} is rgb(${text}) on rgb(${ground}): ${ratio.toFixed(2)}:1, and 4.5:1 is needed. ${
      isOurs
        ? "Set --co-color-accent to another colour, --co-color-on-accent to one that can be read on it, or --co-color-surface to what your page has behind it."
        : "A rule of your page sets it: import codat-onboarding/styles.css after your own, or give that rule less weight."
    } See docs/styling.md.`,
  );
}

/** What our sheet would give it. */
function ownColor(element: HTMLElement): string {
  const probe = element.appendChild(document.createElement("i"));
  probe.style.color = "var(--_co-color)";
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

type Channels = readonly [red: number, green: number, blue: number];

/** The backgrounds behind an element's text, the lowest first; `undefined` where a picture or the page's canvas is. */
function groundsOf(element: HTMLElement): readonly string[] | undefined {
  const grounds: string[] = [];
  for (let at: HTMLElement | null = element; at; at = at.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== "none") return undefined;
    grounds.unshift(backgroundColor);
    if (isOpaque(backgroundColor)) return grounds;
  }
  const { colorScheme } = getComputedStyle(document.documentElement);
  return colorScheme.includes("dark") ? undefined : ["#fff", ...grounds];
}

function isOpaque(color: string): boolean {
  return String(paint(["#000", color])) === String(paint(["#fff", color]));
}

/** Layers of colour, as the browser mixes them. */
function paint(colors: readonly string[]): Channels | undefined {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return undefined;
  for (const color of colors) {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Channels, other: Channels): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(channels: Channels): number {
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
