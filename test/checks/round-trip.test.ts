import { readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Creation, ScopeRow, WriteRequest } from '../../src/catalog/scope-row.ts';
import type { ScopeContext } from '../../src/checks/scope-context.ts';
import { checkScope } from '../../src/checks/scope-read.ts';
import type { WriteContext } from '../../src/checks/write-context.ts';
import { writeNames } from '../../src/checks/write-names.ts';
import { openJournal } from '../../src/storage/journal.ts';
import { fastClock, freshFolder, random } from '../storage/support.ts';
import { sendWithin, startApi, type Answer, type Seen } from './api-server.ts';

const request = (
  method: WriteRequest['method'],
  path: string,
  more: Partial<WriteRequest> = {},
): WriteRequest => ({
  method,
  path,
  operationId: 'Op',
  opens: [['things_write']],
  oauthDeclared: true,
  unstable: false,
  ...more,
});
const thing: Creation = {
  step: 'thing',
  create: request('POST', '/things', { body: { name: '{name}', tags: ['ddoauth_run:{run}'] } }),
  idAt: 'id',
  read: request('GET', '/things/{id}'),
  delete: request('DELETE', '/things/{id}'),
};
const box: Creation = {
  step: 'box',
  create: request('POST', '/boxes', { body: { label: '{name}' } }),
  idAt: 'data.0.id',
  delete: request('DELETE', '/boxes/{id}'),
};
const row = (more: Partial<ScopeRow> = {}): ScopeRow => ({
  scope: 'things_write',
  product: 'Things',
  access: 'write',
  probes: [],
  roundTrip: { needs: [], subject: thing },
  promises: 'observed',
  ...more,
});

/** A small API that keeps things and boxes; `twist` may answer in its place, before or after. */
async function open(
  twist: (seen: Seen, serve: () => Answer) => Answer = (_, serve) => serve(),
  more: Partial<ScopeContext> = {},
  writesMore: Partial<WriteContext> = {},
) {
  const kept = new Map<string, string>();
  let next = 41;
  const serve = ({ method, path, body }: Seen): Answer => {
    const [, kind = '', id] = path.split('/');
    if (method === 'POST') {
      const key = `${kind}/${String((next += 1))}`;
      kept.set(key, body);
      const number = next;
      return kind === 'boxes'
        ? { status: 200, body: { data: [{ id: String(number) }] } }
        : { status: 201, body: { id: number } };
    }
    const key = `${kind}/${id ?? ''}`;
    if (!kept.has(key)) return { status: 404, body: { errors: ['Not found'] } };
    if (method === 'GET') return { status: 200, body: kept.get(key) };
    kept.delete(key);
    return { status: 200, body: {} };
  };
  const folder = await freshFolder();
  const server = await startApi((seen) => twist(seen, () => serve(seen)));
  onTestFinished(() => server.close());
  const journal = openJournal({
    folder,
    random,
    pid: process.pid,
    hostname: hostname(),
    onNotice: () => undefined,
  });
  const stop = new AbortController();
  const send = sendWithin(400);
  const ctx: ScopeContext = {
    site: 'eu1',
    apiUrl: server.url,
    grant: { accessToken: 'tok', scopes: ['things_write'] },
    send,
    clock: fastClock,
    tokenAlive: async () => true,
    writes: {
      runId: 'a1b2c3d4e5',
      target: 'datadog',
      clientId: 'c',
      orgId: 'o',
      journal,
      random,
      send,
      signal: stop.signal,
      remainingMs: () => Number.POSITIVE_INFINITY,
      track: (work) => work,
      ...writesMore,
    },
    ...more,
  };
  const entries = (): string[] => {
    try {
      const names = readdirSync(join(folder, 'journal')).filter((name) => name.endsWith('.json'));
      return names.map((name) => readFileSync(join(folder, 'journal', name), 'utf8'));
    } catch {
      return [];
    }
  };
  return { ctx, server, kept, entries, stop };
}

