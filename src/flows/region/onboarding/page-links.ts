/** Characters of a page that are looked through. */
const LONGEST_PAGE = 500_000;

/** An authorize URL up to where an attribute, a string or a sentence ends. */
const AUTHORIZE_URL =
  /https?:\/\/[^\s"'<>\\()]{1,300}\/oauth2\/v1\/authorize\?[^\s"'<>\\)]{1,8000}/g;

const REFRESH =
  /<meta\b[^>]{0,300}http-equiv\s*=\s*["']?refresh["']?[^>]{0,300}content\s*=\s*["']\s*\d+\s*;\s*url\s*=\s*([^"'>]{1,4000})/i;

/** Links of a page that are looked at. */
const MOST_LINKS = 100;

/**
 * The authorize URL in a page: a button, a link, or a script that goes there. Where a page offers
 * several hosts, such as a choice of sites, it is the one on a host that suits; `undefined` when none does.
 */
export function findAuthorizeUrl(
  page: string,
  suits: (host: string) => boolean = () => false,
): string | undefined {
  const found: string[] = [];
  for (const [url] of decoded(page).matchAll(AUTHORIZE_URL)) {
    if (URL.canParse(url) && found.push(url) >= MOST_LINKS) break;
  }
  const hosts = new Set(found.map((url) => new URL(url).host));
  return hosts.size > 1 ? found.find((url) => suits(new URL(url).host)) : found[0];
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
