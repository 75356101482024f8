import { describe, expect, it } from 'vitest';
import { at, clientSeed, get, obtainKey, post, simulate, withSettings } from '../support.ts';

const API = 'https://api.datadoghq.com';
const OTLP = 'https://otlp.datadoghq.com';
const immediate = () => simulate(withSettings(clientSeed(), { ingestionDelayMs: 0 }));

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const metric = (name: string, kind: object) => ({
  resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name, ...kind }] }] }],
});

describe('OTLP as JSON', () => {
  it('metrics come back by their attributes; times in nanoseconds, as text or number', async () => {
    const simulator = await immediate();
    const { key, token } = await obtainKey(simulator);
    const nowMs = Math.floor(simulator.clock.now());
    const points = (timeUnixNano: unknown, run: string, more: object = { asDouble: 2.5 }) => ({
      dataPoints: [{ timeUnixNano, attributes: [attribute('run', run)], ...more }],
    });
    for (const body of [
      metric('otlp.gauge', { gauge: points(`${nowMs}000000`, 'g') }),
      metric('otlp.sum', {
        sum: { ...points(nowMs * 1e6, 's', { asInt: '7' }), aggregationTemporality: 1 },
      }),
      metric('old/name', { gauge: points(`${nowMs - 2 * 3_600_000}000000`, 'o') }),
    ]) {
      const sent = await post(simulator, `${OTLP}/v1/metrics`, body, { 'dd-api-key': key });
      expect([sent.status, sent.json]).toEqual([200, {}]);
    }
    const value = async (query: string) => {
      const now = Math.floor(simulator.clock.now() / 1000);
      const parameters = new URLSearchParams({ from: `${now - 9000}`, to: `${now + 60}`, query });
      const back = await get(simulator, `${API}/api/v1/query?${parameters}`, token);
      return at(back.json, 'series.0.pointlist.0.1');
    };
    expect(await value('avg:otlp.gauge{run:g}')).toBe(2.5);
    expect(await value('avg:otlp.sum{run:s}')).toBe(7);
    expect(await value('avg:otlp.gauge{run:other}')).toBeUndefined();
    expect(await value('avg:old_name{run:o}')).toBeUndefined();
  });

  it('cumulative sums are refused inside a 200', async () => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    const dataPoints = [{ timeUnixNano: `${Math.floor(simulator.clock.now())}000000`, asInt: 1 }];
    const body = metric('c', { sum: { dataPoints, aggregationTemporality: 2 } });
    const sent = await post(simulator, `${OTLP}/v1/metrics`, body, { 'dd-api-key': key });
    expect(sent.status).toBe(200);
    expect(at(sent.json, 'partialSuccess.rejectedDataPoints')).toBe('1');
    expect(simulator.state().received).toEqual([]);
  });

  it('logs come back by attribute, service and text', async () => {
    const simulator = await immediate();
    const { key, token } = await obtainKey(simulator);
    const body = {
      resourceLogs: [
        {
          resource: { attributes: [attribute('service.name', 'shop')] },
          scopeLogs: [
            {
              logRecords: [
                { body: { stringValue: 'paid' }, attributes: [attribute('run', 'l')] },
                { timeUnixNano: '1000000000', body: { stringValue: 'far too old' } },
              ],
            },
          ],
        },
      ],
    };
    expect((await post(simulator, `${OTLP}/v1/logs`, body, { 'dd-api-key': key })).status).toBe(
      200,
    );
    for (const query of ['@run:l', 'service:shop paid', '(run:l OR @run:l) AND @run:l']) {
      const search = new URLSearchParams({ 'filter[query]': query });
      const back = await get(simulator, `${API}/api/v2/logs/events?${search}`, token);
      expect([query, at(back.json, 'data.length')]).toEqual([query, 1]);
    }
  });

  it.each([
    ['/v1/metrics', { resourceMetrics: [] }],
    ['/v1/metrics', metric('', { gauge: { dataPoints: [] } })],
    ['/v1/metrics', metric('m', { sum: { dataPoints: [] } })],
    ['/v1/metrics', metric('m', { gauge: { dataPoints: [{ timeUnixNano: 'now' }] } })],
    ['/v1/logs', { resourceLogs: [{ scopeLogs: [{ logRecords: [{ attributes: {} }] }] }] }],
    ['/v1/logs', []],
  ])('400 at %s for %j', async (path, body) => {
    const simulator = await immediate();
    const { key } = await obtainKey(simulator);
    const sent = await post(simulator, `${OTLP}${path}`, body, { 'dd-api-key': key });
    expect(sent.status).toBe(400);
    expect(simulator.state().received).toEqual([]);
  });
});
