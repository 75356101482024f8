/** How one redirect URI differs from another. */
export type UriDifference =
  | 'trailing-slash'
  | 'letter-case'
  | 'port'
  | 'scheme'
  | 'loopback-name'
  | 'encoding'
  | 'query-or-fragment'
  | 'host'
  | 'path';

/** The outcome of holding a used redirect URI against the registered ones. */
export interface UriComparison {
  readonly used: string;
  /** The registered URI it equals or is nearest to. */
  readonly nearest: string;
  /** Empty: equal byte for byte. */
  readonly differences: readonly UriDifference[];
}

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly tail: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Taken apart by hand: `new URL` would repair the very differences that count. */
function partsOf(uri: string): Parts | undefined {
  const hit =
    /^([a-z][a-z0-9+.-]{0,40}):\/\/(\[[^\]]{0,60}\]|[^/?#:]{0,300})(?::([^/?#]{0,10}))?([^?#]{0,4000})(.{0,4000})$/is.exec(
      uri,
    );
  if (!hit) return undefined;
  const [, scheme = '', host = '', port = '', path = '', tail = ''] = hit;
  return { scheme, host, port, path, tail };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** What differs between two redirect URIs; empty when they are the same bytes. */
export function differencesOf(used: string, registered: string): UriDifference[] {
  if (used === registered) return [];
  const onlyCoding =
    decoded(used) === decoded(registered) ||
    decoded(decoded(used)) === registered ||
    used.trim() === registered.trim() ||
    // An unencoded `&` or `#` ends the parameter early.
    (/[?&#]/.test(registered) &&
      registered.startsWith(used) &&
      /^[&#]/.test(registered.slice(used.length)));
  if (onlyCoding) return ['encoding'];
  const [a, b] = [partsOf(used), partsOf(registered)];
  if (!a || !b) return ['path'];
  const found: UriDifference[] = [];
  const bare = (path: string): string => path.replace(/\/+$/, '');
  const lower = (text: string): string => text.toLowerCase();
  if (lower(a.scheme) !== lower(b.scheme)) found.push('scheme');
  if (lower(a.host) !== lower(b.host)) {
    found.push(LOOPBACK.test(a.host) && LOOPBACK.test(b.host) ? 'loopback-name' : 'host');
  }
  if (a.port !== b.port) found.push('port');
  if (lower(bare(a.path)) !== lower(bare(b.path))) {
    found.push(lower(decoded(bare(a.path))) === lower(decoded(bare(b.path))) ? 'encoding' : 'path');
  } else if (a.path.length !== b.path.length) {
    found.push('trailing-slash');
  }
  if (a.tail !== b.tail && lower(a.tail) !== lower(b.tail)) found.push('query-or-fragment');
  const sameButCase =
    (lower(a.scheme) === lower(b.scheme) && a.scheme !== b.scheme) ||
    (lower(a.host) === lower(b.host) && a.host !== b.host) ||
    (lower(bare(a.path)) === lower(bare(b.path)) && bare(a.path) !== bare(b.path)) ||
    (lower(a.tail) === lower(b.tail) && a.tail !== b.tail);
  if (sameButCase) found.push('letter-case');
  return found.length > 0 ? found : ['encoding'];
}

/** Weight of a difference: a strange host makes two URIs unlike, a slash hardly. */
function distance(differences: readonly UriDifference[]): number {
  const weight: Partial<Record<UriDifference, number>> = { host: 20, path: 10, scheme: 3 };
  return differences.reduce((sum, difference) => sum + (weight[difference] ?? 1), 0);
}

/**
 * Holds a used redirect URI against the registered ones; `undefined` when none is known.
 * @see RFC 6749 §3.1.2.3, RFC 9700 §2.1: exact string matching
 */
export function compareRedirectUri(
  used: string,
  registered: readonly string[],
): UriComparison | undefined {
  return registered
    .map((nearest) => ({ used, nearest, differences: differencesOf(used, nearest) }))
    .sort((a, b) => distance(a.differences) - distance(b.differences))[0];
}
