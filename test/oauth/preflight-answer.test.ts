import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../src/model/http.ts';
import { judgePreflight, scopesNamedIn } from '../../src/oauth/preflight-answer.ts';

const STATE = 'state-of-this-request';
const REDIRECT = 'http://localhost:8085/callback';
const AUTHORIZE =
  'https://app.datadoghq.eu/oauth2/v1/authorize?response_type=code&scope=a_read+b_read';
const LOGIN = 'https://app.datadoghq.eu/account/login?next=%2Foauth2%2Fv1%2Fauthorize';
const NAMES = 'The following scopes are not recognized: b_read, c_read';

const judge = (response: Partial<HttpResponse>, redirectUri = REDIRECT) =>
  judgePreflight(
    { status: 302, headers: {}, body: '', ...response },
    {
      url: AUTHORIZE,
      redirectUri,
      state: STATE,
      scopes: ['a_read', 'b_read'],
      isOfSite: ({ protocol, host }) => protocol === 'https:' && host === 'app.datadoghq.eu',
    },
  );
const redirect = (location: string, redirectUri?: string) =>
  judge({ headers: { location } }, redirectUri);
const callback = (query: string) => redirect(`${REDIRECT}?${query}`);

describe('a redirect to the redirect URI', () => {
  it('with invalid_scope and the state is a refusal', () => {
    expect(callback(`error=invalid_scope&state=${STATE}`)).toEqual({ kind: 'refused', named: [] });
    const description = new URLSearchParams({ error_description: NAMES }).toString();
    expect(callback(`state=${STATE}&error=invalid_scope&${description}`)).toEqual({
      kind: 'refused',
      named: ['b_read'],
      description: NAMES,
    });
  });

  it('with another error says which', () => {
    expect(callback(`error=unauthorized_client&state=${STATE}`)).toEqual({
      kind: 'other-error',
      error: 'unauthorized_client',
    });
    expect(callback(`error=server_error&error_description=try+later&state=${STATE}`)).toEqual({
      kind: 'other-error',
      error: 'server_error',
      description: 'try later',
    });
  });

  it('with a code that nobody asked for is no refusal', () => {
    expect(callback(`code=secret-code&state=${STATE}`)).toEqual({
      kind: 'not-refused',
      code: 'secret-code',
    });
  });

  it.each([
    ['no state', 'error=invalid_scope', 'state'],
    ['another state', 'error=invalid_scope&state=of-somebody-else', 'state'],
    ['an empty state', 'error=invalid_scope&state=', 'state'],
    ['two states', `error=invalid_scope&state=${STATE}&state=x`, 'parameters'],
    ['code and error', `error=invalid_scope&code=c&state=${STATE}`, 'parameters'],
    ['nothing but the state', `state=${STATE}`, 'parameters'],
    ['broken escapes', `error=%E0%A4%A&state=${STATE}`, 'parameters'],
  ])('with %s is not believed', (_what, query, why) => {
    expect(callback(query)).toEqual({ kind: 'unclear', status: 302, why });
  });

  it.each([301, 303, 307, 308])('may be a %i', (status) => {
    const location = `${REDIRECT}?error=invalid_scope&state=${STATE}`;
    expect(judge({ status, headers: { location } })).toMatchObject({ kind: 'refused' });
  });

  it('may have a query of its own, another scheme, or be written in another way', () => {
    const query = `error=invalid_scope&state=${STATE}`;
    for (const [registered, location] of [
      ['https://partner.example/cb?from=dd', `https://partner.example/cb?from=dd&${query}`],
      ['https://partner.example/cb?state=1', `https://partner.example/cb?state=1&${query}`],
      ['https://partner.example:443/cb', `HTTPS://Partner.Example/cb?${query}`],
      ['https://partner.example', `https://partner.example/?${query}`],
      ['com.partner.app:/callback', `com.partner.app:/callback?${query}`],
      ['https://app.datadoghq.eu/cb', `/cb?${query}`],
    ] as const) {
      expect(redirect(location, registered), location).toMatchObject({ kind: 'refused' });
    }
  });
});

