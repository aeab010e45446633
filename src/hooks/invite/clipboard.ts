/**
 * Writes text to the clipboard inside a click. A promise may be given: browsers accept one synchronously
 * where they would refuse a text that comes after an await.
 *
 * @returns whether it is there
 */
export async function writeClipboard(text: string | Promise<string>): Promise<boolean> {
  if (typeof text !== "string") {
    try {
      const blob = text.then((value) => new Blob([value], { type: "text/plain" }));
      // The browser may refuse before it reads the promise, which then must not reject unheard.
      blob.catch(() => {});
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      return true;
    } catch {
      // Some browsers want a text that is there.
    }
  }
  const value = await text;
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return execCopy(value);
  }
}

/**
 * On plain http, in sandboxed frames and where a policy forbids the Clipboard API. With a modal dialog open a
 * selected textarea makes `execCommand` return true and copy nothing; the listener tells the truth.
 */
function execCopy(text: string): boolean {
  let copied = false;
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = true;
  };
  document.addEventListener("copy", onCopy, true);
  try {
    document.execCommand("copy");
  } catch {
    // Refused: `copied` says so.
  }
  document.removeEventListener("copy", onCopy, true);
  return copied;
}
