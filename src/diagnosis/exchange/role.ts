import { allOf, valueOf, type Fields } from './fields.ts';
import { isLoopback, placeOf, type Target } from './target.ts';

/** What a request is in an authorization flow. */
export type Role =
  'authorize' | 'callback' | 'onboarding' | 'token' | 'revoke' | 'api' | 'intake' | 'other';

/** Routes of an API host that take data. */
const INTAKE_PATH = /^\/api\/v[12]\/(?:series|distribution_points|check_run|logs|validate)\/?$/;

/** A host that is Datadog's, or was meant to be. */
function datadogs({ host, place }: Target): boolean {
  return place.kind !== 'outside' || /datadog|ddog/.test(host);
}

/** Whether a parameter of an onboarding URL or callback names a place of Datadog's. */
function namesDatadog(value: string): boolean {
  const host = /^(?:https?:\/\/)?([^/?#:]+)/i.exec(value)?.[1] ?? '';
  return placeOf(host).kind !== 'outside' || /datadog|ddog/i.test(host);
}

/** What a request is, by where it goes and what it carries. */
export function roleOf(method: string, target: Target, form: Fields): Role {
  const { path, query, host, place } = target;
  if (method === 'OPTIONS') return 'other';
  if (datadogs(target) || host === '') {
    if (/^\/oauth2?\/(?:v\d\/)?authorize\/?$/i.test(path)) return 'authorize';
    if (/\/oauth2?\/(?:v\d\/)?token\/?$/i.test(path)) return 'token';
    if (/\/oauth2?\/(?:v\d\/)?revoke\/?$/i.test(path)) return 'revoke';
    if (host !== '' && valueOf(form, 'grant_type') !== undefined) return 'token';
  }
  if (place.kind === 'exact' && place.form === 'intake') return 'intake';
  if (datadogs(target)) {
    if (INTAKE_PATH.test(path)) return 'intake';
    return /^\/api\/v\d/.test(path) ? 'api' : 'other';
  }
  const fields = [...query, ...form];
  const has = (name: string): boolean => allOf(fields, name).length > 0;
  const isAnswer = has('code') || has('error') || /(?:^|&)access_token=/.test(target.fragment);
  const fromDatadog = ['site', 'domain'].some((name) => allOf(fields, name).some(namesDatadog));
  if (isAnswer) {
    const isCallback =
      fromDatadog ||
      has('dd_oid') ||
      has('state') ||
      isLoopback(host) ||
      /callback|oauth|redirect|connect|auth/i.test(path);
    return isCallback ? 'callback' : 'other';
  }
  return fromDatadog || (has('site') && has('domain')) ? 'onboarding' : 'other';
}
