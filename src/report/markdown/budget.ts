/** A piece of a document that may have to be left out. */
export interface Piece {
  readonly text: string;
  /** Pieces of a lower number are kept before those of a higher one. */
  readonly rank: number;
  /** What is said where some of its kind are left out; the number of them stands before it. */
  readonly leftOut?: string;
}

/** Longest comment that GitHub takes, in characters. */
export const GITHUB_LIMIT = 65_536;

/** Room kept for saying what was left out, in bytes. */
const NOTES = 600;

/**
 * The pieces that fit within a limit, in their order: by rank, and within a rank the first ones that fit.
 * What is left out of a kind is said where the first of it would have been.
 * @param limit bytes of UTF-8, which are never fewer than GitHub's characters
 */
export function fit(pieces: readonly Piece[], limit: number): string {
  const kept = new Set<Piece>();
  let left = limit - NOTES;
  for (const rank of [...new Set(pieces.map((piece) => piece.rank))].sort((a, b) => a - b)) {
    for (const piece of pieces.filter((each) => each.rank === rank)) {
      const size = Buffer.byteLength(piece.text);
      if (size > left) continue;
      left -= size;
      kept.add(piece);
    }
  }
  const missing = new Map<string, number>();
  for (const piece of pieces) {
    const { leftOut } = piece;
    if (kept.has(piece) || leftOut === undefined) continue;
    missing.set(leftOut, (missing.get(leftOut) ?? 0) + 1);
  }
  const said = new Set<string>();
  return pieces
    .map((piece) => {
      if (kept.has(piece)) return piece.text;
      const { leftOut } = piece;
      if (leftOut === undefined || said.has(leftOut)) return '';
      said.add(leftOut);
      return `_${String(missing.get(leftOut))} ${leftOut} to stay within GitHub's limit for a comment._\n\n`;
    })
    .join('');
}
