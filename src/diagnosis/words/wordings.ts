/** Ways to say one thing, by who says it (a runtime, a library, a system); one way a pattern. */
export type Wordings = Readonly<Record<string, readonly RegExp[]>>;

function alternatives(wordings: Wordings): string {
  return Object.values(wordings)
    .flat()
    .map(({ source }) => source)
    .join('|');
}

/** A pattern for any of the wordings, whatever case. */
export function anyOf(wordings: Wordings): RegExp {
  return new RegExp(alternatives(wordings), 'i');
}

/** A pattern for any of the wordings, whatever case, where no longer word holds it. */
export function anyWordsOf(wordings: Wordings): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${alternatives(wordings)})(?![a-z0-9])`, 'i');
}
