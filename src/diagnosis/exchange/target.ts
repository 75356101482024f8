import type { HostPlace } from '../../sites/place-host.ts';
import { hostPlace } from '../text/host-places.ts';
import { readForm, type Fields } from './fields.ts';

/** Where a request went. */
export interface Target {
  /** `https`, `http`, or empty when the input names none. */
  readonly scheme: string;
  /** Lower case, with its port if it has one; empty when the input names none. */
  readonly host: string;
  readonly path: string;
  readonly query: Fields;
  readonly fragment: string;
  /** Where the host stands among Datadog's. */
  readonly place: HostPlace;
}

const URL_PARTS = /^(?:([a-z][a-z0-9+.-]{0,20}):\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;
const DATADOG_HOST = /(?:^|\.)(?:datadoghq\.(?:com|eu)|ddog-gov\.com)$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;

/** Whether a host is this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Takes a URL apart without repairing it. A simulator's `http://127.0.0.1:PORT/<real host>/<path>`
 * is the real host's.
 */
export function readTarget(url: string): Target {
  const hit = URL_PARTS.exec(url.trim());
  let scheme = (hit?.[1] ?? '').toLowerCase();
  let host = (hit?.[2] ?? '')
    .toLowerCase()
    .replace(/^[^@]*@/, '')
    .replace(/\.(?=$|:)/, '');
  let path = hit?.[3] ?? '';
  const inPath = isLoopback(host) ? /^\/([a-z0-9.-]{4,253})(\/.*|$)/i.exec(path) : null;
  if (inPath && DATADOG_HOST.test((inPath[1] ?? '').toLowerCase())) {
    scheme = 'https';
    host = (inPath[1] ?? '').toLowerCase();
    path = inPath[2] ?? '';
  }
  if (/^(?:https:\/\/[^/]*:443|http:\/\/[^/]*:80)$/.test(`${scheme}://${host}`)) {
    host = host.replace(/:\d+$/, '');
  }
  return {
    scheme,
    host,
    path: path === '' ? '/' : path,
    query: readForm(hit?.[4] ?? ''),
    fragment: hit?.[5] ?? '',
    place: hostPlace(host),
  };
}

/** Where a bare host stands among Datadog's: the value of a `domain` parameter. */
export function placeOf(host: string): HostPlace {
  return hostPlace(host.toLowerCase().replace(/\.$/, ''));
}

/** Key of the site a host belongs to, if that is certain. */
export function siteKeyOf(place: HostPlace): string | undefined {
  return place.kind === 'exact' || place.kind === 'subdomain' ? place.site.key : undefined;
}
