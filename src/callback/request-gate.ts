import type { IncomingMessage } from 'node:http';
import type { RefusalStatus } from './pages.ts';

/** A request that may be looked up among the routes. */
export interface GatedRequest {
  readonly kind: 'request';
  readonly method: string;
  /** The `Host` header in lower case. */
  readonly host: string;
  /** As sent: neither decoded nor normalised. */
  readonly path: string;
  /** As sent, without `?`. */
  readonly query: string;
}

/** What a request is before anybody looks at its route. */
export type Gated =
  | GatedRequest
  | { readonly kind: 'refused'; readonly status: RefusalStatus }
  /** Sent ahead of a user's decision: must neither use up nor show anything. */
  | { readonly kind: 'prefetch' };

/** Longest query that is read, in characters. */
const QUERY_LIMIT = 8192;
/** Node limits the size of names and values only, so many short ones would pass. */
const HEADER_COUNT_LIMIT = 200;
const PREFETCH_HEADERS = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

/**
 * Lets through what a browser sends for a navigation: origin-form target, one `Host`, a query of
 * sensible length.
 * @see RFC 9112 §3.2, https://wicg.github.io/nav-speculation/prefetch.html (Sec-Purpose)
 */
export function gateRequest(request: IncomingMessage): Gated {
  const target = request.url ?? '';
  const hosts = request.headersDistinct['host'] ?? [];
  const [host] = hosts;
  // Node reads headers of any version that looks like one.
  if (!/^1\.[01]$/.test(request.httpVersion)) return { kind: 'refused', status: 400 };
  if (request.rawHeaders.length > 2 * HEADER_COUNT_LIMIT) return { kind: 'refused', status: 431 };
  if (host === undefined || hosts.length > 1) return { kind: 'refused', status: 400 };
  if (!target.startsWith('/') || /[#\\\s\x7f-\uffff]/.test(target)) {
    return { kind: 'refused', status: 400 };
  }
  const mark = target.indexOf('?');
  const query = mark < 0 ? '' : target.slice(mark + 1);
  if (query.length > QUERY_LIMIT) return { kind: 'refused', status: 414 };
  const isPrefetch = PREFETCH_HEADERS.some((name) =>
    /prefetch|prerender|preview/i.test(String(request.headers[name] ?? '')),
  );
  if (isPrefetch) return { kind: 'prefetch' };
  return {
    kind: 'request',
    method: request.method ?? '',
    host: host.toLowerCase(),
    path: mark < 0 ? target : target.slice(0, mark),
    query,
  };
}
