import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SITES } from '../../../src/catalog/sites.ts';
import {
  at,
  call,
  clientSeed,
  get,
  obtainKey,
  obtainTokens,
  pick,
  post,
  simulate,
  withSettings,
  type TestSimulator,
} from '../support.ts';

const API = 'https://api.datadoghq.com';
const LOGS = 'https://http-intake.logs.datadoghq.com/api/v2/logs';
const EVENTS = 'https://event-management-intake.datadoghq.com/api/v2/events';
const immediate = () => simulate(withSettings(clientSeed(), { ingestionDelayMs: 0 }));
const seconds = (simulator: TestSimulator): number => Math.floor(simulator.clock.now() / 1000);

function received(simulator: TestSimulator, type: string): number {
  const rows = simulator.state().received.filter((row) => row.type === type && row.orgId !== null);
  return rows.reduce((sum, row) => sum + row.count, 0);
}

async function queryValues(
  simulator: TestSimulator,
  token: string,
  query: string,
): Promise<unknown[]> {
  const now = seconds(simulator);
  const parameters = new URLSearchParams({ from: `${now - 600}`, to: `${now + 600}`, query });
  const answer = await get(simulator, `${API}/api/v1/query?${parameters}`, token);
  expect(answer.status).toBe(200);
  const series = at(answer.json, 'series');
  if (!Array.isArray(series)) throw new Error(answer.text);
  return series.map((row) => at(row, 'pointlist.0.1'));
}

