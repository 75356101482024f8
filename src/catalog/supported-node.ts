/** Versions of Node that the package supports, as its `engines` has them: lowest of each line. */
export const SUPPORTED_NODE: readonly { readonly major: number; readonly minor: number }[] = [
  { major: 20, minor: 19 },
  { major: 22, minor: 13 },
];
