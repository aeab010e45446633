/** Whether somebody can see the page. Where there is no page, somebody always can. */
export function isPageVisible(): boolean {
  return globalThis.document?.visibilityState !== "hidden";
}

/**
 * Calls back whenever the page is shown or hidden, or the network comes back.
 *
 * @returns ends it
 */
export function onPageVisibility(callback: () => void): () => void {
  const { document } = globalThis;
  document?.addEventListener("visibilitychange", callback);
  globalThis.addEventListener?.("online", callback);
  return () => {
    document?.removeEventListener("visibilitychange", callback);
    globalThis.removeEventListener?.("online", callback);
  };
}
