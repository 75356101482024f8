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

/** `{x}`, `${x}`, `<x>`, `%{x}`, `[x]` in the host, `YOUR_DOMAIN`, encoded braces; not an IPv6 address. */
const PLACEHOLDER =
  /\$?\{+[^{}/]*\}+|%7B[^/]*?%7D|<[^<>/]+>|\[(?![0-9a-f:.]+\])[\w -]+\]|\byour[_-](?:domain|company|host|app|org|tenant|subdomain)[\w-]*|\byour(?:domain|company|host|subdomain)\b|\bchangeme\b|(?<=\/):[a-z]\w*(?=[/?#]|$)|(?<=:\/\/[^/?#]*)(?:__\w+__|\$\(\w+\)|\$\w+|%\w+%(?![0-9a-f]{2}))|(?<=\/)(?:undefined|null)(?=[/?#]|$)/i;

/** What is to be filled in yet in a URI, such as `{tenant}`. */
export function placeholderIn(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0];
}

/** Whether a URI was pasted behind a scheme: `https://https://app.acme.io`. */
export function hasSchemeTwice(text: string): boolean {
  return /^\s*https?:\/{0,3}https?(?::\/*|\/\/)/i.test(text);
}

/**
 * The URIs in a text that joins several, by blanks, commas or nothing at all; one when it does not. A
 * URI in the query or below the path of another one (`/proxy/https://…`) belongs to that.
 */
export function joinedUris(text: string): readonly string[] {
  const parts = text.trim().split(/[\s,;|]+(?=https?:\/\/)|(?<=[a-z0-9])(?=https?:\/\/)/i);
  const whole = parts.every((part) => /^https?:\/\/[^\s/]/i.test(part));
  return whole && !parts.slice(0, -1).some((part) => part.includes('?')) ? parts : [text];
}

/**
 * Reads an http or https URI; `undefined` when it is none, has no host, has blanks or a placeholder in it,
 * or is several, which rules of their own tell.
 */
export function readWebUri(text: string): WebUri | undefined {
  if (BLANKS.test(text) || placeholderIn(text.split('?')[0] ?? '') !== undefined) return undefined;
  if (hasSchemeTwice(text) || joinedUris(text).length > 1) return undefined;
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
