import { describe, expect, it } from 'vitest';
import { SITES } from '../../../src/catalog/sites.ts';
import {
  at,
  authorizeUrl,
  call,
  consent,
  get,
  pick,
  post,
  readTokens,
  simulate,
  tokenRequest,
  VERIFIER,
} from '../support.ts';

const URI = 'http://127.0.0.1:8000/oauth/callback';
const url = 'https://api.us5.datadoghq.com/api/v2/oauth2/register';

describe('register', () => {
  it('makes a public client that works without a secret, on this site only', async () => {
    const simulator = await simulate();
    const made = await post(simulator, url, { client_name: 'A tool', redirect_uris: [URI] });
    expect(made.status).toBe(201);
    expect(made.json).toEqual({
      client_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      client_name: 'A tool',
      redirect_uris: [URI],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    });
    const clientId = pick(made.json, 'client_id');
    const change = { client_id: clientId, redirect_uri: URI };
    expect((await get(simulator, authorizeUrl(simulator, change))).status).toBe(400);
    const callback = await consent(
      simulator,
      authorizeUrl(simulator, { ...change, scope: 'monitors_read' }, 'us5.datadoghq.com'),
    );
    const answer = await tokenRequest(
      simulator,
      {
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: null,
        code: callback.get('code'),
        code_verifier: VERIFIER,
        redirect_uri: URI,
      },
      'us5.datadoghq.com',
    );
    const monitors = 'https://api.us5.datadoghq.com/api/v1/monitor';
    expect((await get(simulator, monitors, readTokens(answer).accessToken)).status).toBe(200);
  });

  it.each([
    ['http://127.0.0.1:51234/oauth/callback', true],
    ['http://127.0.0.1/oauth/callback', true],
    ['http://127.0.0.1:51234/oauth/callback/', false],
    ['http://127.0.0.1:51234/other', false],
    ['http://localhost:8000/oauth/callback', false],
    ['http://127.0.0.1:51234/oauth/callback?x=1', false],
    ['http://127.0.0.1.example.com:8000/oauth/callback', false],
    ['https://127.0.0.1:8000/oauth/callback', false],
    ['https://app.example.com:444/cb', false],
  ])(
    'lets a public client listen on any port of loopback and nothing else: %s',
    async (uri, ok) => {
      const simulator = await simulate();
      const redirect_uris = [URI, 'https://app.example.com/cb'];
      const made = await post(simulator, url, { client_name: 'x', redirect_uris });
      const change = { client_id: pick(made.json, 'client_id'), redirect_uri: uri };
      const scope = { scope: 'monitors_read' };
      const authorize = authorizeUrl(simulator, { ...change, ...scope }, 'us5.datadoghq.com');
      const answer = await get(simulator, authorize);
      expect(answer.status === 400).toBe(!ok);
    },
  );

  it('never gives api_keys_write', async () => {
    const simulator = await simulate();
    const metadata = { client_name: 'x', redirect_uris: [URI], scope: 'api_keys_write hosts_read' };
    const clientId = pick((await post(simulator, url, metadata)).json, 'client_id');
    const client = simulator.state().clients.find((row) => row.clientId === clientId);
    expect(client?.scopes).toEqual(['hosts_read']);
  });

  it.each([
    [{ redirect_uris: [URI] }, 'invalid_client_metadata'],
    [{ client_name: 'x' }, 'invalid_client_metadata'],
    [{ client_name: 'x', redirect_uris: [] }, 'invalid_client_metadata'],
    [{ client_name: 'x', redirect_uris: ['/relative'] }, 'invalid_client_metadata'],
    [{ client_name: 'x', redirect_uris: ['http://example.com/'] }, 'invalid_client_metadata'],
    [
      { client_name: 'x', redirect_uris: [URI], token_endpoint_auth_method: 'client_secret_post' },
      'invalid_client_metadata',
    ],
    [[], 'invalid_client_metadata'],
    [null, 'invalid_client_metadata'],
  ])('refuses %j as the RFC says', async (body, error) => {
    const answer = await post(await simulate(), url, body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error, error_description: expect.any(String) });
  });

  it('refuses what is no JSON', async () => {
    const answer = await call(await simulate(), 'POST', url, { body: '{' });
    expect([answer.status, at(answer.json, 'error')]).toEqual([400, 'invalid_request']);
  });
});

it('lists the web hosts of all sites', async () => {
  const answer = await get(
    await simulate(),
    'https://api.datadoghq.com/api/v2/oauth2/.well-known/sites',
  );
  expect(answer.headers.get('content-type')).toBe('application/vnd.api+json');
  expect(at(answer.json, 'data.attributes.sites')).toEqual(
    SITES.map((site) => new URL(site.app.url).host),
  );
});
