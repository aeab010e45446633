/**
 * Opens the tab for a link that is still being fetched, so that the click is not lost: one opened later would be
 * blocked. `null` where the page itself is to go there, or no tab can be had (in-app browsers).
 *
 * @param wait what the new tab says meanwhile
 */
export function openTab(target: string, wait: string): Window | null {
  const tab = target === "_blank" ? open("about:blank", target) : null;
  if (tab) {
    tab.opener = null;
    tab.document.body.textContent = tab.document.title = wait;
  }
  return tab;
}
