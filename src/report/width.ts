/**
 * Code points that a terminal draws two columns wide though they are no emoji: East Asian Wide and
 * Fullwidth, as first and last of each range.
 * @see https://www.unicode.org/reports/tr11/
 */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0xa4c6],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18df2],
  [0x1aff0, 0x1b2fb],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

const PLAIN = /^[\x20-\x7e]*$/;
/**
 * Characters that never join a neighbour: Latin letters, punctuation, arrows, shapes, symbols. They
 * need no segmenter, which would take 3 MB for the marks of a report.
 */
const LONE = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u27bf]*$/;
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;
const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Emoji}(?:\p{Emoji_Modifier}|\ufe0f))/u;
/** Half-width voice marks join the letter before them but take a column of their own. */
const VOICE_MARKS = /[\uff9e\uff9f]/g;

/** Made at its first use. */
let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as a reader counts them: base letter with its marks, whole emoji. */
export function graphemes(text: string): string[] {
  if (LONE.test(text)) return Array.from(text);
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** How many columns a terminal needs for a text of one line. Ambiguous characters count as one. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

function graphemeWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  const base = Array.from(grapheme).find((character) => !ZERO_WIDTH.test(character));
  if (base === undefined) return 0;
  const marks = grapheme.slice(base.length).match(VOICE_MARKS)?.length ?? 0;
  return (isWide(base.codePointAt(0) ?? 0) ? 2 : 1) + marks;
}

function isWide(codePoint: number): boolean {
  return WIDE.some(([first, last]) => first <= codePoint && codePoint <= last);
}
