/** A browser with a share sheet, where it has none; `share` is what becomes of a press. */
export function installSharing(share: (data: ShareData) => Promise<void>): () => void {
  Object.assign(navigator, { canShare: () => true, share });
  return () => {
    // What stands on the prototype shows again.
    for (const name of ["canShare", "share"]) delete (navigator as object as Record<string, unknown>)[name];
  };
}
