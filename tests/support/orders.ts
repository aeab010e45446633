/** Every order of some things. */
export function* orders<T>(things: readonly T[]): Generator<readonly T[]> {
  if (things.length === 0) yield [];
  for (const [at, thing] of things.entries())
    for (const rest of orders(things.filter((_, other) => other !== at))) yield [thing, ...rest];
}

/** Each once more, some at once and some when all have come. */
export function withDuplicates<T>(things: readonly T[]): readonly T[] {
  return [...things.flatMap((thing, at) => (at % 2 ? [thing, thing] : [thing])), ...things.toReversed()];
}
