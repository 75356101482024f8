import { describe, expect, it } from 'vitest';
import {
  at,
  clientSeed,
  get,
  obtainKey,
  obtainTokens,
  post,
  simulate,
  withSettings,
  type TestSimulator,
} from '../support.ts';

const API = 'https://api.datadoghq.com';

async function withPoint(simulator: TestSimulator) {
  const { key, token } = await obtainKey(simulator);
  const timestamp = Math.floor(simulator.clock.now() / 1000);
  const series = [{ metric: 'm.one', points: [{ timestamp, value: 3 }], tags: ['run:a', 'b:c'] }];
  await post(simulator, `${API}/api/v2/series`, { series }, { 'dd-api-key': key });
  return { token, timestamp };
}

const asked = (query: string, timestamp: number, change: object = {}) => ({
  data: {
    type: 'timeseries_request',
    attributes: {
      from: (timestamp - 60) * 1000,
      to: (timestamp + 60) * 1000,
      queries: [{ data_source: 'metrics', name: 'a', query }],
      formulas: [{ formula: 'a' }],
      ...change,
    },
  },
});

describe('POST /api/v2/query/timeseries', () => {
  it('answers in the recorded shape, once the point is ingested', async () => {
    const simulator = await simulate(withSettings(clientSeed(), { ingestionDelayMs: 5_000 }));
    const { token, timestamp } = await withPoint(simulator);
    const query = (text: string) =>
      post(simulator, `${API}/api/v2/query/timeseries`, asked(text, timestamp), {
        authorization: `Bearer ${token}`,
      });
    expect(at((await query('avg:m.one{run:a}')).json, 'data.attributes.values')).toEqual([]);
    simulator.clock.advance(5_000);
    const answer = await query('avg:m.one{run:a}');
    expect(answer.headers.get('content-type')).toBe('application/vnd.api+json');
    expect(answer.json).toEqual({
      data: {
        id: '0',
        type: 'timeseries_response',
        attributes: {
          series: [{ group_tags: [], query_index: 0, unit: null }],
          times: [timestamp * 1000],
          values: [[3]],
        },
      },
    });
    expect(at((await query('avg:m.one{run:b}')).json, 'data.attributes.values')).toEqual([]);
  });

  it('refuses another type, seconds with fractions, no query, and a token without the scope', async () => {
    const simulator = await simulate();
    const { token, timestamp } = await withPoint(simulator);
    const url = `${API}/api/v2/query/timeseries`;
    const authorization = `Bearer ${token}`;
    const good = asked('avg:m.one{*}', timestamp);
    for (const body of [
      { data: { ...good.data, type: 'timeseries_rquest' } },
      asked('avg:m.one{*}', timestamp, { from: 1.5 }),
      asked('avg:m.one{*}', timestamp, { queries: [] }),
      asked('avg:m.one', timestamp),
      null,
    ]) {
      expect((await post(simulator, url, body, { authorization })).status).toBe(400);
    }
    const { accessToken } = await obtainTokens(simulator, { scope: 'metrics_read' });
    const other = { authorization: `Bearer ${accessToken}` };
    expect((await post(simulator, url, good, other)).status).toBe(403);
  });
});

describe('GET /api/v2/metrics/{metric_name}/all-tags', () => {
  it('is 404 until the metric is known, then lists tags, by other tags too', async () => {
    const simulator = await simulate(withSettings(clientSeed(), { ingestionDelayMs: 5_000 }));
    const { token } = await withPoint(simulator);
    const tags = async (filter = '') => {
      const url = `${API}/api/v2/metrics/m.one/all-tags?filter[tags]=${filter}`;
      const answer = await get(simulator, url, token);
      return answer.status === 200 ? at(answer.json, 'data.attributes.tags') : answer.status;
    };
    expect(await tags()).toBe(404);
    simulator.clock.advance(5_000);
    expect(await tags()).toEqual(['b:c', 'run:a']);
    expect(await tags('run:a')).toEqual(['b:c', 'run:a']);
    expect(await tags('run:b')).toEqual([]);
    const unknown = await get(simulator, `${API}/api/v2/metrics/m.two/all-tags`, token);
    expect(unknown.status).toBe(404);
    const { accessToken } = await obtainTokens(simulator, { scope: 'timeseries_query' });
    const closed = await get(simulator, `${API}/api/v2/metrics/m.one/all-tags`, accessToken);
    expect(closed.status).toBe(403);
  });
});
