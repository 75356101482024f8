import { expect, test } from 'vitest';
import { compareRedirectUri, differencesOf } from '../../../src/diagnosis/facts/redirect-uris.ts';

test.each([
  ['https://a.example/cb', 'https://a.example/cb', []],
  ['https://a.example/cb/', 'https://a.example/cb', ['trailing-slash']],
  ['https://a.example', 'https://a.example/', ['trailing-slash']],
  ['https://a.example/CB', 'https://a.example/cb', ['letter-case']],
  ['https://A.example/cb', 'https://a.example/cb', ['letter-case']],
  ['HTTPS://a.example/cb', 'https://a.example/cb', ['letter-case']],
  ['http://localhost:8080/cb', 'http://localhost:8085/cb', ['port']],
  ['http://localhost/cb', 'http://localhost:8085/cb', ['port']],
  ['https://a.example:443/cb', 'https://a.example/cb', ['port']],
  ['http://a.example/cb', 'https://a.example/cb', ['scheme']],
  ['http://127.0.0.1:8085/cb', 'http://localhost:8085/cb', ['loopback-name']],
  ['http://[::1]:8085/cb', 'http://127.0.0.1:8085/cb', ['loopback-name']],
  ['https%3A%2F%2Fa.example%2Fcb', 'https://a.example/cb', ['encoding']],
  ['https%253A%252F%252Fa.example%252Fcb', 'https://a.example/cb', ['encoding']],
  ['https://a.example/a%2fb', 'https://a.example/a%2Fb', ['encoding']],
  ['https://a.example/cb?x=1', 'https://a.example/cb?x=1&y=2', ['encoding']],
  ['https://a.example/cb ', 'https://a.example/cb', ['encoding']],
  ['https://a.example/cb?x=1', 'https://a.example/cb', ['query-or-fragment']],
  ['https://a.example/cb?x=A', 'https://a.example/cb?x=a', ['letter-case']],
  ['https://b.example/cb', 'https://a.example/cb', ['host']],
  ['https://a.example/other', 'https://a.example/cb', ['path']],
  [
    'http://127.0.0.1:8080/cb/',
    'http://localhost:8085/cb',
    ['loopback-name', 'port', 'trailing-slash'],
  ],
  ['nonsense', 'https://a.example/cb', ['path']],
  ['https://localhost.evil.example/cb', 'https://localhost/cb', ['host']],
])('%s against %s', (used, registered, expected) => {
  expect(differencesOf(used, registered)).toEqual(expected);
});

test('the nearest one counts', () => {
  const found = compareRedirectUri('http://localhost:8085/callback/', [
    'https://prod.example/callback/',
    'http://localhost:9999/other',
    'http://localhost:8085/callback',
  ]);
  expect(found?.nearest).toBe('http://localhost:8085/callback');
  expect(found?.differences).toEqual(['trailing-slash']);
  expect(compareRedirectUri('http://localhost/', [])).toBeUndefined();
});
