/** Longest body a page shows, in characters: a report may come from anywhere. */
export const BODY_LIMIT = 20_000;
/** Longest text of any other kind. */
export const TEXT_LIMIT = 5_000;

/** The beginning of a very long text, and how much of it is left out. */
export function cut(text: string, limit = TEXT_LIMIT): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)} […] (${String(text.length - limit)} more characters)`;
}

/** A name for which there is little room, with an ellipsis where its end is left out. */
export function shorten(name: string, limit: number): string {
  return name.length <= limit ? name : `${name.slice(0, limit - 1)}…`;
}
