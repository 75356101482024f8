import { describe, expect, it } from 'vitest';
import type { Creation, ScopeRow, WriteRequest } from '../../../src/catalog/scope-row.ts';
import { parseSeed } from '../../../src/simulator/world/seed.ts';
import { API, ask, idIn, NAMES, RUN, simulateRows, type Values } from './round-trip-support.ts';
import {
  at,
  call,
  clientSeed,
  get,
  obtainTokens,
  pick,
  post,
  withSettings,
  type TestSimulator,
} from '../support.ts';

const seed = clientSeed({ scopes: ['boxes_write', 'boxes_read', 'lids_write', 'api_keys_write'] });

function request(
  method: WriteRequest['method'],
  path: string,
  scope: string,
  more: Partial<WriteRequest> = {},
): WriteRequest {
  const flags = { operationId: 'X', oauthDeclared: true, unstable: false };
  return { method, path, opens: [[scope]], ...flags, ...more };
}

function creation(path: string, more: Partial<Creation> = {}): Creation {
  return {
    step: 'box',
    create: request('POST', path, 'boxes_write', { body: { name: '{name}' } }),
    idAt: 'data.id',
    read: request('GET', `${path}/{id}`, 'boxes_read'),
    delete: request('DELETE', `${path}/{id}`, 'boxes_write'),
    ...more,
  };
}

function row(subject: Creation, more: Partial<ScopeRow> = {}): ScopeRow {
  const trip = { needs: [], subject };
  return {
    scope: 'boxes_write',
    product: 'Boxes',
    access: 'write',
    probes: [],
    roundTrip: trip,
    ...more,
  };
}

const BOXES = creation('/api/v2/boxes');

