import { userEvent } from "vitest/browser";

/** What is on the clipboard, as a customer finds out. */
export async function paste(): Promise<string> {
  const field = document.body.appendChild(document.createElement("textarea"));
  field.focus();
  await userEvent.paste();
  field.remove();
  return field.value;
}

/** Puts something else in the place of the browser's clipboard; `undefined` is what plain http has. */
export function setClipboard(value: Partial<Clipboard> | undefined): void {
  Object.defineProperty(navigator, "clipboard", { configurable: true, value });
}

/** The browser's own clipboard again, which stands on the prototype. */
export function restoreClipboard(): void {
  delete (navigator as { clipboard?: Clipboard }).clipboard;
}
