/** One broken rule and where. */
export interface Violation {
  /** Path below the root, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly problem: string;
}

/** Holds src/ and bin/ below `root`, an absolute path, to the rules of layers.mjs. */
export function checkTree(root: string): {
  readonly files: readonly string[];
  readonly violations: readonly Violation[];
};
