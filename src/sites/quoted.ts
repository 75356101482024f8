const LONGEST_QUOTE = 60;

/** A user's word as a message shows it: escaped, in quotes, cut. */
export function quoted(word: string): string {
  return JSON.stringify(
    word.length > LONGEST_QUOTE ? `${word.slice(0, LONGEST_QUOTE)}…` : word,
  ).replace(
    /[^\x20-\x7e…]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
