/** A route's path with `{…}` parts, ready to be compared. */
export interface PathTemplate {
  /** The path with every placeholder written `{}`: two templates with the same key are one route. */
  readonly key: string;
  /** Parts without placeholder; the route with more of them wins. */
  readonly literalParts: number;
  /** Values in the order of the placeholders, decoded; `undefined` when the path does not fit. */
  match(path: string): readonly string[] | undefined;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Reads a path such as `/api/v2/team/{id}/links`; a placeholder may stand inside a part (`dd-{slug}`). */
export function pathTemplate(path: string): PathTemplate {
  const parts = path.split('/');
  const source = parts.map((part) =>
    part
      .split(PLACEHOLDER)
      .map((text, index) => (index % 2 === 1 ? '([^/]+)' : escape(text)))
      .join(''),
  );
  const pattern = new RegExp(`^${source.join('/')}$`);
  return {
    key: templateKey(path),
    literalParts: parts.filter((part) => !part.includes('{')).length,
    match: (given) => pattern.exec(given)?.slice(1).map(decode),
  };
}

/** The path with every placeholder written `{}`. */
export function templateKey(path: string): string {
  return path.replace(PLACEHOLDER, '{}');
}

/** What stands between the braces, in order. */
export function placeholdersOf(path: string): readonly string[] {
  return [...path.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
