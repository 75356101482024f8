import { afterEach, describe, expect, test } from 'vitest';
import { judgeLiveness, probeTokenAlive } from '../../src/checks/token-liveness.ts';
import type { Sent } from '../../src/model/http.ts';
import { sendWithin, startApi, type Answer } from './api-server.ts';

const exchange = { method: 'GET', url: 'https://api.example.test/', durationMs: 1 };
const sent = (status: number, body = '{}'): Sent => ({
  response: { status, headers: {}, body },
  exchange,
});
const lost: Sent = { failure: { kind: 'timeout', code: 'X', message: '' }, exchange };

test.each<[string, Sent[], boolean | 'unknown']>([
  ['both let in', [sent(200), sent(200)], true],
  ['one let in', [sent(403), sent(200)], true],
  ['one let in, one dead', [sent(401), sent(204)], true],
  ['both dead', [sent(401), sent(401)], false],
  ['one dead, one forbidden', [sent(401), sent(403)], 'unknown'],
  ['one dead, one lost', [sent(401), lost], 'unknown'],
  ['both forbidden', [sent(403), sent(403)], 'unknown'],
  ['both broken', [sent(500), sent(429)], 'unknown'],
  ['both lost', [lost, lost], 'unknown'],
  ['login pages', [sent(200, '<html>'), sent(200, ' <!doctype html>')], 'unknown'],
  ['block pages', [sent(401, '<html>'), sent(401, '<html>')], 'unknown'],
  ['nothing asked', [], 'unknown'],
])('judgeLiveness: %s', (_, answers, alive) => {
  expect(judgeLiveness(answers)).toBe(alive);
});

describe('probeTokenAlive', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  test.each<[string, Answer, boolean | 'unknown']>([
    ['living', { status: 200, body: { data: [] } }, true],
    ['dead', { status: 401, body: { errors: ['Unauthorized'] } }, false],
    ['unreachable', 'reset', 'unknown'],
  ])('%s token', async (_, answer, alive) => {
    const server = await startApi(() => answer);
    closers.push(server.close);
    const target = { apiUrl: `${server.url}/`, accessToken: 'tok', send: sendWithin(500) };
    expect(await probeTokenAlive(target)).toBe(alive);
    expect(new Set(server.seen.map(({ path }) => path)).size).toBe(2);
    for (const { headers, method } of server.seen) {
      expect([method, headers.authorization]).toEqual(['GET', 'Bearer tok']);
    }
  });
});
