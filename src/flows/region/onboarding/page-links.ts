/** Characters of a page that are looked through. */
const LONGEST_PAGE = 500_000;

/** An authorize URL up to where an attribute, a string or a sentence ends. */
const AUTHORIZE_URL =
  /https?:\/\/[^\s"'<>\\()]{1,300}\/oauth2\/v1\/authorize\?[^\s"'<>\\)]{1,8000}/;

const REFRESH =
  /<meta\b[^>]{0,300}http-equiv\s*=\s*["']?refresh["']?[^>]{0,300}content\s*=\s*["']\s*\d+\s*;\s*url\s*=\s*([^"'>]{1,4000})/i;

/** The first authorize URL in a page: a button, a link, or a script that goes there. */
export function findAuthorizeUrl(page: string): string | undefined {
  return AUTHORIZE_URL.exec(decoded(page))?.[0];
}

/** Where a page sends a browser by itself. */
export function findRefresh(page: string): string | undefined {
  return decoded(REFRESH.exec(page.slice(0, LONGEST_PAGE))?.[1] ?? '').trim() || undefined;
}

/** Without the ways in which HTML and scripts write `&`, `=` and `/`. */
function decoded(page: string): string {
  return page
    .slice(0, LONGEST_PAGE)
    .replace(/&amp;|&#0*38;|&#x0*26;|\\u0026|\\x26/gi, '&')
    .replace(/&#0*61;|&#x0*3d;|\\u003d|\\x3d/gi, '=')
    .replace(/\\\//g, '/');
}
