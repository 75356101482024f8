import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';

const rulesOf = (text: string): string[] => diagnose(text).recognised.map(({ rule }) => rule);

describe('connections of other programs and to other kinds of servers are left alone', () => {
  it.each([
    'Error: connect ECONNREFUSED 127.0.0.1:6379\n    at TCPConnectWrap.afterConnect',
    'dial tcp 10.1.2.3:5432: connect: connection refused',
    'ssh: connect to host build.example port 22: Connection refused',
    "fatal: unable to access 'https://git.example/acme.git/': Could not resolve host: git.example",
    'Unable to connect to the server: dial tcp: lookup k8s.example: no such host',
    'MongoServerSelectionError: connect ETIMEDOUT 10.0.0.9:27017',
    'failed to reach agent: dial tcp 127.0.0.1:8126: connect: connection refused',
    'psycopg2.OperationalError: could not translate host name "db" to address: Name or service not known',
  ])('%s', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });
});

describe('the same next to Datadog, or at the port of a callback, is not', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:8085', 'connection-refused'],
    ['ECONNREFUSED 127.0.0.1:5432, then connect ECONNREFUSED 127.0.0.1:8085', 'connection-refused'],
    ['redis at 127.0.0.1:6379 is fine; getaddrinfo ENOTFOUND api.datadoghq.com', 'dns-failure'],
    ['2026-10-06 06:43:22 connect ECONNREFUSED 127.0.0.1:8085', 'connection-refused'],
  ])('%s', (text, rule) => {
    expect(rulesOf(text)).toContain(rule);
  });
});
