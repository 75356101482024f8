import type { Verdict } from '../../model/report.ts';
import { maskTexts } from '../../redact.ts';

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
  return maskTexts(verdicts, mask, (name) => OWN_WORDS.has(name));
}
