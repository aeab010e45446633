/**
 * Milliseconds that only go on: what was promised for a day is there for a day, whatever happens to the system's clock.
 * Whole ones: a time stands beside each thing that is kept, and an engine keeps a fraction in a place of its own.
 *
 * @param now - the clock of a test; where it is set back, nothing passes
 */
export function memoryClock(now?: (() => Date) | undefined): () => number {
  if (!now) return () => Math.floor(performance.now());
  let last = now().getTime();
  let passed = 0;
  return () => {
    const time = now().getTime();
    passed += Math.max(0, time - last);
    last = time;
    return passed;
  };
}
