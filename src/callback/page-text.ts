import { escapeHtml } from '../html.ts';

/** Longest text from outside that a page shows, in characters. */
const TEXT_LIMIT = 2000;
/** Control characters but tab and line feed, and marks that reorder the text around them. */
const INVISIBLE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** Makes any text harmless between tags and in quoted attributes; very long text is cut. */
export function pageText(text: string): string {
  const cut = text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}…` : text;
  return escapeHtml(cut.replace(INVISIBLE, '\ufffd'));
}
