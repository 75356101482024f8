/** A word of a command line, in single quotes where a shell would not take it as it is. */
export function shellWord(word: string): string {
  return /^[\w:.,+@%/-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
