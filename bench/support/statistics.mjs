/** The middle of some numbers; of an even count the mean of the two in the middle. */
export function median(numbers) {
  if (numbers.length === 0) throw new RangeError('no numbers, no median');
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** Smallest, middle and largest of some numbers. */
export function spread(numbers) {
  return { min: Math.min(...numbers), median: median(numbers), max: Math.max(...numbers) };
}

/**
 * How many times the median of one series is that of another, both from the same rounds.
 * @throws RangeError when the second is not above zero: then there is nothing to compare with
 */
export function ratio(numbers, others) {
  const base = median(others);
  if (!(base > 0)) throw new RangeError(`a ratio to ${String(base)} says nothing`);
  return median(numbers) / base;
}
