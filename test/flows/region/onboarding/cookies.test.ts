import { describe, expect, it } from 'vitest';
import { createCookieJar } from '../../../../src/flows/region/onboarding/cookies.ts';

function jarWith(url: string, ...lines: readonly string[]) {
  const jar = createCookieJar();
  jar.store(new URL(url), lines.join('\n'));
  return (next: string) => jar.headerFor(new URL(next));
}

describe('createCookieJar', () => {
  it('gives back what a host set, dates and all', () => {
    const cookies = jarWith(
      'https://partner.example/start',
      'session=abc; Path=/; Expires=Wed, 21 Oct 2099 07:28:00 GMT; HttpOnly; SameSite=Lax',
      'csrf=a=b==; path=/',
      'no-name',
      '=x',
    );
    expect(cookies('https://partner.example/next')).toBe('session=abc; csrf=a=b==');
  });

  it('gives nothing to another host, port or domain', () => {
    const cookies = jarWith('https://partner.example/', 'a=1; Domain=.example; Path=/');
    expect(cookies('https://evil.example/')).toBeUndefined();
    expect(cookies('https://sub.partner.example/')).toBeUndefined();
    expect(cookies('https://partner.example:8443/')).toBeUndefined();
    expect(cookies('https://partner.example/')).toBe('a=1');
  });

  it('keeps to paths and to https', () => {
    const cookies = jarWith(
      'http://localhost:1/app/start',
      'here=1',
      'deep=2; Path=/app/x',
      's=3; Secure; Path=/',
    );
    expect(cookies('http://localhost:1/app/next')).toBe('here=1');
    expect(cookies('http://localhost:1/app/x/y')).toBe('here=1; deep=2');
    expect(cookies('http://localhost:1/application')).toBeUndefined();
    expect(cookies('http://localhost:1/')).toBeUndefined();
  });

  it('a later cookie of the same name wins, and a flood ends', () => {
    const jar = createCookieJar();
    const url = new URL('https://partner.example/');
    jar.store(url, 'a=1; Path=/');
    jar.store(url, 'a=2; Path=/');
    expect(jar.headerFor(url)).toBe('a=2');
    jar.store(url, Array.from({ length: 500 }, (_, n) => `c${String(n)}=1; Path=/`).join('\n'));
    expect(jar.headerFor(url)?.split('; ').length).toBe(50);
    jar.store(url, undefined);
  });
});
