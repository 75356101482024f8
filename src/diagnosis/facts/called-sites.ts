import type { SiteRow } from '../../catalog/site-row.ts';
import type { Case, OfflineCheck } from '../define-rule.ts';
import { mentions } from './input-values.ts';
import type { Reading } from '../read-input.ts';

/** The sites whose API host an input calls, at a path that begins so. */
function calledSites(reading: Reading, path: string): SiteRow[] {
  return reading.hosts.flatMap(({ host, place }) =>
    place.kind === 'exact' &&
    mentions(reading, new RegExp(`https?://${host.replaceAll('.', '\\.')}${path}`, 'i'))
      ? [place.site]
      : [],
  );
}

/** Holds the sites an input calls against the site the client is used at. */
function againstClient(
  { reading, context: { site } }: Case,
  path: string,
  what: string,
): OfflineCheck | undefined {
  const called = calledSites(reading, path);
  if (site === undefined || called.length === 0) return undefined;
  const keys = [...new Set(called.map(({ key }) => key))].join(', ');
  return {
    holds: !called.some(({ key, domain }) => key === site || domain === site),
    because: `the ${what} went to ${keys}, the client is used at ${site}`,
  };
}

/** Whether the API calls of an input went to another site than the client's. */
export function callsOtherSite(found: Case): OfflineCheck | undefined {
  return againstClient(found, '/api/v[0-9]', 'call');
}

/** Whether the token requests of an input went to another site than the client's. */
export function asksOtherSite(found: Case): OfflineCheck | undefined {
  return againstClient(found, '/oauth2/(?:v1/)?token\\b', 'token request');
}