async function start(rows: readonly ScopeRow[], from = seed) {
  const simulator = await simulateRows(from, rows);
  return { simulator, token: (await obtainTokens(simulator)).accessToken };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('what is sent', () => {
  it.each([
    ['no JSON', 'application/json', '{"name":', 400],
    ['an empty object', 'application/json', '{}', 400],
    ['nothing', 'application/json', '', 400],
    ['a text', 'application/json', '"name"', 400],
    ['null', 'application/json', 'null', 400],
    ['another media type', 'text/plain', '{"name":"x"}', 415],
    ['a placeholder that was not filled in', 'application/json', '{"name":"{name}"}', 400],
    ['an object', 'application/vnd.api+json; charset=utf-8', '{"name":"x"}', 201],
    ['template variables', 'application/json', '{"name":"{{name}} ${id} {host}"}', 201],
  ])('%s', async (_what, type, body, status) => {
    const { simulator, token } = await start([row(BOXES)]);
    const answer = await call(simulator, 'POST', `${API}/api/v2/boxes`, {
      headers: { ...bearer(token), 'content-type': type },
      body,
    });
    expect([answer.status, answer.text]).toEqual([status, answer.text]);
    expect(simulator.state().objects).toHaveLength(status === 201 ? 1 : 0);
  });

  it('a file, only as a form with that field', async () => {
    const upload = { field: 'spec', fileName: '{name}.yaml', content: 'paths: {"/a/{id}": {}}' };
    const files = creation('/api/v2/files', {
      create: request('POST', '/api/v2/files', 'boxes_write', { upload }),
    });
    const { simulator, token } = await start([row(files)]);
    const good = await ask(simulator, files.create, NAMES, token);
    expect(good.status).toBe(201);
    expect(simulator.state().objects).toMatchObject([{ run: RUN, name: `ddoauth-${RUN}.yaml` }]);
    for (const change of [{ field: 'other' }, { content: ' ' }]) {
      const bad = { ...files.create, upload: { ...upload, ...change } };
      expect((await ask(simulator, bad, NAMES, token)).status).toBe(400);
    }
    const headers = { ...bearer(token), 'content-type': 'multipart/form-data; boundary=b' };
    for (const body of ['', '--b\r\n', '--b\r\nContent-Disposition: form-data; name="spec"; fil']) {
      const cut = await call(simulator, 'POST', `${API}/api/v2/files`, { headers, body });
      expect(cut.status).toBe(400);
    }
    const json = await post(simulator, `${API}/api/v2/files`, { spec: 'x' }, bearer(token));
    expect(json.status).toBe(415);
  });
});

describe('what comes back', () => {
  it.each([
    ['id', '/api/v1/a', { name: 'n' }, { name: 'n', id: 'ID' }],
    ['a.id', '/api/v1/a', { name: 'n' }, { a: { name: 'n', id: 'ID' } }],
    ['data.0.id', '/api/v1/a', { name: 'n' }, { data: [{ name: 'n', id: 'ID' }] }],
    ['data.id', '/api/v2/as', { n: 1 }, { data: { type: 'as', attributes: { n: 1 }, id: 'ID' } }],
    [
      'data.id',
      '/api/v2/a',
      { data: { type: 't', attributes: { n: 1 } }, meta: {} },
      { data: { type: 't', attributes: { n: 1 }, id: 'ID' }, meta: {} },
    ],
    ['data.0.id', '/api/v2/a', { data: { n: 1 } }, { data: [{ n: 1, id: 'ID' }] }],
    [
      'data.attributes.token',
      '/api/v2/a',
      { data: { attributes: {} } },
      { data: { attributes: { token: 'ID' } } },
    ],
  ])('id at %s of %s', async (idAt, path, body, expected) => {
    const kind = creation(path, { idAt, create: request('POST', path, 'boxes_write', { body }) });
    const { simulator, token } = await start([row(kind)]);
    const answer = await ask(simulator, kind.create, NAMES, token);
    const id = String(idIn(answer, kind));
    expect(JSON.parse(answer.text.replace(id, 'ID'))).toEqual(expected);
    const read = await get(simulator, `${API}${path}/${id}`, token);
    const single = idAt === 'data.0.id' ? { data: at(expected, 'data.0') } : expected;
    expect(JSON.parse(read.text.replace(id, 'ID'))).toEqual(single);
  });

  it.each([
    ['/api/v1/monitor', 'id', /^\d{8,9}$/],
    ['/api/v1/dashboard', 'id', /^[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}$/],
    ['/api/v1/slo', 'data.0.id', /^[0-9a-f]{32}$/],
    ['/api/v1/synthetics/private-locations', 'private_location.id', /^pl:/],
    ['/api/v2/roles', 'data.id', /^[0-9a-f]{8}-/],
  ])('ids of %s', async (path, idAt, pattern) => {
    const kind = creation(path, { idAt });
    const { simulator, token } = await start([row(kind)]);
    const ids = new Set<string>();
    for (const name of ['a', 'b', 'c']) {
      const id = idIn(await ask(simulator, kind.create, { ...NAMES, name }, token), kind);
      expect(String(id)).toMatch(pattern);
      expect(typeof id).toBe(path === '/api/v1/monitor' ? 'number' : 'string');
      const read = await get(simulator, `${API}${path}/${id}`, token);
      expect(read.status).toBe(200);
      ids.add(String(id));
    }
    expect(ids.size).toBe(3);
  });

  it('a secret, in the first answer only', async () => {
    const kind = creation('/api/v2/boxes', { secretAnswer: true });
    const { simulator, token } = await start([row(kind)]);
    const answer = await ask(simulator, kind.create, NAMES, token);
    const secret = pick(answer.json, 'data.attributes.secret');
    expect(secret).toHaveLength(40);
    const read = await get(simulator, `${API}/api/v2/boxes/${idIn(answer, kind)}`, token);
    expect(read.status).toBe(200);
    expect(read.text + JSON.stringify(simulator.state())).not.toContain(secret);
  });
});

describe('who may', () => {
  it('each request with its own scopes', async () => {
    const { simulator, token } = await start([row(BOXES)]);
    const id = idIn(await ask(simulator, BOXES.create, NAMES, token), BOXES);
    const writes = await obtainTokens(simulator, { scope: 'boxes_write' });
    const url = `${API}/api/v2/boxes/${id}`;
    expect((await get(simulator, url, writes.accessToken)).status).toBe(403);
    expect((await get(simulator, url, token)).status).toBe(200);
    const reads = await obtainTokens(simulator, { scope: 'boxes_read' });
    const remove = await call(simulator, 'DELETE', url, { headers: bearer(reads.accessToken) });
    expect(remove.status).toBe(403);
    expect(simulator.state().objects).toHaveLength(1);
  });

  it('not where the product is missing, nor where the route takes no OAuth', async () => {
    const orgs = seed.orgs.map((org) => ({ ...org, disabledProducts: ['Boxes'] }));
    const without = await start([row(BOXES)], parseSeed({ ...seed, orgs }, 'test'));
    const refused = await ask(without.simulator, BOXES.create, NAMES, without.token);
    expect([refused.status, at(refused.json, 'errors.0')]).toEqual([
      403,
      'Boxes is not enabled for this organization.',
    ]);
    const closed = withSettings(seed, { routesWithoutOAuth: ['DELETE /api/v2/boxes/{box_id}'] });
    const { simulator, token } = await start([row(BOXES)], closed);
    const id = idIn(await ask(simulator, BOXES.create, NAMES, token), BOXES);
    expect((await ask(simulator, BOXES.delete, { id }, token)).status).toBe(401);
    expect(simulator.state().objects).toHaveLength(1);
  });

  it('a product that only needs the object does not stand in for its own', async () => {
    const lids = creation('/api/v2/lids', { step: 'lid' });
    const rows = [
      row(BOXES),
      row(lids, { product: 'Lids', roundTrip: { needs: [BOXES], subject: lids } }),
    ];
    const orgs = seed.orgs.map((org) => ({ ...org, disabledProducts: ['Boxes'] }));
    const { simulator, token } = await start(rows, parseSeed({ ...seed, orgs }, 'test'));
    expect((await ask(simulator, BOXES.create, NAMES, token)).status).toBe(403);
    expect((await ask(simulator, lids.create, NAMES, token)).status).toBe(201);
  });

  it('no other org', async () => {
    const { simulator, token } = await start([row(BOXES)]);
    const id = idIn(await ask(simulator, BOXES.create, NAMES, token), BOXES);
    const eu = await obtainTokens(simulator, { site: 'eu1', domain: 'datadoghq.eu' });
    const there = 'https://api.datadoghq.eu';
    const foreign = await ask(simulator, BOXES.delete, { id }, eu.accessToken, there);
    expect(foreign.status).toBe(404);
    expect((await ask(simulator, BOXES.create, NAMES, eu.accessToken, there)).status).toBe(201);
    expect(simulator.state().objects.map((object) => object.site)).toEqual(['us1', 'eu1']);
  });
});

describe('ids', () => {
  it.each([
    ['well formed and unknown', '3f0f8c1e-5d3b-4b57-9a53-0b8f6b1d2c44', 404],
    ['badly formed', 'a-box', 400],
  ])('%s', async (_what, id, status) => {
    const { simulator, token } = await start([row(BOXES)]);
    const answer = await ask(simulator, BOXES.delete, { id }, token);
    expect(answer.status).toBe(status);
    if (status === 404) expect(answer.json).toEqual({ errors: ['Not found'] });
    const others = await obtainTokens(simulator, { scope: 'api_keys_write' });
    expect((await ask(simulator, BOXES.delete, { id }, others.accessToken)).status).toBe(403);
    expect((await ask(simulator, BOXES.delete, { id })).status).toBe(401);
  });

  it('of an authorization probe say what is well formed', async () => {
    const probe = (path: string): ScopeRow => ({
      scope: 'boxes_write',
      product: 'Boxes',
      access: 'write',
      probes: [],
      authorizationProbe: {
        request: request('PATCH', path, 'boxes_write', { body: { name: 'x' } }),
        letIn: [404],
        recorded404: false,
      },
    });
    const { simulator, token } = await start([
      probe('/api/v2/numbers/0/parts/{uuid}'),
      probe('/api/v2/words/ddoauth-no-such-word'),
    ]);
    const status = async (path: string, body: unknown = { name: 'x' }): Promise<number> => {
      const headers = { ...bearer(token), 'content-type': 'application/json' };
      const init = { headers, body: JSON.stringify(body) };
      return (await call(simulator, 'PATCH', `${API}${path}`, init)).status;
    };
    const uuid = String(NAMES['uuid']);
    expect(await status(`/api/v2/numbers/0/parts/${uuid}`)).toBe(404);
    expect(await status(`/api/v2/numbers/12345/parts/${uuid}`)).toBe(404);
    expect(await status(`/api/v2/numbers/x/parts/${uuid}`)).toBe(400);
    expect(await status(`/api/v2/numbers/1/parts/2`)).toBe(400);
    expect(await status('/api/v2/words/any-word')).toBe(404);
  });

  it('that the caller chose are taken, and not twice', async () => {
    const metrics = creation('/api/v2/metrics-of-boxes', {
      create: request('POST', '/api/v2/metrics-of-boxes', 'boxes_write', {
        body: { data: { id: '{slug}', type: 'm' } },
      }),
    });
    const { simulator, token } = await start([row(metrics)]);
    const first = await ask(simulator, metrics.create, NAMES, token);
    expect(idIn(first, metrics)).toBe(NAMES['slug']);
    const second = await ask(simulator, metrics.create, NAMES, token);
    expect(second.status).toBe(409);
    expect((await ask(simulator, metrics.delete, { id: 'no-such' }, token)).status).toBe(404);
    const gone = await ask(simulator, metrics.delete, { id: NAMES['slug'] ?? '' }, token);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await ask(simulator, metrics.create, NAMES, token)).status).toBe(201);
  });
});