const traffic = (seen: readonly Seen[]): string[] => seen.map((one) => `${one.method} ${one.path}`);
const NAME = 'ddoauth-a1b2c3d4e5-things-write';

describe('round trip', () => {
  test('creates, reads back, deletes, proves that it is gone; the journal is ahead of it', async () => {
    const journalAt: Record<string, number> = {};
    const lab = await open((seen, serve) => {
      const texts = lab.entries();
      journalAt[`${seen.method} ${seen.path}`] = texts.length;
      if (seen.method === 'POST') expect(texts[0]).toContain(NAME);
      if (seen.method === 'POST') expect(texts[0]).not.toContain('"id":');
      if (seen.method === 'DELETE') expect(texts[0]).toContain('"id": 42');
      return serve();
    });
    const verdict = await checkScope(row(), lab.ctx);
    expect([verdict.grade, verdict.proof, verdict.finding.code, verdict.check]).toEqual([
      'passed',
      'observed',
      'scope.round-trip',
      'scope.round-trip',
    ]);
    expect(traffic(lab.server.seen)).toEqual([
      'POST /things',
      'GET /things/42',
      'DELETE /things/42',
      'GET /things/42',
    ]);
    expect(lab.server.seen[0]?.body).toBe(
      JSON.stringify({ name: NAME, tags: ['ddoauth_run:a1b2c3d4e5'] }),
    );
    expect(journalAt['POST /things']).toBe(1);
    expect(lab.entries()).toEqual([]);
  });

  test('what is needed comes first and goes last, and its id is filled in with its own type', async () => {
    const create = request('POST', '/things', {
      body: { name: '{name}', box: '{id:box}', text: 'in {id:box}' },
    });
    const trip = { needs: [box], subject: { ...thing, create } };
    const lab = await open();
    const verdict = await checkScope(row({ roundTrip: trip }), lab.ctx);
    expect(verdict.grade).toBe('passed');
    expect(traffic(lab.server.seen)).toEqual([
      'POST /boxes',
      'POST /things',
      'GET /things/43',
      'DELETE /things/43',
      'GET /things/43',
      'DELETE /boxes/42',
      'DELETE /boxes/42',
    ]);
    expect(JSON.parse(lab.server.seen[1]?.body ?? '')).toMatchObject({ box: '42', text: 'in 42' });
  });

  test('without a read, the delete that finds it once and not twice is the proof', async () => {
    const { read: _, ...blind } = thing;
    const lab = await open();
    const verdict = await checkScope(row({ roundTrip: { needs: [], subject: blind } }), lab.ctx);
    expect([verdict.grade, verdict.proof]).toEqual(['passed', 'observed']);
    expect(traffic(lab.server.seen).slice(1)).toEqual(['DELETE /things/42', 'DELETE /things/42']);
    const sloppy = await open(({ method }, serve) =>
      method === 'DELETE' ? { status: 200, body: {} } : serve(),
    );
    const unproved = await checkScope(
      row({ roundTrip: { needs: [], subject: blind } }),
      sloppy.ctx,
    );
    expect([unproved.grade, unproved.finding.code]).toEqual(['warning', 'scope.deletion-unproved']);
    expect(sloppy.entries()).toHaveLength(1);
  });

  test('without a read, a delete whose answer is lost leaves it undecided', async () => {
    const { read: _, ...blind } = thing;
    const lab = await open(({ method }, serve) => {
      if (method !== 'DELETE' || lab.kept.size === 0) return serve();
      serve();
      return 'reset';
    });
    const verdict = await checkScope(row({ roundTrip: { needs: [], subject: blind } }), lab.ctx);
    expect([verdict.grade, verdict.finding.code, verdict.finding.args['vanished']]).toEqual([
      'inconclusive',
      'scope.write-unobserved',
      true,
    ]);
    expect(lab.entries()).toEqual([]);
  });

  describe('creation and deletion that another granted scope opens too', () => {
    const opens = [['things_write'], ['things_admin']];
    const shared: Creation = {
      ...thing,
      create: { ...thing.create, opens },
      delete: { ...thing.delete, opens },
    };
    const ownRead = request('GET', '/parts/{id}', { query: { page: '1' } });
    const grant = { accessToken: 'tok', scopes: ['things_write', 'things_admin'] };
    const prove = async (more: object, status: number, body: object = { data: [] }) => {
      const lab = await open(
        ({ path }, serve) => (path.startsWith('/parts/') ? { status, body } : serve()),
        { grant },
      );
      const trip = { needs: [], subject: shared, ...more };
      const { grade, proof, finding } = await checkScope(row({ roundTrip: trip }), lab.ctx);
      expect(lab.kept.size).toBe(0);
      expect(lab.entries()).toEqual([]);
      const asked = lab.server.seen.filter(({ path }) => path.startsWith('/parts/'));
      return { end: [grade, proof, finding.code], asked: asked.map(({ path }) => path) };
    };

    test('prove neither', async () => {
      const { end } = await prove({}, 200);
      expect(end).toEqual(['review', 'authenticated', 'scope.shared']);
    });

    test.each([
      [200, {}, ['passed', 'observed', 'scope.round-trip']],
      [403, { errors: ['Forbidden', 'Failed permission authorization checks'] }, ['failed']],
      [500, {}, ['inconclusive']],
      [404, {}, ['warning']],
    ] as const)('with a read of its own that answers %i', async (status, body, expected) => {
      const { end, asked } = await prove({ ownRead }, status, body);
      expect(end.slice(0, expected.length)).toEqual(expected);
      expect(new Set(asked)).toEqual(new Set(['/parts/42']));
    });
  });

  test('a read that shows something else is no proof', async () => {
    const lab = await open(({ method }, serve) =>
      method === 'GET' && lab.kept.size > 0 ? { status: 200, body: { id: 4_242 } } : serve(),
    );
    const verdict = await checkScope(row(), lab.ctx);
    expect([verdict.grade, verdict.proof, verdict.finding.code]).toEqual([
      'review',
      'authorized',
      'scope.write-unobserved',
    ]);
    expect(lab.kept.size).toBe(0);
  });

  test('a delete that fails is a warning that names what is left and where, and stays known', async () => {
    const lab = await open(({ method }, serve) =>
      method === 'DELETE' ? { status: 403, body: { errors: ['Forbidden'] } } : serve(),
    );
    const verdict = await checkScope(row(), lab.ctx);
    expect([verdict.grade, verdict.proof, verdict.finding.code]).toEqual([
      'warning',
      'observed',
      'scope.left-behind',
    ]);
    expect(verdict.finding.args).toMatchObject({
      names: [`thing 42 "${NAME}"`],
      where: ['Things (POST /things)'],
      status: '403',
    });
    expect(lab.entries()).toHaveLength(1);
  });

  test('a refusal is explained, and leaves neither a thing nor an entry', async () => {
    const lab = await open(() => ({
      status: 403,
      body: { errors: ['Forbidden', 'Failed permission authorization checks'] },
    }));
    const verdict = await checkScope(row(), lab.ctx);
    expect([verdict.grade, verdict.finding.code]).toEqual(['failed', 'scope.permission-missing']);
    expect(lab.entries()).toEqual([]);
    expect(lab.server.seen).toHaveLength(1);
  });

  test('a need that is refused is no verdict on the scope, and nothing is left of other needs', async () => {
    const trip = { needs: [thing, box], subject: { ...thing, step: 'other' } };
    const lab = await open(({ path }, serve) =>
      path === '/boxes' ? { status: 403, body: { errors: ['Forbidden'] } } : serve(),
    );
    const verdict = await checkScope(row({ roundTrip: trip }), lab.ctx);
    expect([verdict.grade, verdict.finding.code]).toEqual(['warning', 'scope.need-refused']);
    expect(lab.kept.size).toBe(0);
    expect(lab.entries()).toEqual([]);
  });

  test('a creation is sent once, unless a 429 refused it', async () => {
    let refused = 0;
    const limited = await open(({ method }, serve) =>
      method === 'POST' && (refused += 1) === 1 ? { status: 429, body: {} } : serve(),
    );
    expect((await checkScope(row(), limited.ctx)).grade).toBe('passed');
    const broken = await open(({ method }, serve) =>
      method === 'POST' ? { status: 503, body: {} } : serve(),
    );
    const verdict = await checkScope(row(), broken.ctx);
    expect(verdict.grade).toBe('inconclusive');
    expect(traffic(broken.server.seen).filter((one) => one === 'POST /things')).toHaveLength(1);
  });

  test('an answer that was lost: found by its name, deleted, and nothing is concluded', async () => {
    const list = request('GET', '/things');
    const subject = { ...thing, read: list };
    const lab = await open((seen, serve) => {
      if (seen.method === 'GET') {
        const items = [...lab.kept].map(([key, body]) => ({
          id: Number(key.split('/')[1]),
          attributes: JSON.parse(body) as unknown,
        }));
        return {
          status: 200,
          body: { data: [{ id: 7, attributes: { name: `${NAME}-2` } }, ...items] },
        };
      }
      const answer = serve();
      return seen.method === 'POST' ? 'reset' : answer;
    });
    const verdict = await checkScope(row({ roundTrip: { needs: [], subject } }), lab.ctx);
    expect([verdict.grade, verdict.finding.code]).toEqual(['inconclusive', 'scope.unreachable']);
    expect(lab.kept.size).toBe(0);
    expect(lab.entries()).toEqual([]);
    expect(traffic(lab.server.seen)).not.toContain('DELETE /things/7');
  });

  test('an answer that was lost with no list to look at is said to be left, perhaps', async () => {
    const lab = await open(({ method }, serve) => {
      const answer = serve();
      return method === 'POST' ? 'reset' : answer;
    });
    const verdict = await checkScope(row(), lab.ctx);
    expect([verdict.grade, verdict.finding.code]).toEqual(['inconclusive', 'scope.maybe-left']);
    expect(verdict.finding.args['names']).toEqual([`thing "${NAME}"`]);
    expect(lab.entries()).toHaveLength(1);
  });

  test('no journal, no writes', async () => {
    const lab = await open();
    const { writes } = lab.ctx;
    if (writes === undefined) throw new Error('no writes');
    const broken = { ...writes.journal, begin: () => Promise.reject(new Error('disk full')) };
    const ctx = { ...lab.ctx, writes: { ...writes, journal: broken } };
    const verdict = await checkScope(row(), ctx);
    expect([verdict.grade, verdict.finding.code]).toEqual(['skipped', 'scope.journal-failed']);
    expect(lab.server.seen).toEqual([]);
  });

  test('an interrupt deletes what is there, creates nothing more, and ends the check', async () => {
    const reason = new Error('Interrupted.');
    const trip = { needs: [box], subject: thing };
    const lab = await open((seen, serve) => {
      if (seen.path === '/boxes') lab.stop.abort(reason);
      return serve();
    });
    await expect(checkScope(row({ roundTrip: trip }), lab.ctx)).rejects.toBe(reason);
    expect(traffic(lab.server.seen)).toEqual([
      'POST /boxes',
      'DELETE /boxes/42',
      'DELETE /boxes/42',
    ]);
    expect(lab.kept.size).toBe(0);
    expect(lab.entries()).toEqual([]);
  });

  test('creates nothing when the time of the run is over', async () => {
    const lab = await open(undefined, {}, { remainingMs: () => 0 });
    const verdict = await checkScope(row(), lab.ctx);
    expect(verdict.grade).toBe('inconclusive');
    expect(lab.server.seen).toEqual([]);
  });

  test('is not begun when a scope of it was not granted, or nothing may be written', async () => {
    const more = { ...thing, delete: request('DELETE', '/things/{id}', { opens: [['admin']] }) };
    const lab = await open();
    const verdict = await checkScope(row({ roundTrip: { needs: [], subject: more } }), lab.ctx);
    expect(verdict.finding).toMatchObject({
      code: 'scope.companion-missing',
      args: { companions: ['admin'] },
    });
    const { writes: _, ...readOnly } = lab.ctx;
    const unasked = await checkScope(row(), readOnly);
    expect([unasked.grade, unasked.finding.code]).toEqual(['skipped', 'scope.needs-writes']);
    expect(lab.server.seen).toEqual([]);
  });

  test('what another granted scope could have done is capped', async () => {
    const opens = [['things_write'], ['all_write']];
    const subject = {
      ...thing,
      create: { ...thing.create, opens },
      delete: { ...thing.delete, opens },
    };
    const grant = { accessToken: 'tok', scopes: ['things_write', 'all_write'] };
    const lab = await open(undefined, { grant });
    const verdict = await checkScope(row({ roundTrip: { needs: [], subject } }), lab.ctx);
    expect([verdict.grade, verdict.proof, verdict.finding.args['others']]).toEqual([
      'review',
      'authenticated',
      ['all_write'],
    ]);
    const own = { ...subject, delete: thing.delete };
    const proved = await checkScope(row({ roundTrip: { needs: [], subject: own } }), lab.ctx);
    expect([proved.grade, proved.proof]).toEqual(['passed', 'observed']);
  });
});

