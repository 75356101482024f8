/** Where a browser has ended. */
export interface BrowserEnd {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  /** Every URL on the way, the last included. */
  readonly visited: readonly string[];
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

const MOST_REDIRECTS = 20;

/**
 * A browser without a screen: follows redirects and keeps cookies, which are for a host and a path,
 * never for a port.
 */
export function createHttpBrowser(): { open(url: string): Promise<BrowserEnd> } {
  const jar = new Map<string, Map<string, Cookie>>();
  return {
    open: async (url) => {
      const visited: string[] = [];
      let next = url;
      for (let step = 0; step < MOST_REDIRECTS; step += 1) {
        visited.push(next);
        const here = new URL(next);
        const cookies = jar.get(here.hostname) ?? new Map<string, Cookie>();
        jar.set(here.hostname, cookies);
        const answer = await fetch(here, {
          redirect: 'manual',
          headers: { accept: 'text/html', cookie: header(cookies, here.pathname) },
        });
        answer.headers.getSetCookie().forEach((line) => keep(cookies, line));
        const location = answer.headers.get('location');
        if (location === null || answer.status < 300 || answer.status > 399) {
          return { url: next, status: answer.status, text: await answer.text(), visited };
        }
        await answer.body?.cancel();
        next = new URL(location, here).href;
      }
      throw new Error(`more than ${String(MOST_REDIRECTS)} redirects:\n${visited.join('\n')}`);
    },
  };
}

function header(cookies: ReadonlyMap<string, Cookie>, path: string): string {
  return [...cookies]
    .filter(([, cookie]) => path.startsWith(cookie.path))
    .map(([name, { value }]) => `${name.split(';')[0] ?? ''}=${value}`)
    .join('; ');
}

/** Keeps a cookie under name and path; one that has expired is taken out. */
function keep(cookies: Map<string, Cookie>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const cut = pair.indexOf('=');
  const attribute = (name: string): string | undefined =>
    attributes.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const path = attribute('path') ?? '/';
  const key = `${pair.slice(0, cut)};${path}`;
  const expires = Date.parse(attribute('expires') ?? '');
  if (expires < Date.now()) cookies.delete(key);
  else cookies.set(key, { value: pair.slice(cut + 1), path });
}