it.each([
  ['/api/v1/integration/webhooks/configuration/webhooks', 'name', { name: '{name}' }, 400],
  ['/api/v1/logs/config/pipelines', 'id', { name: '{name}' }, 400],
  ['/api/v2/service_accounts', 'data.id', { data: { attributes: { name: '{name}' } } }, 409],
  ['/api/v2/team', 'data.id', { data: { attributes: { handle: '{name}' } } }, 409],
])('%s has each name once', async (path, idAt, body, status) => {
  const kind = creation(path, { idAt, create: request('POST', path, 'boxes_write', { body }) });
  const { simulator, token } = await start([row(kind)]);
  const first = await ask(simulator, kind.create, NAMES, token);
  const second = await ask(simulator, kind.create, NAMES, token);
  expect([first.status < 300, second.status]).toEqual([true, status]);
  expect(at(second.json, 'errors.0')).toEqual(expect.any(String));
  const other = await ask(simulator, kind.create, { ...NAMES, name: 'another' }, token);
  expect(other.status).toBe(first.status);
});

describe('objects that stand under others', () => {
  const lids = creation('/api/v2/boxes/{id:box}/lids', {
    step: 'lid',
    create: request('POST', '/api/v2/boxes/{id:box}/lids', 'boxes_write', {
      body: { name: '{name}', of: ['{id:box}'] },
    }),
  });
  const rows = [row(lids, { roundTrip: { needs: [BOXES], subject: lids } })];

  async function nested(): Promise<{
    simulator: TestSimulator;
    token: string;
    values: Values;
  }> {
    const { simulator, token } = await start(rows);
    const box = idIn(await ask(simulator, BOXES.create, NAMES, token), BOXES);
    const own = { ...NAMES, 'id:box': box };
    const lid = idIn(await ask(simulator, lids.create, own, token), lids);
    return { simulator, token, values: { ...own, id: lid } };
  }

  it('are found there, not under another', async () => {
    const { simulator, token, values } = await nested();
    const other = idIn(await ask(simulator, BOXES.create, NAMES, token), BOXES);
    const status = async (one: WriteRequest, more: Values = {}): Promise<number> =>
      (await ask(simulator, one, { ...values, ...more }, token)).status;
    expect(await status(lids.delete, { 'id:box': other })).toBe(404);
    expect(await status(lids.delete, { 'id:box': 'x' })).toBe(400);
    expect(await status(lids.delete)).toBe(204);
    expect(await status(lids.delete)).toBe(404);
  });

  it('need what they stand under or name', async () => {
    const { simulator, token, values } = await nested();
    const missing = String(NAMES['uuid']);
    const under = await ask(simulator, lids.create, { ...values, 'id:box': missing }, token);
    expect(under.status).toBe(404);
    const url = `${API}/api/v2/boxes/${values['id:box']}/lids`;
    const names = await post(simulator, url, { name: 'x', of: [missing] }, bearer(token));
    expect(names.status).toBe(404);
    expect(simulator.state().objects).toHaveLength(2);
  });

  it('go with it', async () => {
    const { simulator, token, values } = await nested();
    await ask(simulator, BOXES.delete, { id: values['id:box'] ?? '' }, token);
    expect(simulator.state().objects).toEqual([]);
  });
});

