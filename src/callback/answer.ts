import type { ServerResponse } from 'node:http';

const HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  // The page's own address holds the code: it goes nowhere, not even to a page a user opens next.
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  Connection: 'close',
};

/** Answers with an HTML page, or without a body when it is empty. */
export function answerPage(
  response: ServerResponse,
  status: number,
  page: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(page);
  const content = body.length === 0 ? {} : { 'Content-Type': 'text/html; charset=utf-8' };
  response.writeHead(status, {
    ...HEADERS,
    ...content,
    ...(status === 204 ? {} : { 'Content-Length': String(body.length) }),
    ...headers,
  });
  response.end(body);
}

/** Resolves when the response has gone to the system, its reader is gone, or after `limitMs`. */
export function flushed(response: ServerResponse, limitMs: number): Promise<void> {
  const { socket } = response;
  if (socket === null || socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