describe('a redirect elsewhere', () => {
  const query = `?error=invalid_scope&state=${STATE}`;
  it.each([
    ['another port', `http://localhost:8086/callback${query}`, 'localhost:8086'],
    ['another host', `http://127.0.0.1:8085/callback${query}`, '127.0.0.1:8085'],
    ['another scheme', `https://localhost:8085/callback${query}`, 'localhost:8085'],
    ['another path', `http://localhost:8085/callback/${query}`, 'localhost:8085'],
    ['another case of the path', `http://localhost:8085/Callback${query}`, 'localhost:8085'],
    ['a user name', `http://somebody@localhost:8085/callback${query}`, 'localhost:8085'],
    [
      'a host behind a user name',
      `http://localhost:8085@evil.example/callback${query}`,
      'evil.example',
    ],
    ['the site over http', `http://app.datadoghq.eu/account/login${query}`, 'app.datadoghq.eu'],
    ['a script', 'javascript:alert(1)', undefined],
  ])('%s is no answer', (_what, location, host) => {
    expect(redirect(location)).toEqual({
      kind: 'unclear',
      status: 302,
      why: 'elsewhere',
      ...(host === undefined ? {} : { host }),
    });
  });

  it.each([LOGIN, '/account/login', '../../account/login?next=x', '//app.datadoghq.eu/login'])(
    'to the login page %s is no refusal',
    (location) => {
      expect(redirect(location)).toEqual({ kind: 'not-refused' });
    },
  );

  it.each([AUTHORIZE, '?scope=a_read', '/oauth2/v1/authorize', '#'])(
    'to the endpoint itself (%s) is a loop',
    (location) => {
      expect(redirect(location)).toMatchObject({ kind: 'unclear', why: 'loop' });
    },
  );

  it.each([
    {},
    { location: '' },
    { location: 'http://' },
    { location: 'https://a.example, https://b.example' },
  ])('%j leads nowhere that counts', (headers) => {
    expect(judge({ headers })).toMatchObject({ kind: 'unclear' });
  });
});

describe('a page', () => {
  it('to log in or to consent is no refusal', () => {
    for (const body of ['', '<!doctype html><title>Log in</title>', 'error=invalid_scope']) {
      expect(judge({ status: 200, body })).toEqual({ kind: 'not-refused' });
    }
  });

  it.each([
    [400, '{"errors":["invalid_request - Mismatching redirect URI."]}'],
    [200, '{"errors":["invalid_request - Invalid client_id parameter value."]}'],
    [401, '{"error":"invalid_client"}'],
    [400, '<!doctype html><p>Mismatching redirect URI.</p>'],
    [400, ''],
  ])('%i %s is an error page', (status, text) => {
    expect(judge({ status, body: text })).toEqual({ kind: 'error-page', status, text });
  });

  it('that says invalid_scope itself is a refusal', () => {
    expect(judge({ status: 400, body: `{"errors":["invalid_scope - ${NAMES}"]}` })).toEqual({
      kind: 'refused',
      named: ['b_read'],
      description: NAMES,
    });
  });

  it.each([401, 403, 404, 405, 414, 431])('%i without an OAuth error says nothing', (status) => {
    for (const body of ['', '{"errors":["Forbidden"]}', '<h1>No</h1>']) {
      expect(judge({ status, body })).toEqual({ kind: 'unclear', status, why: 'status' });
    }
  });

  it('with errors of no code says nothing, whatever its status', () => {
    const body = '{"errors":["Something nobody has seen"]}';
    expect(judge({ status: 200, body })).toEqual({ kind: 'unclear', status: 200, why: 'status' });
  });

  it.each([408, 425, 429, 500, 502, 503, 504, 599])('%i is trouble for the moment', (status) => {
    const body = '{"errors":["invalid_scope - no"]}';
    expect(judge({ status, body })).toEqual({ kind: 'unavailable', status });
  });
});

describe('scopesNamedIn', () => {
  it.each([
    ['The following scopes are not recognized: a_read, b_read', ['a_read', 'b_read']],
    ['unknown scope "b_read".', ['b_read']],
    ['[a_read;b_read]', ['a_read', 'b_read']],
    ['scopes: a_read.', ['a_read']],
    ['not allowed: xa_read, b_read_all', []],
    ['', []],
  ])('%s', (description, named) => {
    expect(scopesNamedIn(description, ['a_read', 'b_read'])).toEqual(named);
  });
});
