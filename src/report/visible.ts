/**
 * Characters that move the cursor, hide, reorder or end text: C0 and C1 controls, line and paragraph
 * separators, bidirectional controls, invisible formatting, tags, lone surrogates. The zero-width
 * joiner and variation selectors stay where they belong, inside emoji.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}|(?<!\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d/gu;

const SHORT: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
  '\u001b': String.raw`\x1b`,
};

/**
 * Text from outside with every control character written out (`\x1b`, `\n`, `\u202e`), so that no
 * organisation name or error body can draw on the terminal.
 */
export function visible(text: string): string {
  return text.replace(UNSAFE, (found) => SHORT[found] ?? escapeOf(found.codePointAt(0) ?? 0));
}

function escapeOf(codePoint: number): string {
  const hex = codePoint.toString(16);
  if (codePoint <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return codePoint <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
