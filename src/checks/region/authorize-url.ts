import type { SiteRow } from '../../catalog/site-row.ts';
import { finding } from '../../catalog/findings.ts';
import { hostOf } from '../../sites/datadog-hosts.ts';
import { placeHost } from '../../sites/place-host.ts';
import type { SiteTable } from '../../sites/site-table.ts';
import type { Judgement } from '../verdict.ts';

/** An authorize URL that an onboarding URL led to, and what it is held against. */
export interface AuthorizeUrl {
  readonly url: URL;
  readonly site: SiteRow;
  /** Host of the `site` parameter that was sent: the web host, or one with a customer subdomain. */
  readonly sentHost: string;
  readonly table: SiteTable;
  readonly client: {
    readonly clientId: string;
    readonly redirectUris: readonly string[];
    readonly scopes: readonly string[];
  };
  /** The client secret, when it is known. */
  readonly secret?: string | undefined;
}

/** What is judged of an authorize URL, in the order of the columns. */
export type UrlAspect =
  'host' | 'client' | 'redirect-uri' | 'response-type' | 'pkce' | 'state' | 'secret' | 'scope';

/** Path of the authorize page. */
export const AUTHORIZE_PATH = '/oauth2/v1/authorize';

/**
 * Judges an authorize URL by its parts; sends nothing.
 * @see RFC 6749 §4.1.1, RFC 7636 §4.3, RFC 9700 §2.1
 */
export const URL_ASPECTS: Readonly<Record<UrlAspect, (given: AuthorizeUrl) => Judgement>> = {
  host: judgeHost,
  client: judgeClient,
  'redirect-uri': judgeRedirectUri,
  'response-type': (given) => {
    const value = only(given, 'response_type');
    return value === 'code'
      ? passed('onboarding.response-type', given)
      : failed('onboarding.response-type-wrong', given, { value: shown(value) });
  },
  pkce: judgePkce,
  state: judgeState,
  secret: judgeSecret,
  scope: judgeScope,
};

function judgeHost(given: AuthorizeUrl): Judgement {
  const { url, site, sentHost, table } = given;
  const args = { host: url.host, expected: sentHost, path: url.pathname };
  if (url.protocol !== new URL(site.app.url).protocol) {
    return failed('onboarding.host-insecure', given, args);
  }
  if (url.pathname !== AUTHORIZE_PATH) return failed('onboarding.path-wrong', given, args);
  if (url.host === sentHost || url.host === hostOf(site.app.url)) {
    return passed('onboarding.host', given, args);
  }
  const place = placeHost(url.host, table);
  if (place.kind === 'outside') return failed('onboarding.host-foreign', given, args);
  if (!('site' in place) || place.site.key !== site.key) {
    const named = 'site' in place ? place.site.key : '';
    return failed('onboarding.host-of-another-site', given, { ...args, named });
  }
  // Old pages, or Datadog's own tools, name it; the present page does not.
  return place.kind === 'exact' && (place.form === 'api' || place.form === 'alias')
    ? warning('onboarding.host-undocumented', given, args)
    : failed('onboarding.host-wrong', given, args);
}

function judgeClient(given: AuthorizeUrl): Judgement {
  const value = only(given, 'client_id');
  return value === given.client.clientId
    ? passed('onboarding.client', given)
    : failed('onboarding.client-wrong', given, {
        value: shown(value),
        expected: given.client.clientId,
      });
}

function judgeRedirectUri(given: AuthorizeUrl): Judgement {
  const value = only(given, 'redirect_uri');
  const registered = given.client.redirectUris;
  const args = { value: shown(value), registered };
  if (typeof value !== 'string') return failed('onboarding.redirect-uri-missing', given, args);
  if (registered.length === 0) return review('onboarding.redirect-uri-unchecked', given, args);
  return registered.includes(value)
    ? passed('onboarding.redirect-uri', given, args)
    : failed('onboarding.redirect-uri-unregistered', given, args);
}

/** base64url of a SHA-256: 43 characters, no padding; the last holds four bits. RFC 7636 §4.2. */
const S256_CHALLENGE = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

function judgePkce(given: AuthorizeUrl): Judgement {
  const challenge = only(given, 'code_challenge');
  const method = only(given, 'code_challenge_method');
  const args = { method: shown(method), length: challenge?.length ?? 0 };
  if (challenge === undefined || challenge === '') {
    return failed('onboarding.pkce-missing', given, args);
  }
  if (typeof challenge !== 'string' || (method !== undefined && typeof method !== 'string')) {
    return failed('onboarding.pkce-doubled', given, args);
  }
  // One of Datadog's pages spells the method so; without one RFC 7636 means plain.
  if (method === 'SHA-256') return warning('onboarding.pkce-method-spelling', given, args);
  if (method !== 'S256') return failed('onboarding.pkce-method', given, args);
  return S256_CHALLENGE.test(challenge)
    ? passed('onboarding.pkce', given, args)
    : failed('onboarding.pkce-malformed', given, args);
}

