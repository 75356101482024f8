import type { Verdict } from '../../model/report.ts';

/** Members whose values are words of this program. A secret of the same letters must not break them. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'id',
  'check',
  'title',
  'grade',
  'proof',
  'code',
  'method',
]);

/** The same verdicts with every learnt secret masked: what goes to disk. */
export function maskVerdicts(
  verdicts: readonly Verdict[],
  mask: (text: string) => string,
): readonly Verdict[] {
  return masked(verdicts, mask);
}

/** The same shape: only strings change. */
function masked<T>(value: T, mask: (text: string) => string): T;
function masked(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((each: unknown) => masked(each, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      OWN_WORDS.has(name) ? each : masked(each, mask),
    ]),
  );
}
