import { describe, expect, it } from 'vitest';
import { SITES } from '../../../src/catalog/sites.ts';
import { URL_ASPECTS, type UrlAspect } from '../../../src/checks/region/authorize-url.ts';
import { createSiteTable } from '../../../src/sites/site-table.ts';

const CLIENT = {
  clientId: '7d3bd1d4-5b1c-4c6a-9f57-9d4f3ab0c0de',
  redirectUris: ['https://partner.example/callback', 'https://partner.example/callback/eu'],
  scopes: ['api_keys_write', 'monitors_read'],
};
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const STATE = 'xyzABC0123456789-_qwertyuiop';
const SECRET = 'the-secret-of-the-client';

const RIGHT: Readonly<Record<string, string>> = {
  response_type: 'code',
  client_id: CLIENT.clientId,
  redirect_uri: 'https://partner.example/callback',
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
  state: STATE,
};

interface Given {
  readonly origin?: string;
  readonly path?: string;
  readonly site?: string;
  readonly sentHost?: string;
  /** `undefined` leaves the parameter out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly more?: string;
  readonly client?: Partial<typeof CLIENT>;
}

function judge(aspect: UrlAspect, given: Given = {}): string {
  const { site: key = 'eu1', origin = 'https://app.datadoghq.eu', path } = given;
  const site = SITES.find((each) => each.key === key);
  if (site === undefined) throw new Error(key);
  const url = new URL((path ?? '/oauth2/v1/authorize') + '?', origin);
  for (const [name, value] of Object.entries({ ...RIGHT, ...given.query })) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const { grade, finding } = URL_ASPECTS[aspect]({
    url: new URL(url.href + (given.more ?? '')),
    site,
    sentHost: given.sentHost ?? new URL(site.app.url).host,
    table: createSiteTable(),
    client: { ...CLIENT, ...given.client },
    secret: SECRET,
  });
  return `${grade} ${finding.code.replace('onboarding.', '')}`;
}

const q = (query: NonNullable<Given['query']>): Given => ({ query });

describe('an authorize URL', () => {
  it('that is right is right in every respect', () => {
    for (const aspect of Object.keys(URL_ASPECTS) as UrlAspect[]) {
      expect(judge(aspect), aspect).toMatch(/^passed /);
    }
  });

  it.each<[UrlAspect, string, Given]>([
    ['host', 'passed host', { origin: 'https://acme.datadoghq.eu', sentHost: 'acme.datadoghq.eu' }],
    // With a subdomain sent, the site's own web host is right as well.
    ['host', 'passed host', { sentHost: 'acme.datadoghq.eu' }],
    ['host', 'failed host-of-another-site', { origin: 'https://app.datadoghq.com' }],
    ['host', 'failed host-of-another-site', { origin: 'https://us3.datadoghq.com' }],
    ['host', 'failed host-of-another-site', { origin: 'https://acme.datadoghq.com' }],
    ['host', 'failed host-of-another-site', { site: 'us3', origin: 'https://app.datadoghq.com' }],
    ['host', 'failed host-wrong', { origin: 'https://other.datadoghq.eu' }],
    ['host', 'failed host-wrong', { origin: 'https://http-intake.logs.datadoghq.eu' }],
    ['host', 'warning host-undocumented', { origin: 'https://api.datadoghq.eu' }],
    ['host', 'warning host-undocumented', { site: 'us5', origin: 'https://app.us5.datadoghq.com' }],
    ['host', 'failed host-foreign', { origin: 'https://datadoghq.eu.evil.example' }],
    ['host', 'failed host-foreign', { origin: 'https://evil-datadoghq.eu' }],
    ['host', 'failed host-insecure', { origin: 'http://app.datadoghq.eu' }],
    ['host', 'failed host-foreign', { origin: 'https://app.datadoghq.eu:8443' }],
    ['host', 'failed path-wrong', { path: '/account/login' }],
    ['host', 'failed path-wrong', { path: '/oauth2/v1/authorize/' }],
    ['client', 'failed client-wrong', q({ client_id: 'another' })],
    ['client', 'failed client-wrong', q({ client_id: undefined })],
    ['client', 'failed client-wrong', { more: `&client_id=${CLIENT.clientId}` }],
    [
      'redirect-uri',
      'passed redirect-uri',
      q({ redirect_uri: 'https://partner.example/callback/eu' }),
    ],
    [
      'redirect-uri',
      'failed redirect-uri-unregistered',
      q({ redirect_uri: 'https://partner.example/callback/' }),
    ],
    ['redirect-uri', 'failed redirect-uri-missing', q({ redirect_uri: undefined })],
    ['redirect-uri', 'failed redirect-uri-missing', { more: '&redirect_uri=https://evil.example' }],
    ['redirect-uri', 'review redirect-uri-unchecked', { client: { redirectUris: [] } }],
    ['response-type', 'failed response-type-wrong', q({ response_type: 'token' })],
    ['response-type', 'failed response-type-wrong', q({ response_type: undefined })],
    ['response-type', 'failed response-type-wrong', { more: '&response_type=token' }],
    ['pkce', 'failed pkce-missing', q({ code_challenge: undefined })],
    ['pkce', 'failed pkce-missing', q({ code_challenge: '' })],
    ['pkce', 'failed pkce-method', q({ code_challenge_method: undefined })],
    ['pkce', 'failed pkce-method', q({ code_challenge_method: 'plain' })],
    ['pkce', 'failed pkce-method', q({ code_challenge_method: 's256' })],
    ['pkce', 'warning pkce-method-spelling', q({ code_challenge_method: 'SHA-256' })],
    ['pkce', 'failed pkce-malformed', q({ code_challenge: `${CHALLENGE}=` })],
    ['pkce', 'failed pkce-malformed', q({ code_challenge: CHALLENGE.slice(1) })],
    ['pkce', 'failed pkce-malformed', q({ code_challenge: CHALLENGE.replace('-', '+') })],
    // Hexadecimal instead of base64url, and a last character no hash can end in.
    ['pkce', 'failed pkce-malformed', q({ code_challenge: 'ab'.repeat(32) })],
    ['pkce', 'failed pkce-malformed', q({ code_challenge: `${CHALLENGE.slice(0, 42)}b` })],
    ['pkce', 'failed pkce-doubled', { more: `&code_challenge=${CHALLENGE}` }],
    ['state', 'failed state-missing', q({ state: undefined })],
    ['state', 'failed state-missing', q({ state: '' })],
    ['state', 'failed state-short', q({ state: 'abc123' })],
    ['state', 'failed state-short', q({ state: '0'.repeat(40) })],
    ['state', 'warning state-shortish', q({ state: 'abcdef0123456789' })],
    ['state', 'failed state-guessable', q({ state: 'datadoghq.eu' })],
    ['state', 'failed state-guessable', q({ state: 'https://app.datadoghq.eu/' })],
    ['state', 'failed state-guessable', q({ state: 'aHR0cHM6Ly9hcHAuZGF0YWRvZ2hxLmV1' })],
    ['state', 'failed state-doubled', { more: `&state=${STATE}` }],
    ['secret', 'failed secret-in-url', q({ client_secret: 'x' })],
    ['secret', 'failed secret-in-url', q({ code_verifier: 'x' })],
    ['secret', 'failed secret-in-url', q({ note: `before ${SECRET} after` })],
    ['scope', 'passed scope', q({ scope: 'monitors_read api_keys_write' })],
    ['scope', 'failed scope-empty', q({ scope: ' ' })],
    ['scope', 'failed scope-unregistered', q({ scope: 'monitors_read monitors_write' })],
    ['scope', 'warning scope-fewer', q({ scope: 'monitors_read' })],
    ['scope', 'review scope-unchecked', { ...q({ scope: 'a' }), client: { scopes: [] } }],
    ['scope', 'failed scope-doubled', { more: '&scope=a&scope=b' }],
  ])('%s: %s', (aspect, expected, given) => {
    expect(judge(aspect, given)).toBe(expected);
  });
});
