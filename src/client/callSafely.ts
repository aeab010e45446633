/** Calls what others gave us. What it throws is reported as uncaught, and keeps nothing of ours from going on. */
export function callSafely<T>(callback: ((given: T) => void) | undefined, given: T): void {
  try {
    callback?.(given);
  } catch (error) {
    try {
      // Every browser has `reportError`, and tests' DOMs may not. Bundlers put the value of `NODE_ENV` here.
      if (process.env["NODE_ENV"] !== "production" && !globalThis.reportError) {
        console.error(error);
        return;
      }
    } catch {}
    reportError(error);
  }
}
