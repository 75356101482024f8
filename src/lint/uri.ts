/** A URI taken apart as it is written, nothing repaired. @see RFC 3986 appendix B */
export interface WebUri {
  /** As written: `HTTPS`. */
  readonly scheme: string;
  /** Before the `@`; absent when there is none. */
  readonly userInfo?: string;
  /** As written, without port: `App.Example.com`, `[::1]`. */
  readonly host: string;
  /** Lower case, without a final dot. */
  readonly name: string;
  /** As written; absent when there is no colon. */
  readonly port?: string;
  /** From the first `/`; empty when there is none. */
  readonly path: string;
  /** Without the `?`. */
  readonly query?: string;
  /** Without the `#`. */
  readonly fragment?: string;
}

const URI = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;
const AUTHORITY = /^(?:(.*)@)?(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/s;

/** White space and control characters, inside or at an end. */
export const BLANKS = /[\s\u0000-\u001f\u007f\u00a0\u200b-\u200f\u2028\u2029\u2060\ufeff]/u;

/**
 * Reads an http or https URI; `undefined` when it is none, has no host or has blanks in it, which rules
 * of their own tell.
 */
export function readWebUri(text: string): WebUri | undefined {
  if (BLANKS.test(text)) return undefined;
  const match = URI.exec(text);
  const scheme = match?.[1];
  if (match === null || scheme === undefined || !/^https?$/i.test(scheme)) return undefined;
  const authority = AUTHORITY.exec(match[2] ?? '');
  const host = authority?.[2] ?? '';
  if (host === '' || !URL.canParse(text)) return undefined;
  const [, userInfo, , port] = authority ?? [];
  const [, , , path = '', query, fragment] = match;
  return {
    scheme,
    ...(userInfo === undefined ? {} : { userInfo }),
    host,
    name: host.toLowerCase().replace(/\.$/, ''),
    ...(port === undefined ? {} : { port }),
    path,
    ...(query === undefined ? {} : { query }),
    ...(fragment === undefined ? {} : { fragment }),
  };
}

/** The scheme of a URI in lower case; `undefined` when it has none. `localhost:8085` has none. */
export function schemeOf(text: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):(?![0-9]+(?:[/?#]|$))/i.exec(text)?.[1]?.toLowerCase();
  return scheme?.includes('.') === true && !/^[a-z0-9+.-]+:\//i.test(text) ? undefined : scheme;
}

/** Whether the URI is http, not https. */
export function isPlainHttp(uri: WebUri): boolean {
  return uri.scheme.toLowerCase() === 'http';
}
