import { describe, expect, it } from 'vitest';
import { parseSeed } from '../../../src/simulator/world/seed.ts';
import {
  authorizeUrl,
  call,
  clientSeed,
  consent,
  get,
  REDIRECT_URI,
  simulate,
  withSettings,
} from '../support.ts';

/** The parameters of a redirect, which has to go to the redirect URI. */
async function redirected(
  simulator: Awaited<ReturnType<typeof simulate>>,
  url: string,
): Promise<Record<string, string>> {
  const answer = await get(simulator, url);
  expect(answer.status).toBe(302);
  const location = new URL(answer.headers.get('location') ?? '');
  expect(`${location.origin}${location.pathname}`).toBe(REDIRECT_URI);
  return Object.fromEntries(location.searchParams);
}

describe('errors that stay on a page', () => {
  it.each([
    [{ client_id: 'unknown' }, 'Invalid client_id parameter value.'],
    [{ client_id: null }, 'Missing client_id parameter.'],
    [{ redirect_uri: `${REDIRECT_URI}/` }, 'Mismatching redirect URI.'],
    [{ redirect_uri: 'http://127.0.0.1:8085/callback' }, 'Mismatching redirect URI.'],
    [{ redirect_uri: 'HTTP://localhost:8085/callback' }, 'Mismatching redirect URI.'],
    [{ redirect_uri: null }, 'Missing redirect URI.'],
    [{ redirect_uri: '/callback' }, 'Invalid redirect URI.'],
  ])('%o', async (change, text) => {
    const simulator = await simulate();
    const answer = await get(simulator, authorizeUrl(simulator, change));
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ errors: [`invalid_request - ${text}`] });
    expect(answer.headers.get('location')).toBeNull();
  });

  it.each(['client_id', 'redirect_uri', 'response_type', 'state', 'scope'])(
    'a second %s',
    async (name) => {
      const simulator = await simulate();
      const url = `${authorizeUrl(simulator, { scope: 'events_read' })}&${name}=again`;
      const answer = await get(simulator, url);
      expect(answer.json).toEqual({ errors: [`invalid_request - Duplicate ${name} parameter.`] });
    },
  );

  it('a test client away from its own site', async () => {
    const simulator = await simulate(clientSeed({ kind: 'test', site: 'eu1' }));
    const wrong = await get(simulator, authorizeUrl(simulator));
    expect(wrong.json).toEqual({
      errors: ['invalid_request - Invalid client_id parameter value.'],
    });
    const right = await get(simulator, authorizeUrl(simulator, {}, 'app.datadoghq.eu'));
    expect(right.status).toBe(200);
  });
});

describe('errors that are redirected', () => {
  const state = 'a-state';
  it.each([
    [{ response_type: null }, 'invalid_request', 'Missing response_type parameter.'],
    [{ response_type: 'token' }, 'unsupported_response_type', undefined],
    [{ code_challenge: null }, 'invalid_request', 'Code challenge required.'],
    [{ code_challenge_method: 'plain' }, 'invalid_request', 'Transform algorithm not supported.'],
    [{ code_challenge_method: null }, 'invalid_request', 'Transform algorithm not supported.'],
    [
      { scope: 'events_read nonsense api_keys_delete' },
      'invalid_scope',
      'The following scopes are not recognized: nonsense, api_keys_delete',
    ],
    [{ scope: '' }, 'invalid_scope', 'The following scopes are not recognized: '],
  ])('%o', async (change, error, description) => {
    const simulator = await simulate();
    expect(await redirected(simulator, authorizeUrl(simulator, change))).toEqual({
      error,
      ...(description === undefined ? {} : { error_description: description }),
      state,
    });
  });

  it('leaves state out when there was none', async () => {
    const simulator = await simulate();
    const url = authorizeUrl(simulator, { state: null, response_type: null });
    expect(await redirected(simulator, url)).not.toHaveProperty('state');
  });

  it('a scope this site does not know yet, though another does', async () => {
    const simulator = await simulate(
      withSettings(clientSeed(), { unknownScopes: { us5: ['events_read'] } }),
    );
    const change = { scope: 'events_read monitors_read' };
    const us5 = await redirected(simulator, authorizeUrl(simulator, change, 'us5.datadoghq.com'));
    expect(us5['error_description']).toBe('The following scopes are not recognized: events_read');
    expect((await get(simulator, authorizeUrl(simulator, change))).status).toBe(200);
  });
});