describe('metrics', () => {
  it('v1, v2 and distributions come back by tag and aggregation', async () => {
    const simulator = await immediate();
    const { key, token } = await obtainKey(simulator);
    const now = seconds(simulator);
    const headers = { 'dd-api-key': key };
    const v1 = await post(
      simulator,
      `${API}/api/v1/series`,
      {
        series: [
          { metric: 'm.one', points: [[now, 1.5]], type: 'gauge', tags: ['run:a'], host: 'h1' },
        ],
      },
      headers,
    );
    expect([v1.status, v1.text]).toEqual([202, '{"status": "ok"}']);
    expect(v1.headers.get('content-type')).toBe('text/json');
    const v2 = await post(
      simulator,
      `${API}/api/v2/series`,
      {
        series: [
          {
            metric: 'm.one',
            type: 3,
            points: [{ timestamp: now, value: 2.5 }],
            resources: [{ type: 'host', name: 'h2' }],
            tags: ['run:a'],
          },
        ],
      },
      headers,
    );
    expect([v2.status, v2.json]).toEqual([202, { errors: [] }]);
    const distribution = await post(
      simulator,
      `${API}/api/v1/distribution_points`,
      { series: [{ metric: 'm.dist', points: [[now, [1, 2, 6]]], tags: ['run:b'] }] },
      headers,
    );
    expect(distribution.status).toBe(202);

    const values = (query: string) => queryValues(simulator, token, query);
    expect(await values('avg:m.one{*}')).toEqual([2]);
    expect(await values('sum:m.one{run:a}')).toEqual([4]);
    expect(await values('max:m.one{run:a,host:h1}')).toEqual([1.5]);
    expect(await values('m.one{run:b}')).toEqual([]);
    expect(await values('avg:m.one{!host:h1}')).toEqual([2.5]);
    expect(await values('avg:m.one{host:h*} by {host}')).toEqual([1.5, 2.5]);
    expect(await values('avg:m.dist{run:b}.rollup(sum, 60)')).toEqual([3]);
    expect(await values('avg:unknown{*}')).toEqual([]);
    expect(await values('avg:system.load.1{*}')).toEqual([0.42]);
    expect(received(simulator, 'metrics')).toBe(2);
  });

  it('drops points outside the window without a word', async () => {
    const simulator = await immediate();
    const { key, token } = await obtainKey(simulator);
    const now = seconds(simulator);
    const points = [now - 3700, now + 700, now - 3500].map((time, index) => [time, index]);
    const answer = await post(
      simulator,
      `${API}/api/v1/series`,
      { series: [{ metric: 'm.window', points }] },
      { 'dd-api-key': key },
    );
    expect(answer.status).toBe(202);
    expect(received(simulator, 'metrics')).toBe(1);
    const parameters = new URLSearchParams({
      from: `${now - 9999}`,
      to: `${now + 9999}`,
      query: 'avg:m.window{*}',
    });
    const back = await get(simulator, `${API}/api/v1/query?${parameters}`, token);
    expect(at(back.json, 'series.0.length')).toBe(1);
    expect(at(back.json, 'series.0.pointlist.0.1')).toBe(2);
  });

  it.each([
    ['/api/v1/series', {}],
    ['/api/v1/series', { series: {} }],
    ['/api/v1/series', { series: [{ points: [] }] }],
    ['/api/v1/series', { series: [{ metric: 'm', points: [[1]] }] }],
    ['/api/v1/series', { series: [{ metric: 'm', points: [['1', 2]] }] }],
    ['/api/v2/series', { series: [{ metric: 'm', points: [[1, 2]] }] }],
    ['/api/v2/series', { series: [{ metric: 'm', type: 'gauge', points: [] }] }],
    ['/api/v1/distribution_points', { series: [{ metric: 'm', points: [[1, 2]] }] }],
    ['/api/v1/check_run', [{ check: 'c', host_name: 'h', status: 4 }]],
    ['/api/v1/check_run', [{ check: 'c', status: 0 }]],
    ['/api/v1/events', { title: 't' }],
    ['/api/v1/events', [1]],
    ['/api/v1/events', null],
  ])('400 at %s for %j', async (path, body) => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    const answer = await post(simulator, `${API}${path}`, body, { 'dd-api-key': key });
    expect(answer.status).toBe(400);
    expect(simulator.state().received).toEqual([]);
  });

  it('unpacks gzip and deflate, refuses what it cannot unpack', async () => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    const body = JSON.stringify({
      series: [{ metric: 'm.packed', points: [[seconds(simulator), 1]] }],
    });
    const submit = (encoding: string, bytes: Uint8Array) =>
      call(simulator, 'POST', `${API}/api/v1/series`, {
        headers: { 'dd-api-key': key, 'content-encoding': encoding },
        body: bytes,
      });
    expect((await submit('gzip', gzipSync(body))).status).toBe(202);
    expect((await submit('deflate', deflateSync(body))).status).toBe(202);
    expect((await submit('deflate', deflateRawSync(body))).status).toBe(202);
    expect(received(simulator, 'metrics')).toBe(3);
    expect((await submit('gzip', Buffer.from('not gzip'))).status).toBe(400);
    expect((await submit('br', gzipSync(body))).status).toBe(415);
    expect((await submit('gzip', gzipSync(Buffer.alloc(30_000_000)))).status).toBe(413);
  });

  it('takes service checks, one or many', async () => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    const check = { check: 'app.ok', host_name: 'h', status: 0, tags: ['a:b'] };
    for (const body of [check, [check, { ...check, status: 3 }]]) {
      const url = `${API}/api/v1/check_run`;
      expect((await post(simulator, url, body, { 'dd-api-key': key })).status).toBe(202);
    }
    expect(received(simulator, 'service_checks')).toBe(3);
  });

  it.each([
    ['from=1&query=avg:m{*}', 400],
    ['from=1&to=2', 400],
    ['from=x&to=2&query=avg:m{*}', 400],
    ['from=1&to=2&query=avg:m', 400],
    ['from=1&to=2&query=avg:a{*}%2Bavg:b{*}', 400],
    ['from=1&to=2&query=avg:m{*}', 200],
  ])('query %s is %i', async (query, status) => {
    const simulator = await immediate();
    const { accessToken } = await obtainTokens(simulator);
    expect((await get(simulator, `${API}/api/v1/query?${query}`, accessToken)).status).toBe(status);
  });
});

