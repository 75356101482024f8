import { finding } from '../../catalog/findings.ts';
import type { HttpResponse } from '../../model/http.ts';
import { readBody } from '../scope-answer.ts';
import type { Judgement } from '../verdict.ts';
import type { HostPlace } from './host-place.ts';

/** Ways of asking for a password that are a proxy's or a gateway's, never Datadog's. RFC 9110 §11.6.1. */
const LOGIN_OF_ITS_OWN = /^\s*(?:basic|digest|negotiate|ntlm|kerberos)\b/i;
/** Characters of a page in which its title is looked for, and of a title that are quoted. */
const TITLE_WITHIN = 20_000;
const TITLE_LIMIT = 80;

/**
 * Judges an answer that Datadog's API, token endpoint and intakes never give: a page, a redirect, a
 * password of its own. It says nothing about the client, whatever its status; `undefined` for any other.
 */
export function judgeForeign(place: HostPlace, response: HttpResponse): Judgement | undefined {
  const { status, headers } = response;
  if (status >= 300 && status < 400) return foreign(place, status, 'redirect', headers['location']);
  const challenge = headers['www-authenticate'] ?? '';
  if (LOGIN_OF_ITS_OWN.test(challenge)) {
    return foreign(place, status, 'challenge', /^\s*(\w+)/.exec(challenge)?.[1]);
  }
  return readBody(response).kind === 'page'
    ? foreign(place, status, 'page', titleOf(response.body))
    : undefined;
}

/**
 * The verdict about an answer of somebody in between.
 * @param detail title of the page, target of the redirect, scheme of the challenge
 */
export function foreign(
  { site, host }: HostPlace,
  status: number,
  what: 'page' | 'redirect' | 'challenge',
  detail = '',
): Judgement {
  // Only where it leads: what stands behind a host may be a secret.
  const told = what === 'redirect' ? originOf(detail) : detail;
  const args = { site, host, status, what, detail: told };
  return {
    grade: 'inconclusive',
    proof: 'reachable',
    finding: finding('region.foreign-answer', args),
  };
}

/** The title of a page on one line; nothing when it has none. */
export function titleOf(page: string): string {
  const title = /<title\b[^>]{0,200}>([^<]{1,400})</i.exec(page.slice(0, TITLE_WITHIN))?.[1] ?? '';
  return title
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, TITLE_LIMIT);
}

function originOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : '';
}
