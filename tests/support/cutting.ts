/** Cuts a text's bytes into pieces, and ends them after a few, anywhere: inside a character, a line's end, a frame. */
export function cutAfter(
  response: Response,
  bytes: number,
  random: () => number,
  onCut = () => {},
): Response {
  let left = bytes;
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        for (let from = 0; from < chunk.length; ) {
          const size = Math.min(1 + Math.floor(random() * 400), left);
          controller.enqueue(chunk.subarray(from, from + size));
          from += size;
          left -= size;
          if (left > 0) continue;
          onCut();
          return controller.error(new TypeError("The connection was reset."));
        }
      },
    }),
  );
  return new Response(body ?? null, response);
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
