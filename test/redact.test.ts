import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASK, maskTexts, Redactor, redactShapes } from '../src/redact.ts';

const CANARY = 'c4n4ry/va+lue=&"%';

describe('Redactor', () => {
  it.each([
    ['as it is', CANARY],
    ['percent-encoded', encodeURIComponent(CANARY)],
    ['in a form', new URLSearchParams({ v: CANARY }).toString()],
    ['in JSON', JSON.stringify({ v: CANARY })],
    ['in base64', Buffer.from(CANARY).toString('base64')],
  ])('masks a learnt value %s', (_, text) => {
    const redactor = new Redactor();
    redactor.add(CANARY);
    expect(redactor.mask(`before ${text} after`)).toContain(MASK);
    expect(redactor.mask(text)).not.toContain(text.slice(4));
  });

  it('masks the longer of two secrets that share a beginning', () => {
    const redactor = new Redactor();
    redactor.add('secret', 'secret-and-more');
    expect(redactor.mask('secret-and-more')).toBe(MASK);
  });

  it('passes over what is too short to be a secret', () => {
    const redactor = new Redactor();
    redactor.add('a', '', undefined, null);
    expect(redactor.mask('a banana')).toBe('a banana');
  });

  it('never lets a learnt value through, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8 }).filter((text) => !MASK.includes(text)),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const redactor = new Redactor();
          redactor.add(secret);
          const masked = redactor.mask(before + secret + after);
          expect(masked.replaceAll(MASK, '')).not.toContain(secret);
        },
      ),
    );
  });
});

describe('redactShapes', () => {
  it.each([
    'Authorization: Bearer CANARY123456',
    'authorization=Bearer%20CANARY123456',
    'https://x.test/cb?code=CANARY123456&state=CANARY123456',
    'grant_type=authorization_code&client_secret=CANARY123456',
    "{'refresh_token': 'CANARY123456'}",
    '{"access_token": "CANARY123456"}',
    '{\\"access_token\\": \\"CANARY123456\\"}',
    'DD-API-KEY: CANARY123456',
    'curl -H "dd-application-key: CANARY123456"',
    'DD_API_KEY=CANARY123456',
    'DDOAUTH_REFRESH_TOKEN_US1=CANARY123456',
    'export DDOAUTH_CLIENT_SECRET=CANARY123456',
    'set-cookie: session=CANARY123456; Path=/',
    'https://user:CANARY123456@proxy.test/',
    'code_verifier%3DCANARY123456%26x',
    '{"data":{"attributes":{"key":"CANARY1234567890"}}}',
    '{"name":"client_secret","value":"CANARY123456"}',
    '{"name": "Authorization", "value": "Bearer CANARY123456"}',
    '["dd-api-key", "CANARY123456"]',
  ])('%s', (text) => {
    expect(redactShapes(text)).not.toContain('CANARY');
  });

  it.each([
    ['-eyJabcdefgh', 80_000],
    ['http://a:', 100_000],
    ['client_secret=', 70_000],
    ['"client_secret" ', 60_000],
    ['Bearer ', 140_000],
    ['eyJ', 300_000],
  ])('does not hang on %j over and over', (piece, times) => {
    const began = performance.now();
    redactShapes(piece.repeat(times));
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.each([
    '{"finding":{"code":"scope.authorized","args":{}}}',
    'invalid_grant - Invalid authorization code or code verifier.',
    'The state parameter is missing',
    'api_keys_write, monitors_read',
    'POST https://api.datadoghq.com/oauth2/v1/token',
    'key us1',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(redactShapes(text)).toBe(text);
  });
});

describe('maskTexts', () => {
  const mask = (text: string): string => text.replaceAll('failed', MASK);
  const isOwnWord = (name: string, value: unknown): boolean => name === 'grade' && value !== 'x';

  it('masks every text at any depth and keeps the shape', () => {
    const value = { list: ['failed', [{ deep: 'it failed' }]], count: 1, none: null, yes: true };
    expect(maskTexts(value, mask, isOwnWord)).toEqual({
      list: [MASK, [{ deep: `it ${MASK}` }]],
      count: 1,
      none: null,
      yes: true,
    });
    expect(value.list[0]).toBe('failed');
  });

  it('leaves words of the program, in members only', () => {
    expect(maskTexts({ grade: 'failed', text: 'failed' }, mask, isOwnWord)).toEqual({
      grade: 'failed',
      text: MASK,
    });
    expect(maskTexts(['failed'], mask, () => true)).toEqual([MASK]);
    expect(maskTexts('failed', mask, () => true)).toBe(MASK);
  });

  it('copies a member called __proto__ as any other', () => {
    const value = JSON.parse('{"__proto__": {"text": "failed"}}') as object;
    expect(JSON.stringify(maskTexts(value, mask, isOwnWord))).toBe(
      `{"__proto__":{"text":"${MASK}"}}`,
    );
  });
});

it('thousands of long secrets full of what may be escaped take neither all memory nor all time', () => {
  const secrets = Array.from({ length: 1_500 }, (_, at) => `${String(at)}=${'/'.repeat(4_000)}`);
  const redactor = new Redactor();
  const began = performance.now();
  redactor.add('first/one+secret==', ...secrets);
  const text = redactor.mask(`first%2Fone%2Bsecret%3D%3D and ${secrets[1_499] ?? ''}`);
  expect(text).toBe('[redacted] and [redacted]');
  expect(performance.now() - began).toBeLessThan(20_000);
});
