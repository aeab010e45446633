/** One thing that a customer could not read, press or tell apart, in words. */
export type Flaw = string;

declare global {
  interface Window {
    look: Look;
  }
}

/** What {@link installLook} leaves in a page. */
interface Look {
  /** All that can be pressed or filled in. */
  controls: HTMLElement[];
  /** What is wrong on the page as it stands, and how many texts and list items were looked at. */
  atRest(): { flaws: Flaw[]; texts: number; bullets: number };
  /** What is wrong with a control and what stands in it. */
  of(control: HTMLElement, state: string): Flaw[];
}

/** Puts a {@link Look} into a page, over the parts in `main`. Runs in the browser, so that it uses nothing from here. */
export function installLook(): void {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  type Color = [r: number, g: number, b: number, alpha: number];

  /** A colour as the screen shows it, in whatever way it is written. */
  const paint = (color: string): Color => {
    if (!context) throw new Error("There is no canvas.");
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, alpha / 255];
  };
  const over = ([r, g, b, alpha]: Color, ground: Color): Color => {
    const mix = (top: number, below: number) => top * alpha + below * (1 - alpha);
    return [mix(r, ground[0]), mix(g, ground[1]), mix(b, ground[2]), 1];
  };
  /** What is painted behind the text of an element; what a picture shows there nobody knows. */
  const groundOf = (element: Element | null): Color => {
    if (!element) return [255, 255, 255, 1];
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    if (backgroundImage !== "none") return [Number.NaN, 0, 0, 1];
    const color = paint(backgroundColor);
    return color[3] === 1 ? color : over(color, groundOf(element.parentElement));
  };
  const luminance = ([r, g, b]: Color) => {
    const [red = 0, green = 0, blue = 0] = [r, g, b].map((value) => {
      const channel = value / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrastOf = (element: Element) => {
    const ground = groundOf(element);
    let [r, g, b, alpha] = paint(getComputedStyle(element).color);
    for (let at: Element | null = element; at; at = at.parentElement)
      alpha *= Number(getComputedStyle(at).opacity);
    const [light = 0, dark = 0] = [luminance(ground), luminance(over([r, g, b, alpha], ground))].sort(
      (one, other) => other - one,
    );
    return (light + 0.05) / (dark + 0.05);
  };

  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const hasText = (element: Element) =>
    element.matches("input, textarea") ||
    [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim());
  const nameOf = (element: Element) => {
    const scene = element.closest("main > *")?.id;
    const text = element.textContent?.trim().slice(0, 30);
    return `${scene}: <${element.tagName.toLowerCase()} class="${element.className}"> ${text}`;
  };
  const unreadable = (element: Element, state: string): Flaw[] => {
    const value = contrastOf(element);
    return value >= 4.5 ? [] : [`${nameOf(element)}, ${state}: contrast ${value.toFixed(2)}`];
  };

  const all = [...document.querySelectorAll<HTMLElement>("main *")].filter(
    (element) => isShown(element) && !element.closest("svg"),
  );
  const texts = all.filter(hasText);
  const controls = all.filter((element) =>
    element.matches("a[href], button, input, textarea, select, [tabindex='0']"),
  );
  const items = all.filter((element) => element.matches(".co-ConsentNotice li"));

  window.look = {
    controls,
    atRest() {
      const small = controls.flatMap((control) => {
        const { width, height } = control.getBoundingClientRect();
        const least = Math.min(width, height);
        return least >= 43.99 ? [] : [`${nameOf(control)}: ${width.toFixed(1)} x ${height.toFixed(1)} px`];
      });
      const tiny = texts.flatMap((text) => {
        const { fontSize } = getComputedStyle(text);
        const least =
          text.matches(".co-StatusLine *, .co-FallbackPanel > div > *") && text.closest("h2") ? 20 : 14;
        return Number.parseFloat(fontSize) >= least ? [] : [`${nameOf(text)}: text of ${fontSize}`];
      });
      const bare = items.filter((item) => {
        const { display, listStyleType } = getComputedStyle(item);
        const room =
          item.getBoundingClientRect().left - (item.parentElement?.getBoundingClientRect().left ?? 0);
        return display !== "list-item" || listStyleType !== "disc" || room < 12;
      });
      return {
        flaws: [
          ...texts.flatMap((text) => unreadable(text, "at rest")),
          ...tiny,
          ...small,
          ...bare.map((item) => `${nameOf(item)}: no bullet`),
        ],
        texts: texts.length,
        bullets: items.length,
      };
    },
    of: (control, state) =>
      [control, ...control.querySelectorAll("*")].filter(hasText).flatMap((text) => unreadable(text, state)),
  };
}
