import { describe, expect, it } from 'vitest';
import type { ReadRouteName } from '../../../src/catalog/data-types.ts';
import { SITES } from '../../../src/catalog/sites.ts';
import { readSearchAnswer, withCredentials } from '../../../src/datadog/data/read-answer.ts';
import { READ_ROUTES } from '../../../src/datadog/data/read-routes.ts';

const search = {
  site: SITES[3]!,
  tags: [
    ['ddoauth_run', 'abc'],
    ['ddoauth_data', 'logs'],
  ] as const,
  asAttributes: false,
  target: { name: 'shop.orders', expected: 3 },
  fromMs: 1_790_000_000_123,
  toMs: 1_790_000_600_456,
};

function look(name: ReadRouteName, status: number, body: unknown, type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = { status, headers: { 'content-type': type }, body: text };
  return readSearchAnswer(READ_ROUTES[name], response, search);
}

describe('searches', () => {
  it.each<[ReadRouteName, string, string]>([
    [
      'metric-query-v1',
      'from=1790000000&to=1790000600',
      'avg:shop.orders{ddoauth_run:abc,ddoauth_data:logs}',
    ],
    ['metric-tags', '/api/v2/metrics/shop.orders/all-tags', 'ddoauth_run:abc,ddoauth_data:logs'],
    ['events-v1', 'start=1790000000&end=1790000600', 'tags=ddoauth_run:abc,ddoauth_data:logs'],
    ['events-v2', 'page[limit]=3', 'ddoauth_run:abc AND ddoauth_data:logs'],
    ['logs-v2', 'filter[from]=2026-', 'ddoauth_run:abc AND ddoauth_data:logs'],
    ['spans', '/api/v2/spans/events', 'ddoauth_run:abc'],
  ])('%s asks on the API host of the site for %s and %s', (name, ...parts) => {
    const { url, method } = READ_ROUTES[name].request(search);
    expect(method).toBe('GET');
    expect(url.startsWith('https://api.datadoghq.eu/')).toBe(true);
    const plain = decodeURIComponent(url.replaceAll('+', ' '));
    for (const part of parts) expect(plain).toContain(part);
  });

  it('attributes are searched for with @, or as tags', () => {
    const { url } = READ_ROUTES.spans.request({ ...search, asAttributes: true });
    expect(decodeURIComponent(url.replaceAll('+', ' '))).toContain(
      '(ddoauth_run:abc OR @ddoauth_run:abc) AND (ddoauth_data:logs OR @ddoauth_data:logs)',
    );
  });

  it('names of metrics are escaped in paths', () => {
    const target = { name: '../../x?', expected: 1 };
    const { url } = READ_ROUTES['metric-tags'].request({ ...search, target });
    expect(new URL(url).pathname).toBe('/api/v2/metrics/..%2F..%2Fx%3F/all-tags');
  });

  it('a page is never larger than it may be', () => {
    const { body = '' } = READ_ROUTES['logs-v1'].request({
      ...search,
      target: { expected: 5_000 },
    });
    expect(JSON.parse(body)).toMatchObject({ limit: 1_000 });
  });

  it('carry a token, or both keys and no token', () => {
    const request = READ_ROUTES['logs-v2'].request(search);
    expect(withCredentials(request, { by: 'grant', accessToken: 't' }).headers).toEqual({
      accept: 'application/json',
      authorization: 'Bearer t',
    });
    const keys = { by: 'application-key', apiKey: 'a', applicationKey: 'b' } as const;
    expect(withCredentials(request, keys).headers).toEqual({
      accept: 'application/json',
      'dd-api-key': 'a',
      'dd-application-key': 'b',
    });
  });
});

describe('answers', () => {
  const tags = ['ddoauth_run:abc', 'ddoauth_data:logs', 'a:b'];
  it.each<[ReadRouteName, unknown, number]>([
    ['metric-query-v1', { status: 'ok', series: [{ pointlist: [[1, 2]] }] }, 1],
    ['metric-query-v1', { status: 'ok', series: [{ pointlist: [[1, null]] }] }, 0],
    ['metric-query-v1', { status: 'ok', series: [] }, 0],
    ['metric-query-v1', {}, 0],
    [
      'metric-query-v2',
      '{"data":{"id":"0","type":"timeseries_response","attributes":{"series":[{"group_tags":[],"query_index":0,"unit":null}],"times":[1,2],"values":[[1,null]]}}}',
      1,
    ],
    ['metric-query-v2', { data: { attributes: { values: [[null, null]] } } }, 0],
    ['metric-query-v2', { data: { attributes: { values: [] } } }, 0],
    ['metric-tags', { data: { attributes: { tags } } }, 1],
    ['metric-tags', { data: { attributes: { tags: [], ingested_tags: tags } } }, 1],
    ['metric-tags', { data: { attributes: { tags: ['ddoauth_run:abc'] } } }, 0],
    ['events-v1', { events: [{}, {}] }, 2],
    ['events-v1', { events: [{ tags }, { tags: ['ddoauth_run:abc'] }] }, 1],
    ['events-v2', { data: [{}], meta: {} }, 1],
    ['logs-v2', { data: [] }, 0],
    ['logs-v1', { logs: [{}], nextLogId: null, status: 'done' }, 1],
    ['spans', { data: [{}, {}, {}] }, 3],
    ['spans-search', { data: null }, 0],
  ])('%s of %j: %i', (name, body, count) => {
    expect(look(name, 200, body, 'application/vnd.api+json')).toEqual({ kind: 'answered', count });
  });

  it('an unknown metric is 404 for the tags, and for nothing else', () => {
    expect(look('metric-tags', 404, { errors: ['m not found'] })).toMatchObject({ count: 0 });
    expect(look('metric-query-v2', 404, {})).toMatchObject({ kind: 'refused', status: 404 });
  });

  it.each<[number, unknown, string]>([
    [401, { errors: ['Unauthorized'] }, 'refused'],
    [403, { errors: [{ title: 'Forbidden' }] }, 'refused'],
    [400, { errors: ['bad query'] }, 'refused'],
    [302, '', 'refused'],
    [200, { status: 'error', error: 'cannot parse' }, 'refused'],
    [429, { errors: ['slow down'] }, 'broken'],
    [408, '', 'broken'],
    [500, '<h1>oops</h1>', 'broken'],
    [200, '<html>login</html>', 'broken'],
    [200, '[]', 'broken'],
  ])('%i %j is %s', (status, body, kind) => {
    expect(look('metric-query-v1', status, body).kind).toBe(kind);
  });
});
