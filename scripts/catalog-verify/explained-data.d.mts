import type { Explanation } from './compare.mjs';

/** Disagreements of submissions and searches that are known. */
export const EXPLAINED_DATA: readonly Explanation[];
