/** Cookies of one walk; they end with it. Each goes back to the very host that set it, nowhere else. */
export interface CookieJar {
  /** Takes the `set-cookie` lines of an answer. */
  store(url: URL, setCookie: string | undefined): void;
  /** The `cookie` header for a request; `undefined` for none. */
  headerFor(url: URL): string | undefined;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
  readonly secure: boolean;
}

/** More cookies of a host than any application needs. */
const MOST_COOKIES = 50;

/** Makes a jar. `Domain`, `Expires` and `SameSite` are not needed for one walk. @see RFC 6265 §5 */
export function createCookieJar(): CookieJar {
  const hosts = new Map<string, Map<string, Cookie>>();
  return {
    store: (url, setCookie) => {
      if (setCookie === undefined) return;
      const jar = hosts.get(url.host) ?? new Map<string, Cookie>();
      hosts.set(url.host, jar);
      for (const line of setCookie.split('\n')) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
        const at = pair.indexOf('=');
        const name = pair.slice(0, Math.max(0, at)).trim();
        if (name === '' || jar.size >= MOST_COOKIES) continue;
        jar.set(name, {
          value: pair.slice(at + 1).trim(),
          path: attributeOf(attributes, 'path') ?? defaultPath(url),
          secure: attributes.some((attribute) => attribute.toLowerCase() === 'secure'),
        });
      }
    },
    headerFor: (url) => {
      const fitting = [...(hosts.get(url.host) ?? [])].filter(
        ([, { path, secure }]) =>
          isBelow(url.pathname, path) && (!secure || url.protocol === 'https:'),
      );
      return fitting.length === 0
        ? undefined
        : fitting.map(([name, { value }]) => `${name}=${value}`).join('; ');
    },
  };
}

function attributeOf(attributes: readonly string[], name: string): string | undefined {
  const found = attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`));
  const value = found?.slice(name.length + 1).trim();
  return value?.startsWith('/') === true ? value : undefined;
}

/** The folder of the page that set it. RFC 6265 §5.1.4. */
function defaultPath({ pathname }: URL): string {
  const end = pathname.lastIndexOf('/');
  return end <= 0 ? '/' : pathname.slice(0, end);
}

function isBelow(pathname: string, path: string): boolean {
  if (pathname === path || path === '/') return true;
  return pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