describe('ingestion', () => {
  it('shows data after the delay, to its own org and with the scope only', async () => {
    const simulator = await simulate(withSettings(clientSeed(), { ingestionDelayMs: 60_000 }));
    const { key, token } = await obtainKey(simulator);
    const body = { series: [{ metric: 'm.late', points: [[seconds(simulator), 7]] }] };
    await post(simulator, `${API}/api/v1/series`, body, { 'dd-api-key': key });
    expect(await queryValues(simulator, token, 'avg:m.late{*}')).toEqual([]);
    simulator.clock.advance(60_000);
    expect(await queryValues(simulator, token, 'avg:m.late{*}')).toEqual([7]);

    const eu = await obtainTokens(simulator, { site: 'eu1', domain: 'datadoghq.eu' });
    const now = seconds(simulator);
    const query = `from=${now - 600}&to=${now}&query=avg:m.late{*}`;
    const there = await get(
      simulator,
      `https://api.datadoghq.eu/api/v1/query?${query}`,
      eu.accessToken,
    );
    expect(at(there.json, 'series')).toEqual([]);
    const other = await obtainTokens(simulator, { scope: 'logs_read_data' });
    const refused = await get(simulator, `${API}/api/v1/query?${query}`, other.accessToken);
    expect(refused.status).toBe(403);
  });
});

describe('events', () => {
  it('v1: id as text survives, id as number does not, both ways to read it', async () => {
    const simulator = await immediate();
    const { key, token } = await obtainKey(simulator);
    const sent = await post(
      simulator,
      `${API}/api/v1/events`,
      { title: 'Deploy "x"', text: 'went well', tags: ['run:e1', 'a:b'] },
      { 'dd-api-key': key },
    );
    expect(sent.status).toBe(202);
    const id = pick(sent.json, 'event.id_str');
    expect(sent.text).toContain(`"id":${id},`);
    const one = await get(simulator, `${API}/api/v1/events/${id}`, token);
    expect(pick(one.json, 'event.title')).toBe('Deploy "x"');
    expect((await get(simulator, `${API}/api/v1/events/1`, token)).status).toBe(404);

    const now = seconds(simulator);
    const list = (tags: string) =>
      get(simulator, `${API}/api/v1/events?start=${now - 60}&end=${now + 60}&tags=${tags}`, token);
    expect(at((await list('run:e1,a:b')).json, 'events.0.id_str')).toBe(id);
    expect(at((await list('run:e1,a:c')).json, 'events')).toEqual([]);
    expect((await get(simulator, `${API}/api/v1/events`, token)).status).toBe(400);
    const v2 = await get(simulator, `${API}/api/v2/events?filter[query]=run:e1`, token);
    expect(at(v2.json, 'data.0.id')).toBe(id);
  });

  it('v1: too old and too far ahead are refused as recorded', async () => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    for (const [hours, word] of [
      [-19, 'past'],
      [3, 'future'],
    ] as const) {
      const answer = await post(
        simulator,
        `${API}/api/v1/events`,
        { title: 't', text: 'x', date_happened: seconds(simulator) + hours * 3600 },
        { 'dd-api-key': key },
      );
      expect([answer.status, answer.text]).toEqual([
        400,
        `{"errors":["Event too far in the ${word}"]}`,
      ]);
      expect(answer.headers.get('content-type')).toContain('text/plain');
    }
  });

  it('v2 on its own host: checked shape, read back by query and id', async () => {
    const simulator = await immediate();
    const { key, token } = await obtainKey(simulator);
    const attributes = {
      title: 'Flag switched',
      category: 'change',
      integration_id: 'custom-events',
      tags: ['run:e2'],
      attributes: { changed_resource: { type: 'feature_flag', name: 'dark-mode' } },
    };
    const send = (change: object) =>
      post(
        simulator,
        EVENTS,
        { data: { type: 'event', attributes: { ...attributes, ...change } } },
        { 'dd-api-key': key },
      );
    const sent = await send({});
    expect(sent.status).toBe(202);
    const id = pick(sent.json, 'data.attributes.attributes.evt.id');
    const found = await get(simulator, `${API}/api/v2/events?filter[query]=run:e2`, token);
    expect(at(found.json, 'data.0.attributes.attributes.title')).toBe('Flag switched');
    const one = await get(simulator, `${API}/api/v2/events/${id}`, token);
    expect(at(one.json, 'data.id')).toBe(id);
    const deep = '@changed_resource.name:dark-mode';
    const search = await post(
      simulator,
      `${API}/api/v2/events/search`,
      { filter: { query: deep, from: 'now-1h' } },
      { authorization: `Bearer ${token}` },
    );
    expect(at(search.json, 'data.length')).toBe(1);

    for (const change of [
      { category: 'other' },
      { title: '' },
      { attributes: { status: 'warn' } },
      { category: 'alert', attributes: { status: 'bad' } },
      { surprise: 1 },
      { timestamp: 'yesterday' },
      { integration_id: 'mine' },
    ]) {
      expect((await send(change)).status).toBe(400);
    }
    expect((await send({ category: 'alert', attributes: { status: 'ok' } })).status).toBe(202);
  });
});

