import type { Explanation } from './compare.mjs';

/** Disagreements with Datadog's specification that are known. */
export const EXPLAINED: readonly Explanation[];
