/**
 * Opens a link that is still being fetched, without losing the click: a tab opened later would be blocked.
 * Where no tab can be had (in-app browsers), the page itself goes there.
 *
 * @param wait what the new tab says meanwhile
 */
export async function openLink(
  url: Promise<string>,
  target: "_blank" | "_self",
  wait: string,
): Promise<void> {
  const tab = target === "_blank" ? open("about:blank", "_blank") : null;
  if (tab) {
    tab.opener = null;
    tab.document.title = wait;
    tab.document.body.textContent = wait;
  }
  try {
    const destination = await url;
    if (tab) tab.location.replace(destination);
    else location.assign(destination);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