describe('ways to delete', () => {
  it('by ids in a body', async () => {
    const tests = creation('/api/v1/synthetics/tests/api', {
      idAt: 'public_id',
      delete: request('POST', '/api/v1/synthetics/tests/delete', 'boxes_write', {
        body: { public_ids: ['{id}'] },
      }),
    });
    const { simulator, token } = await start([row(tests)]);
    const id = idIn(await ask(simulator, tests.create, NAMES, token), tests);
    expect((await ask(simulator, tests.delete, { id: 'abc-def-gh1' }, token)).status).toBe(404);
    const deleted = await ask(simulator, tests.delete, { id }, token);
    expect(deleted.json).toEqual({ deleted_tests: [{ public_id: id }] });
    expect(simulator.state().objects).toEqual([]);
  });

  it('downtimes are cancelled: shown for longer, deleted once', async () => {
    const downtimes = creation('/api/v2/downtime', {
      create: request('POST', '/api/v2/downtime', 'boxes_write', {
        body: { data: { type: 'downtime', attributes: { message: '{name}' } } },
      }),
    });
    const { simulator, token } = await start([row(downtimes)]);
    const id = idIn(await ask(simulator, downtimes.create, NAMES, token), downtimes);
    expect((await ask(simulator, downtimes.delete, { id }, token)).status).toBe(204);
    const read = await get(simulator, `${API}/api/v2/downtime/${id}`, token);
    expect([read.status, at(read.json, 'data.attributes.status')]).toEqual([200, 'canceled']);
    expect((await ask(simulator, downtimes.delete, { id }, token)).status).toBe(404);
    expect(simulator.state().objects).toEqual([]);
  });

  it('some kinds say otherwise that they are gone', async () => {
    const kind = creation('/api/v2/boxes', { goneStatuses: [410] });
    const { simulator, token } = await start([row(kind)]);
    const answer = await ask(simulator, kind.delete, { id: NAMES['uuid'] ?? '' }, token);
    expect(answer.status).toBe(410);
  });
});

