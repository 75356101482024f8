import { describe, expect, it } from 'vitest';
import { readTokenResponse, scopeSet } from '../../src/oauth/token-response.ts';

const answer = (status: number, body: unknown) =>
  readTokenResponse({
    status,
    headers: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const TOKENS = {
  access_token: 'a',
  refresh_token: 'r',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'b a',
};

describe('readTokenResponse', () => {
  it('reads the tokens of a 200, scopes as a set', () => {
    expect(answer(200, TOKENS)).toEqual({
      kind: 'tokens',
      tokens: { accessToken: 'a', refreshToken: 'r', expiresInSeconds: 3600, scopes: ['a', 'b'] },
    });
  });

  it.each([
    ['lower-case token type', { ...TOKENS, token_type: 'bearer' }],
    ['expires_in as text', { ...TOKENS, expires_in: '3600' }],
  ])('takes %s', (_, body) => {
    expect(answer(200, body)).toMatchObject({ kind: 'tokens', tokens: { expiresInSeconds: 3600 } });
  });

  it.each([
    ['no refresh token', { ...TOKENS, refresh_token: undefined }],
    ['a null one', { ...TOKENS, refresh_token: null }],
    ['an empty one', { ...TOKENS, refresh_token: '' }],
  ])('%s leaves the old one in force', (_, body) => {
    const outcome = answer(200, body);
    expect(outcome).toMatchObject({ kind: 'tokens', tokens: { refreshToken: undefined } });
  });

  it('does not invent scopes or a lifetime', () => {
    expect(answer(200, { access_token: 'a', token_type: 'Bearer' })).toMatchObject({
      tokens: { scopes: null, expiresInSeconds: null },
    });
  });

  it.each([
    ['not JSON', 'ok'],
    ['no access token', { token_type: 'Bearer' }],
    ['an empty access token', { ...TOKENS, access_token: '' }],
    ['another token type', { ...TOKENS, token_type: 'mac' }],
    ['no token type', { access_token: 'a' }],
    ['a list', []],
  ])('a 200 with %s is malformed', (_, body) => {
    expect(answer(200, body).kind).toBe('malformed');
  });

  it('an error in a 200 is a refusal', () => {
    expect(answer(200, { error: 'invalid_grant' })).toMatchObject({
      kind: 'refused',
      refusal: { error: 'invalid_grant' },
    });
  });

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [302, 'malformed'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i is %s', (status, kind) => {
    expect(answer(status, '{"errors":["invalid_grant - x"]}').kind).toBe(kind);
  });
});

describe('scopeSet', () => {
  it.each([
    ['b a b', ['a', 'b']],
    ['', []],
    ['  a\tb ', ['a', 'b']],
    ['a,b', ['a', 'b']],
  ])('%j', (text, scopes) => {
    expect(scopeSet(text)).toEqual(scopes);
  });
});
