/** Edits (insert, delete, replace, swap of neighbours) that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(from.length, to.length);
}

/** How far apart the last numbers in two words are; breaks ties, so that `us6` suggests `us5`. */
function numberGap(a: string, b: string): number {
  const last = (word: string): number =>
    Number(/[0-9]{1,6}(?=[^0-9]*$)/.exec(word)?.[0] ?? Number.NaN);
  const gap = Math.abs(last(a) - last(b));
  return Number.isNaN(gap) ? Infinity : gap;
}

/** Words longer than this are no typing errors, and comparing them would take long. */
const LONGEST_WORD = 80;

/**
 * The candidate that `word` is most likely a typing error of, or `undefined` when none is close:
 * about one edit for each three letters. Upper and lower case, `-` and `_` count as the same.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const plain = (text: string): string => text.toLowerCase().replaceAll('_', '-');
  const wanted = plain(word);
  let best: { candidate: string; distance: number; gap: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, plain(candidate));
    if (distance > Math.min(4, Math.max(1, Math.floor(wanted.length / 3)))) continue;
    if (distance >= candidate.length) continue;
    const gap = numberGap(wanted, candidate);
    const closer =
      best === undefined ||
      distance < best.distance ||
      (distance === best.distance && gap < best.gap);
    if (closer) best = { candidate, distance, gap };
  }
  return best?.candidate;
}
