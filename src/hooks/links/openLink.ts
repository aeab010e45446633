import type { Link } from "../../core/links/linkUrl.js";

/**
 * Opens a link that is still being fetched, without losing the click: a tab opened later would be blocked.
 * Where no tab can be had (in-app browsers), the page itself goes there.
 *
 * @param wait what the new tab says meanwhile
 */
export async function openLink(link: Promise<Link>, target: string, wait: string): Promise<void> {
  const tab = target === "_blank" ? open("about:blank", target) : null;
  if (tab) {
    tab.opener = null;
    tab.document.body.textContent = tab.document.title = wait;
  }
  const { url } = await link.catch((error) => {
    tab?.close();
    throw error;
  });
  if (tab) tab.location.replace(url);
  else location.assign(url);
}
