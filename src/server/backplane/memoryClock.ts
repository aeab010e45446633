/**
 * Milliseconds that only go on: what was promised for a day is there for a day, whatever happens to the system's clock.
 *
 * @param now - the clock of a test; where it is set back, nothing passes
 */
export function memoryClock(now?: (() => Date) | undefined): () => number {
  if (!now) return () => performance.now();
  let last = now().getTime();
  let passed = 0;
  return () => {
    const time = now().getTime();
    passed += Math.max(0, time - last);
    last = time;
    return passed;
  };
}
