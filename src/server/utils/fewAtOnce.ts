/**
 * Maps a list as `Promise.all` does, with so many under way at once. After a rejection none is begun.
 *
 * @throws what the first rejects with
 */
export async function fewAtOnce<One, Result>(
  list: readonly One[],
  most: number,
  work: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  /** All workers take from the same. */
  const line = list.entries();
  let hasFailed = false;

  async function worker(): Promise<void> {
    for (const [index, one] of line) {
      if (hasFailed) return;
      try {
        results[index] = await work(one);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(most, list.length) }, worker));
  return results;
}
