import type { Exchange, HttpResponse, NetworkFailure } from '../../../model/http.ts';
import type { Clock } from '../../../host/host.ts';
import { AUTHORIZE_PATH } from '../../../checks/region/authorize-url.ts';
import { datadogDomainOf } from '../../../sites/datadog-hosts.ts';
import { isLoopbackHost } from '../../../sites/host-name.ts';
import { placeHost } from '../../../sites/place-host.ts';
import type { SiteTable } from '../../../sites/site-table.ts';
import type { Run } from '../../run/run.ts';
import { createCookieJar } from './cookies.ts';
import { findAuthorizeUrl, findRefresh } from './page-links.ts';

/** Redirects that are followed; a browser gives up at twenty. */
const MOST_HOPS = 10;

/** Where a walk from an onboarding URL ended. */
export type WalkEnd =
  /** At an authorize URL, which was not requested. `inPage`: a page has it, no redirect. */
  | { readonly kind: 'authorize'; readonly url: URL; readonly inPage: boolean }
  /** At a page, such as a login of the partner's own. */
  | { readonly kind: 'page'; readonly host: string; readonly status: number }
  | { readonly kind: 'refused'; readonly host: string; readonly status: number }
  | { readonly kind: 'broken'; readonly host: string; readonly status: number }
  | { readonly kind: 'unreachable'; readonly host: string; readonly failure: NetworkFailure }
  /** A redirect to plain HTTP on another machine. */
  | { readonly kind: 'insecure'; readonly host: string }
  | { readonly kind: 'unusable'; readonly host: string }
  | { readonly kind: 'too-many'; readonly host: string };

/** A walk, and what it sent. */
export interface Walk {
  readonly end: WalkEnd;
  readonly hops: number;
  readonly exchanges: readonly Exchange[];
}

/** What a walk needs of a run. */
export interface WalkParts {
  readonly send: Run['send'];
  readonly table: SiteTable;
  readonly clock: Clock;
  /** Whether a host is one that the walk is to end at: for pages that offer several. */
  readonly suits: (host: string) => boolean;
}

/** How long all of it may take, and one request of it, in milliseconds. */
const WALK_MS = 30_000;
const HOP_MS = 10_000;

/**
 * Opens a URL as a browser without a login would, with cookies for this walk alone, and follows its
 * redirects up to the first that leads to Datadog. That one is never requested.
 */
export async function walk(start: URL, { send, table, clock, suits }: WalkParts): Promise<Walk> {
  const jar = createCookieJar();
  const exchanges: Exchange[] = [];
  const endsAt = clock.monotonic() + WALK_MS;
  let url = start;
  for (let hops = 0; ; hops += 1) {
    const done = (end: WalkEnd): Walk => ({ end, hops, exchanges });
    const { host } = url;
    if (hops > MOST_HOPS) return done({ kind: 'too-many', host });
    if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) {
      return done({ kind: 'insecure', host });
    }
    const cookie = jar.headerFor(url);
    const sent = await send(
      {
        method: 'GET',
        url: url.href,
        headers: { accept: 'text/html,*/*;q=0.8', ...(cookie === undefined ? {} : { cookie }) },
      },
      {
        timeoutMs: Math.max(1, Math.min(HOP_MS, endsAt - clock.monotonic())),
        retry: true,
        secretAnswer: true,
      },
    );
    exchanges.push(sent.exchange);
    if (sent.response === undefined) {
      return done({ kind: 'unreachable', host, failure: sent.failure });
    }
    jar.store(url, sent.response.headers['set-cookie']);
    const step = stepFrom(url, sent.response, { table, suits });
    if ('end' in step) return done(step.end);
    url = step.next;
  }
}

/** What an answer means for the walk: on to the next URL, or its end. */
function stepFrom(
  url: URL,
  response: HttpResponse,
  { table, suits }: Pick<WalkParts, 'table' | 'suits'>,
): { readonly next: URL } | { readonly end: WalkEnd } {
  const { status, headers, body } = response;
  const { host } = url;
  if ([301, 302, 303, 307, 308].includes(status)) {
    const next = resolveUrl(headers['location'], url);
    if (next === undefined) return { end: { kind: 'unusable', host } };
    return leadsToDatadog(next, table)
      ? { end: { kind: 'authorize', url: next, inPage: false } }
      : { next };
  }
  if (status === 429 || status === 408 || status >= 500) {
    return { end: { kind: 'broken', host, status } };
  }
  // Who is not logged in is told so, in one way or another.
  if (status === 401 || status === 403) return { end: { kind: 'page', host, status } };
  if (status >= 300) return { end: { kind: 'refused', host, status } };
  const inPage = resolveUrl(findAuthorizeUrl(body, suits), url);
  if (inPage !== undefined) return { end: { kind: 'authorize', url: inPage, inPage: true } };
  const refresh = resolveUrl(findRefresh(body), url);
  if (refresh === undefined) return { end: { kind: 'page', host, status } };
  return leadsToDatadog(refresh, table)
    ? { end: { kind: 'authorize', url: refresh, inPage: true } }
    : { next: refresh };
}

function resolveUrl(location: string | undefined, base: URL): URL | undefined {
  if (location === undefined || location === '') return undefined;
  if (!URL.canParse(location, base.href)) return undefined;
  const url = new URL(location, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return url;
}

/** Whether a URL is an authorize URL, or on a host of Datadog's, which a walk never visits. */
export function leadsToDatadog(url: URL, table: SiteTable): boolean {
  return (
    url.pathname === AUTHORIZE_PATH ||
    datadogDomainOf(url.hostname.replace(/\.$/, '')) !== undefined ||
    placeHost(url.host, table).kind !== 'outside'
  );
}