describe('logs', () => {
  const search = async (simulator: TestSimulator, token: string, query: string) => {
    const parameters = new URLSearchParams({ 'filter[query]': query });
    const answer = await get(simulator, `${API}/api/v2/logs/events?${parameters}`, token);
    const data = at(answer.json, 'data');
    if (!Array.isArray(data)) throw new Error(answer.text);
    return data.map((row) => at(row, 'attributes.message'));
  };

  it('come back by text, tag, service, source, host and attribute', async () => {
    const simulator = await immediate();
    const { key, token } = await obtainKey(simulator);
    const entry = {
      message: 'payment of 12.50 EUR failed',
      ddsource: 'ruby',
      ddtags: 'run:l1, env:ci',
      hostname: 'web-1',
      service: 'shop',
      http: { status_code: 502 },
    };
    const headers = { 'dd-api-key': key };
    const sent = await post(simulator, LOGS, [entry, { message: 'other' }], headers);
    expect([sent.status, sent.text]).toEqual([202, '{}']);
    for (const query of [
      'payment',
      '"payment of 12.50"',
      'run:l1',
      'run:l1 env:ci',
      'service:shop source:ruby host:web-1',
      'service:"shop"',
      '@http.status_code:502',
      '@http.status_code:5*',
      'pay* AND NOT other',
      '(service:nope OR service:shop) -env:prod',
    ]) {
      expect([query, await search(simulator, token, query)]).toEqual([query, [entry.message]]);
    }
    for (const query of [
      'payments',
      '"failed payment"',
      'run:l1 env:prod',
      'constructor:x',
      '-pay* -other',
    ]) {
      expect([query, await search(simulator, token, query)]).toEqual([query, []]);
    }
    expect(await search(simulator, token, '*')).toHaveLength(2);
    expect(await search(simulator, token, '')).toHaveLength(2);

    const auth = { authorization: `Bearer ${token}` };
    const body = { filter: { query: 'run:l1', from: 'now-5m', to: 'now+1m' } };
    const posted = await post(simulator, `${API}/api/v2/logs/events/search`, body, auth);
    expect(at(posted.json, 'data.0.attributes.service')).toBe('shop');
    const now = simulator.clock.now();
    const old = await post(
      simulator,
      `${API}/api/v1/logs-queries/list`,
      {
        query: 'run:l1',
        time: { from: new Date(now - 9e5).toISOString(), to: new Date(now + 9e5).toISOString() },
      },
      auth,
    );
    expect(at(old.json, 'logs.0.content.message')).toBe(entry.message);
  });

  it('pages through results', async () => {
    const simulator = await immediate();
    const { key, token } = await obtainKey(simulator);
    const entries = Array.from({ length: 5 }, (_, index) => ({ message: `number ${index}` }));
    await post(simulator, LOGS, entries, { 'dd-api-key': key });
    const seen: unknown[] = [];
    let cursor = '';
    for (let pages = 0; pages < 3; pages += 1) {
      const url = `${API}/api/v2/logs/events?page[limit]=2${cursor}`;
      const { json } = await get(simulator, url, token);
      const data = at(json, 'data');
      if (Array.isArray(data)) seen.push(...data.map((row) => at(row, 'id')));
      const after = at(json, 'meta.page.after');
      cursor = typeof after === 'string' ? `&page[cursor]=${after}` : '';
    }
    expect(new Set(seen).size).toBe(5);
    expect(cursor).toBe('');
  });

  it.each(['(a', 'a)', '"open', 'NOT', 'x'.repeat(5000), '('.repeat(3000)])(
    '400 for query %#',
    async (query) => {
      const simulator = await immediate();
      const { accessToken } = await obtainTokens(simulator);
      const parameters = new URLSearchParams({ 'filter[query]': query });
      const answer = await get(simulator, `${API}/api/v2/logs/events?${parameters}`, accessToken);
      expect(answer.status).toBe(400);
    },
  );

  it.each(['page[limit]=0', 'page[limit]=5000', 'filter[from]=soon', 'page[cursor]=x'])(
    '400 for %s',
    async (query) => {
      const simulator = await immediate();
      const { accessToken } = await obtainTokens(simulator);
      const answer = await get(simulator, `${API}/api/v2/logs/events?${query}`, accessToken);
      expect(answer.status).toBe(400);
    },
  );

  it('shows a sample until something is sent, and never to a search it does not fit', async () => {
    const simulator = await simulate();
    const { key, token } = await obtainKey(simulator);
    expect(await search(simulator, token, '*')).toHaveLength(1);
    expect(await search(simulator, token, 'run:mine')).toEqual([]);
    await post(simulator, LOGS, { message: 'mine' }, { 'dd-api-key': key });
    expect(await search(simulator, token, '*')).toEqual([]);
    simulator.clock.advance(300);
    expect(await search(simulator, token, '*')).toEqual(['mine']);
  });

  it('401 without key, 403 with a wrong one, 400 for what are no logs', async () => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    expect((await post(simulator, LOGS, { message: 'x' })).status).toBe(401);
    expect((await post(simulator, LOGS, { message: 'x' }, { 'dd-api-key': 'no' })).status).toBe(
      403,
    );
    for (const body of [1, 'x', [{}], [{ message: 1 }], [null]]) {
      expect((await post(simulator, LOGS, body, { 'dd-api-key': key })).status).toBe(400);
    }
    const many = Array.from({ length: 1001 }, () => ({ message: 'x' }));
    expect((await post(simulator, LOGS, many, { 'dd-api-key': key })).status).toBe(413);
  });

  it('the older path answers 200', async () => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    const url = 'https://http-intake.logs.datadoghq.com/v1/input';
    const answer = await post(simulator, url, { message: 'x' }, { 'dd-api-key': key });
    expect([answer.status, answer.text]).toEqual([200, '{}']);
  });
});

