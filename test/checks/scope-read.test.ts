import { afterEach, describe, expect, test } from 'vitest';
import type { ReadProbe, ScopeRow } from '../../src/catalog/scope-row.ts';
import { SCOPES } from '../../src/catalog/scopes.ts';
import type { ScopeContext } from '../../src/checks/scope-context.ts';
import { checkScope } from '../../src/checks/scope-read.ts';
import { clock, sendWithin, startApi, type Answer, type Seen } from './api-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const probe = (path: string, more: Partial<ReadProbe> = {}): ReadProbe => ({
  method: 'GET',
  path,
  operationId: 'ListThings',
  opens: [['things_read']],
  oauthDeclared: true,
  unstable: false,
  dataAt: 'data',
  ...more,
});
const row = (probes: readonly ReadProbe[], more: Partial<ScopeRow> = {}): ScopeRow => ({
  scope: 'things_read',
  product: 'Things',
  access: 'read',
  probes,
  ...more,
});

/** A context on a server that answers by path; asks for liveness are counted. */
async function open(
  answers: Readonly<Record<string, Answer>> | ((seen: Seen) => Answer),
  more: Partial<ScopeContext> = {},
) {
  const table = answers;
  const server = await startApi(
    typeof table === 'function' ? table : ({ path }) => table[path] ?? { status: 500 },
  );
  closers.push(server.close);
  const asked: string[] = [];
  const ctx: ScopeContext = {
    site: 'eu1',
    apiUrl: server.url,
    grant: { accessToken: 'tok-en-123', scopes: ['things_read'] },
    send: sendWithin(400),
    clock,
    tokenAlive: async () => {
      asked.push('alive');
      return true;
    },
    ...more,
  };
  return { ctx, server, asked };
}

const DATA: Answer = { status: 200, body: { data: [{ id: '1' }] } };
const FORBIDDEN: Answer = { status: 403, body: { errors: ['Forbidden'] } };

