import { describe, expect, test } from 'vitest';
import { chooseRedirectUri } from '../../src/settings/choose-redirect-uri.ts';
import { errorOf } from './folder.ts';

const remote = 'https://partner.example/callback';

describe('chooseRedirectUri', () => {
  test.each([
    [[], undefined],
    [[remote], remote],
    [[remote, 'https://other.example/'], remote],
    [[remote, 'http://localhost:8085/callback'], 'http://localhost:8085/callback'],
    [[remote, 'http://127.0.0.1:1/a', 'http://localhost:2/b'], 'http://127.0.0.1:1/a'],
    [[remote, 'http://[::1]:3/'], 'http://[::1]:3/'],
    [
      ['https://localhost.evil.example/', 'https://127.0.0.1.evil.example/'],
      'https://localhost.evil.example/',
    ],
    [['no url', 'HTTP://LOCALHOST:8085/Callback'], 'HTTP://LOCALHOST:8085/Callback'],
  ])('of %j: %s', (registered, chosen) => {
    expect(chooseRedirectUri(registered, undefined)).toBe(chosen);
  });

  test('one that is registered, byte for byte, or any when none is', () => {
    expect(chooseRedirectUri(['http://localhost:1/', remote], remote)).toBe(remote);
    expect(chooseRedirectUri([], 'http://localhost:8085/Cb?x=1')).toBe(
      'http://localhost:8085/Cb?x=1',
    );
  });

  test.each([
    'https://partner.example/callback/',
    'https://partner.example/Callback',
    'HTTPS://partner.example/callback',
    'https://partner.example:443/callback',
    'http://partner.example/callback',
    'https://partner.example/callback?',
  ])('%s is not the registered one', (wanted) => {
    const error = errorOf(() => chooseRedirectUri([remote], wanted));
    expect(error).toMatchObject({ code: 'usage.redirect-uri', exitCode: 2 });
    expect(error.message).toContain(remote);
  });

  test.each(['callback', '', '/callback'])('%j is no URL', (wanted) => {
    expect(() => chooseRedirectUri([], wanted)).toThrow(/is no URL/);
  });
});