it('a list shows what was created beside its sample', async () => {
  const probe = { operationId: 'X', oauthDeclared: true, unstable: false, dataAt: 'data' };
  const rows = [
    row(BOXES, {
      probes: [{ ...probe, method: 'GET', path: '/api/v2/boxes', opens: [['boxes_read']] }],
    }),
  ];
  const { simulator, token } = await start(rows);
  const list = async (): Promise<unknown> =>
    at((await get(simulator, `${API}/api/v2/boxes`, token)).json, 'data');
  expect(await list()).toHaveLength(1);
  const id = idIn(await ask(simulator, BOXES.create, NAMES, token), BOXES);
  const attributes = { name: NAMES['name'] };
  expect(await list()).toEqual([expect.anything(), { id, type: 'boxes', attributes }]);
  await ask(simulator, BOXES.delete, { id }, token);
  expect(await list()).toHaveLength(1);
});

it('state names every object, without what it holds; a reset forgets them', async () => {
  const { simulator, token } = await start([row(BOXES)]);
  const body = { name: 'n', tags: [`ddoauth_run:${RUN}`], private: 'content' };
  const answer = await post(simulator, `${API}/api/v2/boxes`, body, bearer(token));
  const state = await get(simulator, `${simulator.origin}/__simulator/state`);
  expect(at(state.json, 'objects')).toEqual([
    {
      site: 'us1',
      orgId: seed.orgs.find((org) => org.site === 'us1')?.id,
      collection: '/api/v2/boxes',
      id: pick(answer.json, 'data.id'),
      name: 'n',
      createdBy: 'boxes_write',
      run: RUN,
    },
  ]);
  expect(state.text).not.toContain('content');
  await post(simulator, `${simulator.origin}/__simulator/reset`, {});
  expect(simulator.state().objects).toEqual([]);
});