describe('checkScope', () => {
  test('proves a scope with data, with one bearer request and no keys', async () => {
    const { ctx, server, asked } = await open({ '/a': DATA });
    const verdict = await checkScope(
      row([probe('/a', { query: { 'page[limit]': '1', from: '{now-60}' } }), probe('/b')]),
      ctx,
    );
    expect(verdict).toMatchObject({
      id: 'scope.things_read',
      check: 'scope.read',
      subject: { site: 'eu1', scope: 'things_read' },
      grade: 'passed',
      proof: 'observed',
      finding: {
        code: 'scope.observed',
        args: { scope: 'things_read', site: 'eu1', route: 'GET /a' },
      },
    });
    expect(verdict.exchanges).toHaveLength(1);
    expect(asked).toEqual([]);
    const [seen] = server.seen;
    expect(seen?.headers.authorization).toBe('Bearer tok-en-123');
    expect(seen?.headers['dd-api-key']).toBeUndefined();
    expect(seen?.query.get('page[limit]')).toBe('1');
    expect(Number(seen?.query.get('from'))).toBeCloseTo(Date.now() / 1000 - 60, -2);
  });

  test('sends a body as JSON with its times filled in', async () => {
    const { ctx, server } = await open({ '/search': DATA });
    const body = { filter: { from: 'now-1h', at: '{iso}' }, to: '{nowMs}' };
    await checkScope(row([probe('/search', { method: 'POST', body })]), ctx);
    const [seen] = server.seen;
    expect(seen?.method).toBe('POST');
    expect(seen?.headers['content-type']).toBe('application/json');
    const got: unknown = JSON.parse(seen?.body ?? '');
    expect(got).toMatchObject({ filter: { from: 'now-1h' }, to: expect.any(Number) });
    expect(seen?.body).not.toContain('{iso}');
  });

  test('does not round an empty answer up', async () => {
    const { ctx } = await open({ '/a': { status: 200, body: { data: [] } } });
    const verdict = await checkScope(row([probe('/a')]), ctx);
    expect([verdict.grade, verdict.proof, verdict.finding.code]).toEqual([
      'passed',
      'authorized',
      'scope.authorized',
    ]);
  });

  test('lets a later probe pass and names the route that refused', async () => {
    const { ctx, server, asked } = await open({
      '/a': FORBIDDEN,
      '/b': { status: 404, body: '{}' },
      '/c': DATA,
    });
    const verdict = await checkScope(row([probe('/a'), probe('/b'), probe('/c')]), ctx);
    expect([verdict.grade, verdict.finding.code]).toEqual(['passed', 'scope.observed']);
    expect(verdict.finding.args['refused']).toEqual(['GET /a (403)']);
    expect(server.seen.map(({ path }) => path)).toEqual(['/a', '/b', '/c']);
    expect(verdict.exchanges).toHaveLength(3);
    expect(asked).toEqual([]);
  });

  test('prefers a probe of its own to one that another granted scope opens too', async () => {
    const shared = probe('/a', { opens: [['things_read'], ['other_read']] });
    const grant = { accessToken: 'tok-en-123', scopes: ['things_read', 'other_read'] };
    const { ctx } = await open({ '/a': DATA, '/b': DATA }, { grant });
    const both = await checkScope(row([shared, probe('/b')]), ctx);
    expect([both.grade, both.proof]).toEqual(['passed', 'observed']);
    const alone = await checkScope(row([shared]), ctx);
    expect([alone.grade, alone.proof]).toEqual(['review', 'authenticated']);
    expect(alone.finding).toMatchObject({ code: 'scope.shared', args: { others: ['other_read'] } });
  });

  test('says that a scope was not granted without sending anything', async () => {
    const grant = { accessToken: 't', scopes: ['else_read'] };
    const { ctx, server } = await open({}, { grant });
    for (const subject of [
      row([probe('/a')]),
      { scope: 'new_read' },
      row([], { unprovable: { reason: 'r', byHand: 'h' } }),
    ]) {
      const verdict = await checkScope(subject, ctx);
      expect([verdict.grade, verdict.finding.code]).toEqual(['failed', 'scope.not-granted']);
    }
    expect(server.seen).toEqual([]);
  });

  test('tries the probes when the token answer named no scopes', async () => {
    const { ctx } = await open({ '/a': DATA }, { grant: { accessToken: 't', scopes: null } });
    expect((await checkScope(row([probe('/a')]), ctx)).grade).toBe('passed');
  });

  test('skips what cannot be proved, with the reason and what to do by hand', async () => {
    const { ctx } = await open({});
    const unprovable = { reason: 'Only writes.', byHand: 'Write.' };
    const verdict = await checkScope(row([], { unprovable }), ctx);
    expect(verdict.grade).toBe('skipped');
    expect(verdict.finding).toEqual({
      code: 'scope.unprovable',
      args: { scope: 'things_read', site: 'eu1', ...unprovable },
    });
  });

  test('warns of an unknown scope, and tries it with the probes of a config', async () => {
    const grant = { accessToken: 't', scopes: ['new_read', 'new_write', 'constructor'] };
    const extra = {
      new_read: [probe('/n', { opens: [['new_read']] })],
      new_write: [probe('/n', { opens: [['new_write']] })],
    };
    const { ctx } = await open({ '/n': DATA }, { grant });
    expect(await checkScope({ scope: 'new_read' }, ctx)).toMatchObject({
      grade: 'warning',
      finding: { code: 'scope.unknown' },
    });
    expect(
      await checkScope({ scope: 'constructor' }, { ...ctx, extraProbes: extra }),
    ).toMatchObject({ grade: 'warning' });
    expect(await checkScope({ scope: 'new_read' }, { ...ctx, extraProbes: extra })).toMatchObject({
      grade: 'passed',
      proof: 'observed',
    });
    expect(await checkScope({ scope: 'new_write' }, { ...ctx, extraProbes: extra })).toMatchObject({
      grade: 'passed',
      proof: 'authorized',
      finding: { code: 'scope.write-authorized' },
    });
  });

  test('lets a config prove what the catalog cannot', async () => {
    const { ctx } = await open(
      { '/mine': DATA },
      { extraProbes: { things_read: [probe('/mine')] } },
    );
    const verdict = await checkScope(row([], { unprovable: { reason: 'r', byHand: 'h' } }), ctx);
    expect(verdict.grade).toBe('passed');
  });

  test('asks nothing that also needs a scope which was not granted', async () => {
    const { ctx, server } = await open({ '/b': DATA });
    const pair = probe('/a', { opens: [['things_read', 'other_read']] });
    const alone = await checkScope(row([pair]), ctx);
    expect([alone.grade, alone.finding.code]).toEqual(['warning', 'scope.companion-missing']);
    expect(alone.finding.args['companions']).toEqual(['other_read']);
    expect(server.seen).toEqual([]);
    expect((await checkScope(row([pair, probe('/b')]), ctx)).grade).toBe('passed');
    expect(server.seen.map(({ path }) => path)).toEqual(['/b']);
  });

  test.each<[string, boolean | 'unknown', string, string]>([
    ['Unauthorized', false, 'scope.token-dead', 'failed'],
    ['Failed permission authorization checks', true, 'scope.permission-missing', 'failed'],
    [
      'This product is not enabled for your organization',
      true,
      'scope.product-disabled',
      'warning',
    ],
    ['Forbidden', true, 'scope.denied-unclear', 'failed'],
    ['API key required', true, 'scope.route-no-oauth', 'review'],
  ])('explains a refusal: %s', async (text, alive, code, grade) => {
    const { ctx } = await open(
      () => ({ status: alive === false ? 401 : 403, body: { errors: [text] } }),
      {
        tokenAlive: async () => alive,
      },
    );
    const verdict = await checkScope(row([probe('/a'), probe('/b')]), ctx);
    expect([verdict.finding.code, verdict.grade]).toEqual([code, grade]);
    expect(verdict.exchanges.map(({ status }) => status)).toHaveLength(2);
  });

  test.each<[string, Answer, string]>([
    ['a hanging server', 'hang', 'scope.timeout'],
    ['a reset', 'reset', 'scope.unreachable'],
    ['503', { status: 503 }, 'scope.server-error'],
    ['429', { status: 429, body: { errors: ['slow'] } }, 'scope.rate-limited'],
    ['a page', { status: 200, body: '<html></html>' }, 'scope.gateway-page'],
    ['400', { status: 400, body: { errors: ['bad'] } }, 'scope.probe-refused'],
  ])('is never failed by %s', async (_, answer, code) => {
    const { ctx } = await open(() => answer);
    const verdict = await checkScope(row([probe('/a')]), ctx);
    expect([verdict.grade, verdict.finding.code]).toEqual(['inconclusive', code]);
    expect(verdict.exchanges).toHaveLength(1);
    expect(verdict.proof).toBeUndefined();
  });

  test('a dead host is asked once, a broken route is followed by the next', async () => {
    const dead = await open(() => 'reset');
    await checkScope(row([probe('/a'), probe('/b')]), dead.ctx);
    expect(dead.server.seen).toHaveLength(1);
    const broken = await open({ '/a': { status: 500 }, '/b': DATA });
    expect((await checkScope(row([probe('/a'), probe('/b')]), broken.ctx)).grade).toBe('passed');
  });

  test('a bare refusal beside a broken probe is not the last word', async () => {
    const { ctx } = await open({ '/a': FORBIDDEN, '/b': { status: 503 } });
    const verdict = await checkScope(row([probe('/a'), probe('/b')]), ctx);
    expect([verdict.grade, verdict.finding.code]).toEqual(['inconclusive', 'scope.denied-unclear']);
  });

  test('a missing route or product is a warning, never a failed scope', async () => {
    const missing = await open(() => ({ status: 404, body: { errors: ['Not found'] } }));
    expect(await checkScope(row([probe('/a')]), missing.ctx)).toMatchObject({
      grade: 'warning',
      finding: { code: 'scope.route-missing', args: { status: '404', detail: 'Not found' } },
    });
    const unpaid = await open(() => ({ status: 402, body: '' }));
    expect(await checkScope(row([probe('/a')]), unpaid.ctx)).toMatchObject({
      grade: 'warning',
      finding: { code: 'scope.product-disabled' },
    });
  });

  test('rejects when the run is interrupted', async () => {
    const reason = new Error('Interrupted.');
    const { ctx } = await open({}, { send: () => Promise.reject(reason) });
    await expect(checkScope(row([probe('/a')]), ctx)).rejects.toBe(reason);
  });

  test('every probe of the catalog makes a request that a server can read', async () => {
    const grant = { accessToken: 't', scopes: null };
    const { ctx, server } = await open(() => ({ status: 404, body: { errors: ['none'] } }), {
      grant,
    });
    const rows = SCOPES.filter(({ probes }) => probes.length > 0);
    for (const { authorizationProbe: _, ...one } of rows) {
      expect((await checkScope(one, ctx)).grade).toBe('warning');
    }
    expect(server.seen).toHaveLength(rows.flatMap(({ probes }) => probes).length);
    for (const { path, query, body, method } of server.seen) {
      expect(path).toMatch(/^\/api\/v[12]\//);
      expect([...query.values()].join().replace('{*}', '')).not.toMatch(/[{}]/);
      if (method === 'POST') expect(JSON.parse(body)).toBeTypeOf('object');
    }
  });
});
