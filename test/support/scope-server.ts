import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One authorization request as a server sees it. */
export interface ScopeRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly scopes: readonly string[];
  /** A name that the program made up. */
  readonly isMadeUp: boolean;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Counts from one. */
  readonly number: number;
}

/** An authorization endpoint that answers as a test says. */
export interface ScopeServer {
  readonly origin: string;
  readonly requests: readonly ScopeRequest[];
}

/** Starts a server that ends with the test. */
export async function startScopeServer(
  answer: (request: ScopeRequest, response: ServerResponse) => void,
): Promise<ScopeServer> {
  const requests: ScopeRequest[] = [];
  const server = createServer((message, response) => {
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://any');
    const scopes = (searchParams.get('scope') ?? '').split(' ');
    const request: ScopeRequest = {
      path: pathname,
      query: searchParams,
      scopes,
      isMadeUp: scopes.some((scope) => scope.startsWith('ddoauth_none_')),
      headers: message.headers,
      number: requests.length + 1,
    };
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${String(port)}`, requests };
}

/** Sends a redirect. */
export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

/** Sends a page. */
export function page(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end(body);
}

/** Sends `invalid_scope` to the redirect URI of the request; `change` replaces parameters. */
export function refuse(
  { query }: ScopeRequest,
  response: ServerResponse,
  change: Readonly<Record<string, string>> = {},
): void {
  const answer = new URLSearchParams({
    error: 'invalid_scope',
    state: query.get('state') ?? '',
    ...change,
  });
  redirect(response, `${query.get('redirect_uri') ?? ''}?${answer.toString()}`);
}
