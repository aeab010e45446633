import type { Page } from "playwright";

/** What a view of the step asks of the person who sees it. */
export interface MeasuredView {
  /** Words of the links and buttons with a background of their own. */
  filled: string[];
  /** Words of what can be pressed. */
  press: string[];
  /** How many fields can be filled in. */
  fields: number;
  /** Where the last of all these ends, in pixels below the window's top, with the page scrolled to its start. */
  bottom: number;
}

/** Measures what is visible in the page's `main`. */
export function measureView(page: Page): Promise<MeasuredView> {
  return page.evaluate(() => {
    scrollTo(0, 0);
    const visible = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector.replaceAll("&", "main"))].filter((element) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      );
    const press = visible("& a, & button, & summary, & [role=button]");
    const fields = visible("& input, & textarea, & select");
    const wordsOf = (elements: HTMLElement[]) => elements.map(({ textContent }) => textContent.trim());
    const ground = getComputedStyle(visible("&")[0] ?? document.body).backgroundColor;
    const clear = ["rgba(0, 0, 0, 0)", ground];
    return {
      filled: wordsOf(press.filter((one) => !clear.includes(getComputedStyle(one).backgroundColor))),
      press: wordsOf(press),
      fields: fields.length,
      bottom: Math.max(...[...press, ...fields].map((one) => one.getBoundingClientRect().bottom)),
    };
  });
}
