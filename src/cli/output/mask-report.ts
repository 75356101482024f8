import { GRADES, PROOFS, type Outcome, type Report } from '../../model/report.ts';
import { maskTexts } from '../../redact.ts';

const OUTCOMES: readonly Outcome[] = [
  'passed',
  'failed',
  'inconclusive',
  'unauthorized',
  'unreachable',
];

/**
 * Members whose values a renderer looks up in tables, and those values. A secret of the same letters
 * must not break them.
 */
const OWN_WORDS: ReadonlyMap<string, ReadonlySet<unknown>> = new Map([
  ['grade', new Set<unknown>(GRADES)],
  ['proof', new Set<unknown>(PROOFS)],
  ['outcome', new Set<unknown>(OUTCOMES)],
  ['target', new Set<unknown>(['datadog', 'simulator'])],
]);

/**
 * A copy of a report in which every text is masked. A document that escapes its texts needs this before
 * it is made: in `a&amp;b` the secret `a&b` is found no more.
 */
export function maskReport(report: Report, mask: (text: string) => string): Report {
  return maskTexts(report, mask, (name, value) => OWN_WORDS.get(name)?.has(value) === true);
}
