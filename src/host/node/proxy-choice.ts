import { BlockList, isIP } from 'node:net';
import { ToolError } from '../../errors.ts';

/** A proxy that makes tunnels. */
export interface Proxy {
  /** Spoken to over TLS itself. */
  readonly secure: boolean;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** Value of `Proxy-Authorization`; secret. */
  readonly authorization: string | undefined;
  /** For people: `http://proxy.example.com:3128`, never with user or password. */
  readonly shown: string;
}

/** Where a connection is to go. */
export interface Destination {
  /** `https:`, `http:`. */
  readonly protocol: string;
  /** As in a URL: lower case, IPv6 addresses in brackets. */
  readonly hostname: string;
  readonly port: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a destination as the environment has it; `undefined` to go there directly, as always
 * on loopback. Names in lower case come first, as in curl; one that is empty switches the proxy off.
 * Without `HTTPS_PROXY` requests to https go through `HTTP_PROXY`.
 * @throws ToolError `usage.environment` when the variable names no proxy that can be used
 */
export function chooseProxy(env: Environment, to: Destination): Proxy | undefined {
  if (isLoopback(to.hostname)) return undefined;
  const names = to.protocol === 'https:' ? ['HTTPS_PROXY', 'HTTP_PROXY'] : ['HTTP_PROXY'];
  for (const name of names) {
    const lower = name.toLowerCase();
    const used = env[lower] === undefined ? name : lower;
    const value = env[used]?.trim();
    if (value === undefined) continue;
    if (value === '' || isExcepted(env['no_proxy'] ?? env['NO_PROXY'] ?? '', to)) return undefined;
    return lastRead?.value === value ? lastRead.proxy : readAnew(used, value);
  }
  return undefined;
}

/** Names and addresses of this machine: the callback server and the simulator. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/**
 * Whether `NO_PROXY` names a host: it or a domain above it, perhaps with a port; `*` is every host.
 * Entries are separated by commas or blank space. A range of addresses is for addresses alone.
 */
function isExcepted(noProxy: string, { hostname, port }: Destination): boolean {
  return noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      if (entry.includes('/')) return isWithin(hostname.replace(/^\[|\]$/g, ''), entry);
      const [, name = '', wanted] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
      const bare = name.replace(/^\*?\./, '');
      if (bare === '' || (wanted !== undefined && Number(wanted) !== port)) return false;
      return hostname === bare || hostname.endsWith(`.${bare}`);
    });
}

/** Whether an address stands in a range such as `10.0.0.0/8`; names are not looked up for it, as in curl. */
function isWithin(address: string, range: string): boolean {
  const [, network = '', bits = ''] = /^\[?([0-9a-f:.]+)\]?\/(\d{1,3})$/.exec(range) ?? [];
  const family = isIP(network);
  if (family === 0 || isIP(address) !== family || Number(bits) > (family === 4 ? 32 : 128)) {
    return false;
  }
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(bits), type);
  return list.check(address, type);
}

/** Every connection asks, and nearly always for the same. */
let lastRead: { readonly value: string; readonly proxy: Proxy } | undefined;

function readAnew(name: string, value: string): Proxy {
  const proxy = readProxy(name, value);
  lastRead = { value, proxy };
  return proxy;
}

function readProxy(name: string, value: string): Proxy {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(text)) throw unusable(name, 'is no URL');
  const url = new URL(text);
  const secure = url.protocol === 'https:';
  if (!secure && url.protocol !== 'http:') {
    throw unusable(name, `names a ${url.protocol.slice(0, -1)} proxy, which is not supported`);
  }
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const user = [url.username, url.password].map(decoded).join(':');
  return {
    secure,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
    shown: `${url.protocol}//${url.hostname}:${String(port)}`,
  };
}

/** The value is not quoted: it may hold a password. */
function unusable(name: string, what: string): ToolError {
  return new ToolError('usage.environment', `${name} ${what}.`, {
    hint: `Write it as ${name}=http://HOST:PORT, or unset it to use no proxy`,
  });
}

/** Percent-decoded where it can be, else as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