it('shows logs and events to their own org only', async () => {
  const simulator = await immediate();
  const us = await obtainKey(simulator);
  const eu = await obtainTokens(simulator, { site: 'eu1', domain: 'datadoghq.eu' });
  const headers = { 'dd-api-key': us.key };
  await post(simulator, LOGS, { message: 'x', ddtags: 'run:own' }, headers);
  const event = { title: 't', text: 'x', tags: ['run:own'] };
  const sent = await post(simulator, `${API}/api/v1/events`, event, headers);
  for (const path of ['/api/v2/logs/events', '/api/v2/events']) {
    const search = `${path}?filter[query]=run:own`;
    expect(at((await get(simulator, `${API}${search}`, us.token)).json, 'data.length')).toBe(1);
    const there = await get(simulator, `https://api.datadoghq.eu${search}`, eu.accessToken);
    expect(at(there.json, 'data')).toEqual([]);
  }
  const byId = `https://api.datadoghq.eu/api/v1/events/${pick(sent.json, 'event.id_str')}`;
  expect((await get(simulator, byId, eu.accessToken)).status).toBe(404);
});

describe('a key of another site', () => {
  it('is refused everywhere but by the logs intake, whose logs appear nowhere', async () => {
    const simulator = await immediate();
    const us = await obtainKey(simulator);
    const eu = await obtainTokens(simulator, { site: 'eu1', domain: 'datadoghq.eu' });
    const headers = { 'dd-api-key': us.key };
    const now = seconds(simulator);
    const bodies: [string, unknown][] = [
      ['https://api.datadoghq.eu/api/v1/series', { series: [{ metric: 'm', points: [[now, 1]] }] }],
      ['https://api.datadoghq.eu/api/v2/series', { series: [] }],
      ['https://api.datadoghq.eu/api/v1/distribution_points', { series: [] }],
      ['https://api.datadoghq.eu/api/v1/check_run', []],
      ['https://api.datadoghq.eu/api/v1/events', { title: 't', text: 'x' }],
      ['https://event-management-intake.datadoghq.eu/api/v2/events', {}],
      ['https://public-trace-http-intake.logs.datadoghq.eu/api/v2/spans', {}],
      ['https://otlp.datadoghq.eu/v1/metrics', { resourceMetrics: [{}] }],
    ];
    for (const [url, body] of bodies) {
      expect([url, (await post(simulator, url, body, headers)).status]).toEqual([url, 403]);
    }
    const intake = 'https://http-intake.logs.datadoghq.eu/api/v2/logs';
    const log = await post(simulator, intake, { message: 'lost', ddtags: 'run:lost' }, headers);
    expect(log.status).toBe(202);
    for (const [domain, token] of [
      ['datadoghq.eu', eu.accessToken],
      ['datadoghq.com', us.token],
    ] as const) {
      const url = `https://api.${domain}/api/v2/logs/events?filter[query]=run:lost`;
      expect(at((await get(simulator, url, token)).json, 'data')).toEqual([]);
    }
    expect(simulator.state().received).toEqual([
      { site: 'eu1', orgId: null, type: 'logs', count: 1, latest: ['lost'] },
    ]);
  });
});

