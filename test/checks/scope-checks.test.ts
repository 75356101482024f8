import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { ScopeRow } from '../../src/catalog/scope-row.ts';
import { checkScopes } from '../../src/checks/scope-checks.ts';
import type { ScopeContext } from '../../src/checks/scope-context.ts';
import { clock, sendWithin, startApi, type Answer, type Seen } from './api-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(answer: (seen: Seen) => Answer, tokenAlive: ScopeContext['tokenAlive']) {
  const server = await startApi(answer);
  closers.push(server.close);
  const grant = { accessToken: 't', scopes: null };
  const ctx: ScopeContext = {
    site: 'us1',
    apiUrl: server.url,
    grant,
    send: sendWithin(2000),
    clock,
    tokenAlive,
  };
  return { ctx, server };
}

const rows: readonly ScopeRow[] = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
  scope: `${name}_read`,
  product: 'Things',
  access: 'read',
  probes: [
    {
      method: 'GET',
      path: `/${name}`,
      operationId: 'List',
      opens: [[`${name}_read`]],
      oauthDeclared: true,
      unstable: false,
      dataAt: 'data',
    },
  ],
}));

describe('checkScopes', () => {
  test('keeps the order of the rows and the bound, and tells of progress', async () => {
    const delays: Readonly<Record<string, number>> = {
      '/a': 120,
      '/b': 10,
      '/c': 60,
      '/d': 5,
      '/e': 30,
    };
    let running = 0;
    let peak = 0;
    const { ctx } = await open(
      ({ path }) => ({ status: 200, body: { data: [] }, delayMs: delays[path] ?? 0 }),
      async () => true,
    );
    const send: ScopeContext['send'] = async (request, options) => {
      peak = Math.max(peak, (running += 1));
      const sent = await ctx.send(request, options);
      running -= 1;
      return sent;
    };
    const progress: [string, number, number][] = [];
    const verdicts = await checkScopes(
      rows,
      { ...ctx, send },
      {
        concurrency: 2,
        onProgress: (done, total, verdict) => progress.push([verdict.id, done, total]),
      },
    );
    expect(verdicts.map(({ id }) => id)).toEqual(rows.map(({ scope }) => `scope.${scope}`));
    expect(peak).toBe(2);
    expect(progress.map(([, done]) => done)).toEqual([1, 2, 3, 4, 5]);
    expect(progress.every(([, , total]) => total === 5)).toBe(true);
    expect(progress.at(-1)?.[0]).not.toBe(undefined);
    expect(new Set(progress.map(([id]) => id)).size).toBe(5);
  });

  test('asks once whether the token lives, however many scopes are refused at a time', async () => {
    let asked = 0;
    const { ctx } = await open(
      () => ({ status: 401, body: { errors: ['Unauthorized'] } }),
      async () => {
        asked += 1;
        await pause(30);
        return false;
      },
    );
    const verdicts = await checkScopes(rows, ctx, { concurrency: 5 });
    expect(verdicts.map(({ finding }) => finding.code)).toEqual(rows.map(() => 'scope.token-dead'));
    expect(asked).toBe(1);
  });

  test('does not ask when nothing is refused', async () => {
    const { ctx } = await open(
      () => ({ status: 200, body: { data: [1] } }),
      () => Promise.reject(new Error('asked')),
    );
    const verdicts = await checkScopes(rows, ctx, { concurrency: 9 });
    expect(verdicts.every(({ grade }) => grade === 'passed')).toBe(true);
  });

  test('stops at an interruption', async () => {
    const stop = new AbortController();
    const reason = new Error('Interrupted.');
    const { ctx, server } = await open(
      () => 'hang',
      async () => true,
    );
    const run = checkScopes(rows, ctx, { concurrency: 1, signal: stop.signal });
    setTimeout(() => stop.abort(reason), 50);
    await expect(run).rejects.toBe(reason);
    expect(server.seen.length).toBeLessThanOrEqual(1);
  });
});
