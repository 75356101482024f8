import type { Link } from '../../model/report.ts';
import { cut } from './cut.ts';
import { safe, type Markup } from './markup.ts';

/** A scheme, or an address that takes its scheme from the page, which may be `file:`. */
const HAS_ORIGIN = /^(?:[^/?#]*:|[\\/]{2})/;
/** Browsers drop some of these from URLs and read others as slashes. */
const UNSAFE_CHARACTERS = /[\s\\\p{C}]/u;
/** Longest URL worth a link. */
const URL_LIMIT = 4_000;

/**
 * Whether a URL may become a link: http, https or relative. `javascript:`, `data:`, `file:` and what
 * only looks relative are text.
 */
export function isLinkable(url: string): boolean {
  if (url === '' || url.length > URL_LIMIT || UNSAFE_CHARACTERS.test(url)) return false;
  if (/^https?:\/\//i.test(url)) return URL.canParse(url);
  return !HAS_ORIGIN.test(url);
}

/** A link to a page outside the report, or its text and URL where that cannot be linked. */
export function renderLink({ title, url }: Link): Markup {
  if (!isLinkable(url)) return safe`<span>${cut(title)}: <code>${cut(url)}</code></span>`;
  return safe`<a href="${url}" rel="noopener noreferrer">${cut(title)}</a>`;
}
