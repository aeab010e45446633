/** The middle one. */
export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** Interquartile range over the median: above a quarter, the machine was too busy to judge. */
export function spread(numbers) {
  return (quantile(numbers, 0.75) - quantile(numbers, 0.25)) / median(numbers);
}

/** The one below which such a share lies. */
export function quantile(numbers, share) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)];
}
