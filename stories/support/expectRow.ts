import { expect, userEvent } from "storybook/test";
import { type Column, table } from "./table";

/** Words are looked for in English; in another language a story only shows. */
export function inEnglish(): boolean {
  return document.documentElement.lang === "en";
}

/** Opens “Can't sign in?”, in whatever language. */
export async function openFallback(canvasElement: HTMLElement): Promise<void> {
  await press(canvasElement, ".co-FallbackTrigger");
}

/** Opens “More ways”, and there the message, in whatever language. */
export async function openMessage(canvasElement: HTMLElement): Promise<void> {
  await press(canvasElement, ".co-Ways > [aria-expanded]");
  await press(canvasElement, ".co-InviteMessage > button");
}

/** Presses a part, in whatever language. */
export async function press(canvasElement: HTMLElement, selector: string): Promise<void> {
  const element = canvasElement.querySelector(selector);
  if (!element) throw new Error(`There is no ${selector} to press.`);
  await userEvent.click(element);
}

/** Finds the button as the table says it is. */
export function expectConnect(canvasElement: HTMLElement, column: Column): void {
  const { as, name } = table[column].connect;
  const button = canvasElement.querySelector(".co-ConnectCTA");
  if (as === "gone") return void expect(button).toBeNull();
  if (inEnglish()) expect(button?.textContent).toMatch(name);
  expect(button?.hasAttribute("href")).toBe(as === "link");
}

/** Finds “Can't sign in?” as the table says it is. */
export function expectFallback(canvasElement: HTMLElement, column: Column): void {
  const { fallback } = table[column];
  const trigger = canvasElement.querySelector(".co-FallbackTrigger");
  if (fallback === "gone") return void expect(trigger).toBeNull();
  expect(trigger).toHaveAttribute("aria-expanded", String(fallback === "open"));
  const invite = canvasElement.querySelector(".co-InviteLink");
  if (fallback === "open") expect(invite).toBeVisible();
  else if (invite) expect(invite).not.toBeVisible();
}

/** Finds the quiet button as the table says it is. */
export function expectSkip(canvasElement: HTMLElement, column: Column): void {
  const { skip } = table[column];
  const button = canvasElement.querySelector(".co-SkipStep");
  if (!skip) expect(button).toBeNull();
  else if (inEnglish()) expect(button?.textContent).toMatch(skip);
}
