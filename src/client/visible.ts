/** Whether somebody can see the page. Where there is no page, somebody always can. */
export function isVisible(): boolean {
  return globalThis.document?.visibilityState !== "hidden";
}

/**
 * Calls back whenever the page is shown or hidden, or the network comes back.
 *
 * @returns ends it
 */
export function onVisible(callback: () => void): () => void {
  const { document } = globalThis;
  document?.addEventListener("visibilitychange", callback);
  globalThis.addEventListener?.("online", callback);
  return () => {
    document?.removeEventListener("visibilitychange", callback);
    globalThis.removeEventListener?.("online", callback);
  };
}
