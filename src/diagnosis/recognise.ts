import type { DiagnosisContext, Sure } from '../model/diagnosis.ts';
import type { Recognition, Rule, Signature } from './define-rule.ts';
import { acrossLines } from './words/phrase.ts';
import type { Reading } from './read-input.ts';

/** How sure, best first. */
export const SURE_ORDER: Readonly<Record<Sure, number>> = { certain: 0, likely: 1, possible: 2 };

const EVIDENCE_LENGTH = 200;

/** The line around a hit, cut to 200 characters that hold the hit. */
export function evidenceAt(view: string, index: number, length: number): string {
  const lineStart = view.lastIndexOf('\n', index - 1) + 1;
  const lineEnd = view.indexOf('\n', index + length);
  const end = lineEnd === -1 ? view.length : lineEnd;
  const start = end - lineStart <= EVIDENCE_LENGTH ? lineStart : Math.max(lineStart, index - 60);
  const piece = view.slice(start, end).replaceAll('\n', ' ').trim();
  return piece.length <= EVIDENCE_LENGTH ? piece : `${piece.slice(0, EVIDENCE_LENGTH - 1)}…`;
}

function evidenceOf(
  signature: Signature,
  reading: Reading,
  context: DiagnosisContext,
): Omit<Recognition, 'sure'> | undefined {
  const { pattern, entry, status, requests } = signature;
  if (requests) {
    const evidence = requests(reading, context);
    return evidence === undefined ? undefined : { evidence, groups: [] };
  }
  const named = status && reading.statuses.find((mention) => status.includes(mention.status));
  const error = entry && reading.errors.find(entry);
  if ((status && !named) || (entry && !error)) return undefined;
  if (pattern) {
    const wide = acrossLines(pattern);
    for (const view of reading.views) {
      const hit = wide.exec(view);
      if (hit) {
        return {
          evidence: evidenceAt(view, hit.index, hit[0].length),
          groups: hit.slice(1),
        };
      }
    }
    return undefined;
  }
  if (error) {
    const text = [error.code, error.text].filter((part) => part).join(' - ');
    return { evidence: evidenceAt(text, 0, 0), groups: [] };
  }
  return named && { evidence: evidenceAt(named.view, named.index, 3), groups: [] };
}

/** Whether a rule knows the text: its surest signature, the first of equals. */
export function recognise(
  rule: Rule,
  reading: Reading,
  context: DiagnosisContext,
): Recognition | undefined {
  let best: Recognition | undefined;
  for (const signature of rule.signatures) {
    const sure = reading.namesDatadog ? (signature.withDatadog ?? signature.sure) : signature.sure;
    if (best && SURE_ORDER[best.sure] <= SURE_ORDER[sure]) continue;
    if (signature.when && !signature.when(reading, context)) continue;
    const found = evidenceOf(signature, reading, context);
    if (found) best = { sure, ...found };
  }
  return best;
}
