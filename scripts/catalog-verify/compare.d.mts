import type { Disagreement } from './check-request.mjs';

/** A kind of disagreement that is known, and where it occurs. */
export interface Explanation {
  readonly kind: string;
  readonly reason: string;
  /** Methods and path templates. */
  readonly operations: readonly string[];
}

/** Sets disagreements against explanations; `stale` names those that explain nothing any more. */
export function compare(
  disagreements: readonly Disagreement[],
  table: readonly Explanation[],
): {
  readonly judged: readonly (Disagreement & { readonly explained: string | undefined })[];
  readonly stale: readonly string[];
};

/** One line for a judged disagreement. */
export function lineOf(one: Disagreement & { readonly explained: string | undefined }): string;
