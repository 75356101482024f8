import { PROOFS, type Grade, type Proof } from '../../model/report.ts';
import { signOf } from '../sign.ts';
import { safe, type Markup } from './markup.ts';

/** Sign and word in the colour of the grade. */
export function renderGrade(grade: Grade): Markup {
  return safe`<span class="grade ${grade}"><span aria-hidden="true">${signOf(grade)}</span> ${grade}</span>`;
}

/** `5 observed`: the number is the one in the cells of matrices. */
export function renderProof(proof: Proof | undefined): Markup | undefined {
  if (proof === undefined) return undefined;
  return safe`<span class="proof level-${levelOf(proof)}"><b>${levelOf(proof)}</b> ${proof}</span>`;
}

/** 1 to 5, weakest first. */
export function levelOf(proof: Proof): number {
  return PROOFS.indexOf(proof) + 1;
}
