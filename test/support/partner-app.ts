import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the application of a partner answers to one request. */
export interface PartnerAnswer {
  readonly status?: number;
  readonly location?: string;
  readonly cookies?: readonly string[];
  readonly page?: string;
}

/** A request to it. */
export interface PartnerRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly cookie: string;
}

export interface PartnerApp {
  readonly origin: string;
  readonly requests: PartnerRequest[];
  /** From now on it answers nothing. */
  hang(): void;
  close(): void;
}

/** Starts an application on loopback; paths without a row are 404. */
export async function startPartnerApp(
  routes: Readonly<Record<string, (request: PartnerRequest) => PartnerAnswer>>,
): Promise<PartnerApp> {
  const requests: PartnerRequest[] = [];
  let hanging = false;
  const server = createServer((message: IncomingMessage, response) => {
    const { pathname: path, searchParams: query } = new URL(message.url ?? '/', 'http://any');
    const request = { path, query, cookie: message.headers.cookie ?? '' };
    requests.push(request);
    if (hanging) return;
    const {
      status,
      location,
      cookies = [],
      page = '',
    } = routes[path]?.(request) ?? { status: 404 };
    response.writeHead(status ?? (location === undefined ? 200 : 302), {
      'content-type': 'text/html',
      ...(location === undefined ? {} : { location }),
      ...(cookies.length === 0 ? {} : { 'set-cookie': [...cookies] }),
    });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    requests,
    hang: () => {
      hanging = true;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An authorize URL as a good application builds it; `undefined` leaves a parameter out. */
export function authorizeUrl(
  site: string,
  client: { readonly clientId: string; readonly redirectUri: string },
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const verifier = randomBytes(32).toString('base64url');
  const parameters: Readonly<Record<string, string | undefined>> = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: randomBytes(24).toString('base64url'),
    ...changes,
  };
  const url = new URL('/oauth2/v1/authorize', site);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