describe('spans and OTLP', () => {
  const trace = (simulator: TestSimulator, change = {}) => ({
    traces: [
      {
        spans: [
          {
            trace_id: '0123456789abcdef0123456789abcdef',
            span_id: '0123456789abcdef',
            parent_id: '0000000000000000',
            service: 'shop',
            name: 'web.request',
            resource: 'GET /cart',
            type: 'web',
            start: simulator.clock.now() * 1e6,
            duration: 1e6,
            error: 0,
            meta: { run: 's1' },
            metrics: { _top_level: 1 },
            ...change,
          },
        ],
      },
    ],
  });

  it.each(SITES.filter((site) => site.environment === 'commercial').map((site) => site.key))(
    'spans are taken on the host of %s and read back',
    async (key) => {
      const site = SITES.find((row) => row.key === key);
      const simulator = await immediate();
      const domain = site?.domain ?? '';
      const issued = await obtainKey(simulator, key, domain);
      const url = site?.intake.spans?.url ?? '';
      const headers = { 'dd-api-key': issued.key };
      expect((await post(simulator, url, trace(simulator), headers)).status).toBe(202);
      const back = await get(
        simulator,
        `https://api.${domain}/api/v2/spans/events?filter[query]=run:s1 service:shop&filter[to]=now%2B1m`,
        issued.token,
      );
      expect(at(back.json, 'data.0.attributes.resource_name')).toBe('GET /cart');
    },
  );

  it('refuses spans of the wrong shape', async () => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    const url = 'https://public-trace-http-intake.logs.datadoghq.com/api/v2/spans';
    const headers = { 'dd-api-key': key };
    for (const body of [{}, { traces: [] }, trace(simulator, { trace_id: 'xyz' })]) {
      expect((await post(simulator, url, body, headers)).status).toBe(400);
    }
  });

  it('takes protobuf on all OTLP routes, JSON where Datadog does', async () => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    const send = (path: string, type: string, body: string | Uint8Array) =>
      call(simulator, 'POST', `https://otlp.datadoghq.com${path}`, {
        headers: { 'dd-api-key': key, 'content-type': type },
        body,
      });
    const message = Buffer.from([0x0a, 0x02, 0x12, 0x00]);
    for (const path of ['/v1/traces', '/v1/metrics', '/v1/logs']) {
      expect((await send(path, 'application/x-protobuf', message)).status).toBe(200);
      for (const bad of [Buffer.from([0x0a, 0x05, 0x12]), Buffer.from('{}'), Buffer.alloc(0)]) {
        expect((await send(path, 'application/x-protobuf', bad)).status).toBe(400);
      }
    }
    const json = 'application/json';
    expect((await send('/v1/metrics', json, '{"resourceMetrics":[{}]}')).status).toBe(200);
    expect((await send('/v1/logs', json, '{"resourceLogs":[{}]}')).status).toBe(200);
    expect((await send('/v1/logs', json, '{"resourceMetrics":[{}]}')).status).toBe(400);
    expect((await send('/v1/traces', json, '{"resourceSpans":[{}]}')).status).toBe(415);
    expect(received(simulator, 'otlp_traces')).toBe(1);
    expect(received(simulator, 'otlp_metrics')).toBe(1);
  });
});
