interface SignedOut {
  type: "signedOut";
  sessionKey: string;
}

/** Tells every tab, this one too, that a session is over; each clears what it shows of it. */
export function signOut(sessionKey: string): void {
  const channel = open();
  channel?.postMessage({ type: "signedOut", sessionKey } satisfies SignedOut);
  channel?.close();
}

/**
 * Calls back when any tab says that this session is over.
 *
 * @returns ends it
 */
export function onSignOut(sessionKey: string, callback: () => void): () => void {
  const channel = open();
  channel?.addEventListener("message", ({ data }: MessageEvent<Partial<SignedOut> | null>) => {
    if (data?.type === "signedOut" && data.sessionKey === sessionKey) callback();
  });
  return () => channel?.close();
}

/** None where the browser has none, or the page is not allowed one. */
function open(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel("codat-onboarding");
  } catch {
    return undefined;
  }
}