describe('authorization probe', () => {
  const probe = { request: request('DELETE', '/things/{uuid}'), letIn: [404], recorded404: true };
  const probed = (more: Partial<ScopeRow> = {}): ScopeRow => {
    const { roundTrip: _, ...rest } = row({ promises: 'authorized', ...more });
    return { ...rest, authorizationProbe: probe };
  };
  test.each<[string, Answer, string, string, string | undefined]>([
    [
      '404',
      { status: 404, body: { errors: ['no'] } },
      'passed',
      'scope.weak-evidence',
      'authorized',
    ],
    [
      '403',
      { status: 403, body: { errors: ['Forbidden', 'Failed permission authorization checks'] } },
      'failed',
      'scope.permission-missing',
      'authenticated',
    ],
    ['a page', { status: 404, body: '<html>' }, 'inconclusive', 'scope.gateway-page', undefined],
    ['400', { status: 400, body: {} }, 'inconclusive', 'scope.probe-refused', undefined],
    ['2xx', { status: 200, body: {} }, 'inconclusive', 'scope.answer-unexpected', undefined],
    ['503', { status: 503, body: {} }, 'inconclusive', 'scope.server-error', undefined],
    [
      'no product',
      { status: 404, body: { errors: ['Feature not enabled for your org'] } },
      'warning',
      'scope.product-disabled',
      undefined,
    ],
  ])('%s', async (_, answer, grade, code, proof) => {
    const lab = await open(() => answer);
    const verdict = await checkScope(probed(), lab.ctx);
    expect([verdict.grade, verdict.finding.code, verdict.proof]).toEqual([grade, code, proof]);
    expect(lab.server.seen[0]?.path).toMatch(/^\/things\/[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });

  test('weak evidence does not pass a scope that a round trip could prove', async () => {
    const lab = await open(() => ({ status: 404, body: {} }));
    const { writes: _, ...readOnly } = lab.ctx;
    const verdict = await checkScope({ ...row(), authorizationProbe: probe }, readOnly);
    expect([verdict.grade, verdict.proof, verdict.finding.args['writesUnasked']]).toEqual([
      'review',
      'authorized',
      true,
    ]);
  });
});

test('names are unique for each scope, short enough and of one kind', () => {
  const long = writeNames('a1b2c3d4e5', 'security_monitoring_notification_profiles_write');
  const other = writeNames('a1b2c3d4e5', 'security_monitoring_notification_profiles_read');
  expect(long.name.length).toBeLessThanOrEqual(63);
  expect(long.name).not.toBe(other.name);
  expect(long.slug).toMatch(/^[a-z0-9_]+$/);
  expect(long.upper).toBe(long.slug.toUpperCase());
});
