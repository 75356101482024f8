import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';

it.each([
  [-1001, 'connection-broken'],
  [-1003, 'dns-failure'],
  [-1004, 'connection-refused'],
  [-1005, 'connection-broken'],
  [-1009, 'network-unreachable'],
  [-1200, 'tls-handshake'],
])('NSURLErrorDomain %i is %s, in whatever language the words are', (code, rule) => {
  const text = `Error Domain=NSURLErrorDomain Code=${String(code)} "…" UserInfo={NSErrorFailingURLKey=https://api.datadoghq.eu/api/v2/users}`;
  expect(diagnose(text).recognised.map((match) => match.rule)).toContain(rule);
});
