/**
 * Opens the tab for a link that is still being fetched, so that the click is not lost: one opened later would be
 * blocked. Hybrid apps give nothing, or what is no window, or the page's own: the page itself then goes to
 * the link, as it does for any other target.
 *
 * @param wait what the new tab says meanwhile
 * @returns leads on to the link; without one, closes the tab
 */
export function openTab(target: string, wait: string): (url?: string) => void {
  let tab: Window | null | undefined;
  let lead = (url: string) => location.assign(url);
  try {
    // No address is about:blank in a new tab; where a browser has only this one, it stays as it is.
    if (target === "_blank") tab = open("", target);
    if (tab === window) tab = null;
    const { document, location: place } = tab as Window;
    document.body.textContent = wait;
    (tab as Window).opener = null;
    lead = place.replace.bind(place);
  } catch {
    // There is none, or it cannot be reached.
    tab?.close?.();
  }
  return (url) => (url ? lead(url) : tab?.close?.());
}
