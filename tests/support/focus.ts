import { act } from "./mount.js";

/** What can hold the focus and is to be seen, in a place. */
export function controlsOf(place: ParentNode): HTMLElement[] {
  return [
    ...place.querySelectorAll<HTMLElement>("a[href], button, input, textarea, select, [tabindex='0']"),
  ].filter((element) => element.checkVisibility());
}

/** Gives something the focus, and presses it as the keyboard does. */
export async function press(element: HTMLElement | undefined): Promise<void> {
  if (!element) throw new Error("There is nothing to press.");
  element.focus();
  await act(() => element.click());
}

/** Whether it can hold the focus no more. */
export function isGone(element: HTMLElement): boolean {
  return !element.checkVisibility() || element.tabIndex < 0 || element.matches(":disabled");
}

/**
 * Tries something that happens while the first control has the focus, and then each that does not outlast it.
 *
 * @param attempt takes the number of a control, and gives for each whether it has gone since
 */
export async function withEachThatGoes(attempt: (index: number) => Promise<boolean[]>): Promise<void> {
  const gone = await attempt(0);
  for (const index of gone.keys()) if (index > 0 && gone[index]) await attempt(index);
}

/** What holds the focus, or why nothing does: the browser takes it from what is hidden only when it draws next. */
export function focusLost(): string | undefined {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body) return "on <body>";
  return activeElement.checkVisibility() ? undefined : `on what is hidden: ${nameOf(activeElement)}`;
}

/** An element in a few words, for a failure. */
export function nameOf(element: Element): string {
  const { tagName, className, textContent, id } = element as HTMLElement;
  return `<${tagName.toLowerCase()} class="${className}"> ${textContent?.trim().slice(0, 30) || id}`;
}
