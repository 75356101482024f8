import { graphemes, widthOf } from './width.ts';

/** Inside a word that has to be broken, a line may end after one of these. */
const BREAK_AFTER = /[/._\-?&=,:;)]/;

/** White space that wrapping takes away, also from a text that fits: at an end, or double. */
const SPACE_TO_LOSE = /^\s|\s$| {2}/;

/**
 * Breaks one line of text into lines of at most `columns` columns, at spaces where there are any.
 * Always gives at least one line; a character wider than `columns` gets a line of its own.
 */
export function wrap(text: string, columns: number): string[] {
  const limit = Math.max(1, columns);
  if (!SPACE_TO_LOSE.test(text) && widthOf(text) <= limit) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.trim().split(/ +/)) {
    const width = widthOf(word);
    if (line !== '' && used + 1 + width <= limit) {
      line += ` ${word}`;
      used += 1 + width;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = width <= limit ? [word] : breakWord(word, limit);
    line = pieces.pop() ?? '';
    used = widthOf(line);
    lines.push(...pieces);
  }
  return [...lines, line].map((each) => each.trimEnd());
}

/** Text filled up with spaces to a width. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** Lines with every one set in by some columns; blank ones stay empty. */
export function indent(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(columns) + line));
}

function breakWord(word: string, limit: number): string[] {
  const pieces: string[] = [];
  const piece: string[] = [];
  let used = 0;
  for (const grapheme of graphemes(word)) {
    const width = widthOf(grapheme);
    if (piece.length > 0 && used + width > limit) {
      pieces.push(piece.splice(0, breakPoint(piece)).join(''));
      used = widthOf(piece.join(''));
    }
    piece.push(grapheme);
    used += width;
  }
  return [...pieces, piece.join('')];
}

/** How many characters stay on the line: up to the last good place in its second half, else all. */
function breakPoint(piece: readonly string[]): number {
  const last = piece.findLastIndex((grapheme) => BREAK_AFTER.test(grapheme));
  return last + 1 > piece.length / 2 ? last + 1 : piece.length;
}
