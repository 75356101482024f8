import { spread } from './statistics.mjs';

/**
 * One line of a table of figures.
 * @typedef {{ what: string, numbers: readonly number[], unit: string, digits?: number }} Series
 *
 * One target: `measured` may be at most, or at least, `bound`. Without a bound it is for information.
 * @typedef {{ what: string, measured: number, bound?: number, atLeast?: boolean }} Target
 */

/** Prints absolute figures: smallest, middle and largest of each series. */
export function printSeries(title, series) {
  const rows = series.map(({ what, numbers, unit, digits = 0 }) => {
    const { min, median, max } = spread(numbers);
    return [what, ...[min, median, max].map((each) => each.toFixed(digits)), unit];
  });
  console.log(`\n${title}`);
  printTable([['', 'min', 'median', 'max', ''], ...rows]);
}

/** Whether a target is met; one without a bound always is. */
export function isMet({ measured, bound, atLeast = false }) {
  if (bound === undefined) return true;
  return atLeast ? measured >= bound : measured <= bound;
}

/** Prints what was measured beside what is wanted, and sets the exit code to 1 if a target is missed. */
export function printTargets(targets) {
  const rows = targets.map((target) => {
    const { what, measured, bound, atLeast = false } = target;
    const wanted = bound === undefined ? '-' : `${atLeast ? '≥' : '≤'} ${bound.toFixed(2)} ×`;
    const verdict = bound === undefined ? 'for information' : isMet(target) ? 'met' : 'NOT MET';
    return [what, `${measured.toFixed(2)} ×`, wanted, verdict];
  });
  console.log('');
  printTable([['what', 'measured', 'target', ''], ...rows]);
  if (!targets.every(isMet)) process.exitCode = 1;
}

/** First and last column to the left, the others to the right. */
function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    const cells = row.map((text, column) =>
      column === 0 || column === row.length - 1
        ? text.padEnd(widths[column])
        : text.padStart(widths[column]),
    );
    console.log(`  ${cells.join('  ')}`.trimEnd());
  }
}
