import { describe, expect, it } from 'vitest';
import { authorizationUrl } from '../../src/oauth/authorization-request.ts';
import { codeChallengeOf, drawAuthorizationSecrets } from '../../src/oauth/pkce.ts';
import {
  authorizationCodeRequest,
  refreshRequest,
  revocationRequest,
} from '../../src/oauth/token-request.ts';

const CLIENT = { clientId: 'id', clientSecret: 's&cret=+ %' };
const TOKEN_URL = 'https://api.datadoghq.eu/oauth2/v1/token';

describe('PKCE', () => {
  it('computes the challenge of RFC 7636 appendix B', async () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(await codeChallengeOf(verifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('draws a verifier of the right form and a state of its own', () => {
    let next = 0;
    const random = { bytes: (length: number) => new Uint8Array(length).fill((next += 1)) };
    const { state, codeVerifier } = drawAuthorizationSecrets(random);
    expect(codeVerifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(state).not.toBe(codeVerifier);
  });
});

describe('authorizationUrl', () => {
  const base = {
    authorizeUrl: 'https://app.datadoghq.eu/oauth2/v1/authorize',
    clientId: 'id',
    redirectUri: 'http://localhost:8085/callback?x=1&y=%2F',
    state: 'st',
    codeChallenge: 'ch',
  };

  it('keeps the redirect URI byte for byte and sends no scope by itself', () => {
    const url = new URL(authorizationUrl(base));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'id',
      redirect_uri: base.redirectUri,
      state: 'st',
      code_challenge: 'ch',
      code_challenge_method: 'S256',
    });
  });

  it('sends the scopes that are asked for', () => {
    const url = new URL(authorizationUrl({ ...base, scopes: ['a', 'b'] }));
    expect(url.searchParams.get('scope')).toBe('a b');
  });
});

describe('token requests', () => {
  const form = (body: string | undefined): Record<string, string> =>
    Object.fromEntries(new URLSearchParams(body));

  it('encode every value of a code exchange', () => {
    const grant = { code: 'c+d/e=', redirectUri: 'http://127.0.0.1/', codeVerifier: 'v' };
    const request = authorizationCodeRequest(TOKEN_URL, CLIENT, grant);
    expect(request).toMatchObject({
      method: 'POST',
      url: TOKEN_URL,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(form(request.body)).toEqual({
      grant_type: 'authorization_code',
      client_id: 'id',
      client_secret: 's&cret=+ %',
      code: 'c+d/e=',
      redirect_uri: 'http://127.0.0.1/',
      code_verifier: 'v',
    });
  });

  it('leave out what a public client does not have', () => {
    const request = refreshRequest(TOKEN_URL, { clientId: 'id' }, 'r');
    expect(form(request.body)).toEqual({
      grant_type: 'refresh_token',
      client_id: 'id',
      refresh_token: 'r',
    });
  });

  it('name the kind of a token to be revoked', () => {
    const request = revocationRequest('https://x/revoke', CLIENT, 't', 'refresh_token');
    expect(form(request.body)).toMatchObject({ token: 't', token_type_hint: 'refresh_token' });
  });
});