/** Characters that hold 128 bits in base64url, and those that hold 64. RFC 6749 §10.10. */
const LONG_STATE = 22;
const SHORT_STATE = 11;

function judgeState(given: AuthorizeUrl): Judgement {
  const value = only(given, 'state');
  const args = { length: value?.length ?? 0 };
  if (value === undefined || value === '') return failed('onboarding.state-missing', given, args);
  if (typeof value !== 'string') return failed('onboarding.state-doubled', given, args);
  const { site, sentHost } = given;
  const readable = decodings(value);
  const known = GUESSABLE(site, sentHost);
  if (readable.flatMap(partsOf).some((parts) => parts.every((part) => known.includes(part)))) {
    return failed('onboarding.state-guessable', given, args);
  }
  if (new Set(value).size < 5 || value.length < SHORT_STATE) {
    return failed('onboarding.state-short', given, args);
  }
  return value.length < LONG_STATE
    ? warning('onboarding.state-shortish', given, args)
    : passed('onboarding.state', given, args);
}

/** What everybody knows of the request. */
const GUESSABLE = (site: SiteRow, sentHost: string): readonly string[] => [
  site.key,
  site.domain,
  sentHost,
  `https://${sentHost}`,
  site.app.url,
];

/** A value as it is, and as base64 and percent-encoding would have hidden it. */
function decodings(value: string): readonly string[] {
  const plain = Buffer.from(value, 'base64url').toString('utf8');
  return [value, plain].map((text) => text.trim().toLowerCase().replace(/\/$/, ''));
}

/** A text as a whole, and the values in it when it is JSON or a query string. */
function partsOf(text: string): readonly (readonly string[])[] {
  const values = [
    ...jsonValues(text),
    ...(/^\w+=/.test(text) ? new URLSearchParams(text).values() : []),
  ];
  return values.length === 0 ? [[text]] : [[text], values.map((value) => value.replace(/\/$/, ''))];
}

/** The texts and numbers in a JSON object or list, however deep. */
function jsonValues(text: string): readonly string[] {
  if (!/^[{[]/.test(text)) return [];
  const values: string[] = [];
  try {
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string' || typeof value === 'number') values.push(String(value));
      return value;
    });
  } catch {
    return [];
  }
  return values;
}

/** Parameters that have no business in a URL that browsers and proxies write down. */
const SECRET_PARAMETERS = ['client_secret', 'code_verifier', 'access_token', 'refresh_token'];

function judgeSecret(given: AuthorizeUrl): Judgement {
  const { url, secret } = given;
  const names = SECRET_PARAMETERS.filter((name) => url.searchParams.has(name));
  const leaked = secret !== undefined && secret.length >= 5 && carries(url, secret);
  return names.length > 0 || leaked
    ? failed('onboarding.secret-in-url', given, { names, leaked })
    : passed('onboarding.no-secret', given);
}

function carries(url: URL, secret: string): boolean {
  return (
    url.href.includes(secret) || [...url.searchParams.values()].some((v) => v.includes(secret))
  );
}

function judgeScope(given: AuthorizeUrl): Judgement {
  const value = only(given, 'scope');
  const { scopes } = given.client;
  if (value === undefined) return passed('onboarding.scope-absent', given);
  if (typeof value !== 'string') return failed('onboarding.scope-doubled', given);
  const asked = [...new Set(value.split(/\s+/).filter(Boolean))];
  if (asked.length === 0) return failed('onboarding.scope-empty', given);
  if (scopes.length === 0) return review('onboarding.scope-unchecked', given, { asked });
  const unregistered = asked.filter((scope) => !scopes.includes(scope));
  if (unregistered.length > 0) {
    return failed('onboarding.scope-unregistered', given, { unregistered });
  }
  const missing = scopes.filter((scope) => !asked.includes(scope));
  return missing.length > 0
    ? warning('onboarding.scope-fewer', given, { missing })
    : passed('onboarding.scope', given);
}

/** A parameter's value; a list when it came more than once. */
function only({ url }: AuthorizeUrl, name: string): string | readonly string[] | undefined {
  const values = url.searchParams.getAll(name);
  return values.length > 1 ? values : values[0];
}

function shown(value: string | readonly string[] | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : value.join(' and ');
}

type Code = Parameters<typeof finding>[0] & `onboarding.${string}`;
type Args = NonNullable<Parameters<typeof finding>[1]>;

function judged(grade: Judgement['grade']) {
  return (code: Code, { site }: AuthorizeUrl, args: Args = {}): Judgement => ({
    grade,
    finding: finding(code, { site: site.key, ...args }),
  });
}

const passed = judged('passed');
const failed = judged('failed');
const warning = judged('warning');
const review = judged('review');