describe('consent', () => {
  it('answers with all that Datadog sends, for the org that was picked', async () => {
    const simulator = await simulate();
    const callback = await consent(simulator, authorizeUrl(simulator), 'eu1');
    const { code, ...rest } = Object.fromEntries(callback);
    const org = simulator.state().orgs.find((row) => row.site === 'eu1');
    expect(code).toMatch(/^[0-9a-f]{40}$/);
    expect(rest).toEqual({
      state: 'a-state',
      client_id: simulator.clientId,
      site: 'https://app.datadoghq.eu',
      domain: 'datadoghq.eu',
      dd_oid: org?.id,
      dd_org_name: 'Example Org EU1',
    });
  });

  it('picks the org of the host by default, of a customer subdomain, of dd_oid', async () => {
    const base = clientSeed();
    const acme = { id: 'acme-id', name: 'Acme', site: 'us1', subdomain: 'acme' };
    const boss = { id: 'acme-user', name: 'Boss', handle: 'boss@acme.test', orgId: 'acme-id' };
    const simulator = await simulate(
      parseSeed({ ...base, orgs: [...base.orgs, acme], users: [...base.users, boss] }, 'test'),
    );
    const us3 = await consent(simulator, authorizeUrl(simulator, {}, 'us3.datadoghq.com'));
    expect(us3.get('domain')).toBe('us3.datadoghq.com');
    const customer = await consent(simulator, authorizeUrl(simulator, {}, 'acme.datadoghq.com'));
    expect(customer.get('dd_oid')).toBe('acme-id');
    expect(customer.get('site')).toBe('https://acme.datadoghq.com');
    expect(customer.get('domain')).toBe('datadoghq.com');
    const named = await consent(simulator, authorizeUrl(simulator, { dd_oid: 'acme-id' }));
    expect(named.get('dd_org_name')).toBe('Acme');
    expect(named.get('site')).toBe('https://app.datadoghq.com');
  });

  it('denies', async () => {
    const simulator = await simulate();
    const callback = await consent(simulator, authorizeUrl(simulator), undefined, 'deny');
    expect(Object.fromEntries(callback)).toEqual({ error: 'access_denied', state: 'a-state' });
    expect(simulator.state().grants).toEqual([]);
  });

  it('never offers gov orgs to commercial hosts, nor the reverse', async () => {
    const simulator = await simulate();
    const sites = async (host: string): Promise<string[]> => {
      const { text } = await get(simulator, authorizeUrl(simulator, {}, host));
      return [...text.matchAll(/data-site="([^"]+)"/g)].map((hit) => hit[1] ?? '');
    };
    expect(await sites('app.datadoghq.com')).toEqual([
      ...['us1', 'us3', 'us5', 'eu1', 'ap1', 'ap2', 'uk1'],
    ]);
    expect(await sites('us2.ddog-gov.com')).toEqual(['us1-fed', 'us2-fed']);
  });

  it('refuses an org the page did not offer, and a request id used twice', async () => {
    const simulator = await simulate();
    const { text } = await get(simulator, authorizeUrl(simulator));
    const [, id = ''] = /name="request" value="([^"]+)"/.exec(text) ?? [];
    const gov = clientSeed().users.find((user) => user.handle.includes('us1-fed'));
    const [, own = ''] = /<option value="([^"]+)"/.exec(text) ?? [];
    const submit = (user: string, host = 'app.datadoghq.com') =>
      call(simulator, 'POST', `https://${host}/oauth2/v1/authorize/decision`, {
        body: new URLSearchParams({ request: id, user, decision: 'authorize' }),
      });
    expect((await submit(gov?.id ?? '')).status).toBe(400);
    expect((await submit(own, 'app.datadoghq.eu')).status).toBe(400);
    expect((await submit(own)).status).toBe(302);
    expect((await submit(own)).status).toBe(400);
    expect(simulator.state().grants).toHaveLength(1);
  });

  it('forgets a request that waited too long', async () => {
    const simulator = await simulate();
    const { text } = await get(simulator, authorizeUrl(simulator));
    const [, id = ''] = /name="request" value="([^"]+)"/.exec(text) ?? [];
    const [, user = ''] = /<option value="([^"]+)"/.exec(text) ?? [];
    simulator.clock.advance(31 * 60_000);
    const answer = await call(
      simulator,
      'POST',
      'https://app.datadoghq.com/oauth2/v1/authorize/decision',
      { body: new URLSearchParams({ request: id, user, decision: 'authorize' }) },
    );
    expect(answer.status).toBe(400);
  });

  it('keeps a redirect URI byte for byte, query included', async () => {
    const uri = 'https://Partner.example.test/cb?tenant=a%2Fb&x=ü';
    const simulator = await simulate(clientSeed({ redirectUris: [uri] }));
    const url = authorizeUrl(simulator, { redirect_uri: uri });
    const { text } = await get(simulator, url);
    const [, id = ''] = /name="request" value="([^"]+)"/.exec(text) ?? [];
    const [, user = ''] = /<option value="([^"]+)"/.exec(text) ?? [];
    const answer = await call(
      simulator,
      'POST',
      'https://app.datadoghq.com/oauth2/v1/authorize/decision',
      { body: new URLSearchParams({ request: id, user, decision: 'authorize' }) },
    );
    const location = answer.headers.get('location') ?? '';
    expect(location.startsWith('https://Partner.example.test/cb?tenant=a%2Fb&x=%c3%bc&code=')).toBe(
      true,
    );
  });

  it('escapes names from the seed', async () => {
    const simulator = await simulate(clientSeed({ name: '<script>alert("1")</script>' }));
    const { text, headers } = await get(simulator, authorizeUrl(simulator));
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('test authorization', () => {
  const start = 'https://app.datadoghq.eu/__simulator/test-authorization';
  it('sends the browser to the onboarding URL with site and domain', async () => {
    const simulator = await simulate();
    const plain = await get(simulator, `${start}?client_id=${simulator.clientId}`);
    expect(plain.headers.get('location')).toBe(
      'https://partner.example.test/onboarding?from=tile&site=https%3A%2F%2Fapp.datadoghq.eu&domain=datadoghq.eu',
    );
    const acme = await get(simulator, `${start}?client_id=${simulator.clientId}&subdomain=acme`);
    const location = new URL(acme.headers.get('location') ?? '');
    expect(location.searchParams.get('site')).toBe('https://acme.datadoghq.eu');
    expect(location.searchParams.get('domain')).toBe('datadoghq.eu');
  });

  it.each([
    'client_id=unknown',
    'client_id=',
    'subdomain=a/b&client_id=ID',
    'subdomain=api&client_id=ID',
  ])('refuses %s', async (query) => {
    const simulator = await simulate();
    const answer = await get(simulator, `${start}?${query.replace('ID', simulator.clientId)}`);
    expect(answer.status).toBe(400);
  });
});
