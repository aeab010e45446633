/** A moment before something is tried again that tells nobody when it is back. */
export function shortly(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

/** Tries until there is something; what throws is tried again too. */
export async function untilGiven<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const given = await attempt().catch(() => undefined);
    if (given !== undefined) return given;
    await shortly();
  }
}
