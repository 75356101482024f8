import { GRADES, PROOFS, type Grade, type Proof } from '../../model/report.ts';
import { levelOf, renderGrade } from './grade.ts';
import { safe, type Markup } from './markup.ts';
import type { Outline } from './outline.ts';

/** What each proof level says, weakest first. @see design §3, proof levels */
const PROOF_WORDS: Readonly<Record<Proof, string>> = {
  reachable: 'a host answered',
  authenticated: 'it knew the token, key or client',
  authorized: 'it let the request in',
  accepted: 'an intake took the data',
  observed: 'data came back',
};

const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  passed: 'proved as far as its level says',
  failed: 'broken',
  warning: 'works, but look at it',
  review: 'a person has to look',
  skipped: 'not done, for a reason it gives',
  inconclusive: 'proves nothing, such as a timeout',
};

/** The signs, numbers and colours that are in use. */
export function renderLegend({ report }: Outline): Markup {
  const grades = new Set(report.results.map(({ grade }) => grade));
  const proofs = new Set(report.results.map(({ proof }) => proof));
  return safe`<dl class="legend">
${GRADES.filter((grade) => grades.has(grade)).map(
  (grade) => safe`<div><dt>${renderGrade(grade)}</dt><dd>${GRADE_WORDS[grade]}</dd></div>
`,
)}${PROOFS.filter((proof) => proofs.has(proof)).map(
    (
      proof,
    ) => safe`<div><dt><span class="swatch level-${levelOf(proof)}">${levelOf(proof)}</span> ${proof}</dt><dd>${PROOF_WORDS[proof]}</dd></div>
`,
  )}</dl>`;
}
