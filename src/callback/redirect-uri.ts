import { ToolError } from '../errors.ts';

/** An http or https address taken apart, as a browser understands it. */
export interface WebAddress {
  readonly scheme: 'http' | 'https';
  /** In lower case, IPv6 in brackets: `localhost`, `[::1]`. */
  readonly host: string;
  /** 80 or 443 when the URI names none. */
  readonly port: number;
  /** What a browser will ask for: escaped, dot segments resolved, `/` when empty. */
  readonly path: string;
}

/** A redirect URI this machine can answer itself. */
export interface LoopbackUri extends WebAddress {
  readonly kind: 'loopback';
  /** IP addresses to listen on, without brackets: both loopbacks for `localhost`. */
  readonly address: readonly string[];
}

/** A redirect URI that leads to another machine. */
export interface RemoteUri extends WebAddress {
  readonly kind: 'remote';
}

/** Where a redirect URI leads. */
export type RedirectUri = LoopbackUri | RemoteUri;

/** Both loopback addresses, in the order in which they are bound. */
export const LOOPBACKS: readonly string[] = ['127.0.0.1', '::1'];

/**
 * Says whether a redirect URI comes back to this machine, and at which addresses. `name` is what
 * an error calls the URI.
 * @throws ToolError `usage.redirect-uri`
 * @see RFC 6749 §3.1.2, RFC 8252 §7.3 and §8.3, RFC 6761 §6.3
 */
export function classifyRedirectUri(uri: string, name = 'redirect URI'): RedirectUri {
  const url = parse(uri, name);
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const port = url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port);
  const parts: WebAddress = { scheme, host: url.hostname, port, path: url.pathname };
  const address = loopbackAddresses(url.hostname);
  return address.length === 0
    ? { kind: 'remote', ...parts }
    : { kind: 'loopback', ...parts, address };
}

/** Values of a `Host` header that name this address; the scheme's own port may be left out. */
export function hostHeaders({ scheme, host, port }: Omit<WebAddress, 'path'>): string[] {
  const usual = scheme === 'https' ? 443 : 80;
  return port === usual ? [host, `${host}:${port}`] : [`${host}:${port}`];
}

/** `http://localhost:8085`, without a port where the scheme's own is meant. */
export function originOf(address: Omit<WebAddress, 'path'>): string {
  return `${address.scheme}://${hostHeaders(address)[0]}`;
}

function loopbackAddresses(host: string): readonly string[] {
  if (/^(?:.+\.)?localhost\.?$/.test(host)) return LOOPBACKS;
  if (/^127(?:\.\d+){3}$/.test(host)) return [host];
  return host === '[::1]' ? ['::1'] : [];
}

function parse(uri: string, name: string): URL {
  const fail = (what: string, hint?: string) =>
    new ToolError('usage.redirect-uri', `${name} ${JSON.stringify(uri)}: ${what}`, {
      ...(hint === undefined ? {} : { hint }),
    });
  if (/[\s\p{Cc}\\]/u.test(uri)) throw fail('has a blank, a control character or a backslash');
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(uri)) {
    throw fail('is not absolute', 'It begins with https://, or with http:// on loopback.');
  }
  if (!/^https?:/i.test(uri)) {
    throw fail('is neither http nor https', 'Schemes of apps cannot be answered from a terminal.');
  }
  if (uri.includes('#')) throw fail('has a fragment', 'RFC 6749 §3.1.2 forbids one.');
  if (/^[^/]*\/\/[^/?]*@/.test(uri)) throw fail('has a user name or password');
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url === undefined || /^[^/]*\/\/[/?]/.test(uri)) throw fail('is not a valid URL');
  if (url.port === '0') throw fail('port 0 cannot be called');
  return url;
}
