/** Hands what a host's callback threw to the browser as uncaught; where a DOM lacks the way, to the console. */
export function report(error: unknown): void {
  (globalThis.reportError ?? console.error)(error);
}
