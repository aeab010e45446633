const mark = /[«»]/g;

/**
 * Does to an element what a browser's page translator does: every text node moves into `<font><font>`, with
 * other text in it. What was translated before is left alone.
 */
export function translate(root: Element): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.parentElement?.closest("font, textarea")) continue;
    const outer = document.createElement("font");
    const inner = outer.appendChild(document.createElement("font"));
    text.replaceWith(outer);
    inner.textContent = text.data.trim() ? `«${text.data}»` : text.data;
  }
}

/** What can be read, as it was before it was translated. */
export function readBack(root: Element): string {
  return (root.textContent ?? "").replace(mark, "");
}
