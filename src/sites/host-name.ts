/** A URL or host as a user or a redirect wrote it, taken apart without forgiving anything. */
export interface HostReading {
  /** `https` or `http`; absent when the text had none. */
  readonly scheme?: 'https' | 'http';
  /** Lower case, without port and without a final dot: `app.datadoghq.eu`, `[::1]`. */
  readonly host: string;
  /** Decimal digits as written, absent when there was none. */
  readonly port?: string;
  /** What follows the host, from `/`, `?` or `#` on; empty when nothing does. */
  readonly rest: string;
}

/** Why a text is no host. */
export interface HostProblem {
  readonly problem: string;
}

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const IPV4 = /^[0-9]+(?:\.[0-9]+){3}$/;

/** Whether `host` is `localhost`, a name below it, or a literal loopback address (RFC 6761, RFC 8252 §7.3). */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (name === '[::1]' || name === '::1') return true;
  return IPV4.test(name) && name.startsWith('127.');
}

/** Whether `host` is an IP address rather than a name. */
export function isIpAddress(host: string): boolean {
  return host.startsWith('[') || IPV4.test(host);
}

/** Whether a host has a label in punycode, the disguise of look-alike letters. */
export function hasPunycode(host: string): boolean {
  return host.split('.').some((label) => label.startsWith('xn--'));
}

/**
 * Takes a URL or host apart. Not `new URL()`: that one repairs what must be refused here (tabs, line
 * ends, backslashes, full-width letters, percent-encoded dots).
 */
export function readHost(text: string): HostReading | HostProblem {
  if (text === '') return { problem: 'it is empty' };
  // Before lower-casing: the Kelvin sign, for one, has an ASCII lower case.
  if (/[^\x21-\x7e]/.test(text)) {
    return { problem: 'it has a space, a control character or a letter outside ASCII' };
  }
  if (text.includes('\\')) return { problem: 'it has a backslash' };
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)(.*)$/i.exec(text);
  const scheme = match?.[1]?.toLowerCase();
  const authority = match?.[2]?.toLowerCase() ?? '';
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') {
    return { problem: `its scheme is ${scheme}, not https` };
  }
  if (authority.includes('@')) return { problem: 'it has user info before an @' };
  const parts = /^(\[[0-9a-f:.]+\]|[^:[\]]*)(?::(.*))?$/.exec(authority);
  const host = parts?.[1]?.replace(/\.$/, '') ?? '';
  const port = parts?.[2];
  if (port !== undefined && !/^[0-9]{1,5}$/.test(port)) return { problem: 'its port is no number' };
  if (!host.startsWith('[') && !host.split('.').every((label) => LABEL.test(label))) {
    return { problem: 'it is no host name' };
  }
  return {
    ...(scheme === undefined ? {} : { scheme }),
    host,
    ...(port === undefined ? {} : { port }),
    rest: match?.[3] ?? '',
  };
}
