import { describe, expect, it } from 'vitest';
import { inferDataTypes } from '../../../src/datadog/payload/infer-type.ts';

describe('inferDataTypes', () => {
  it.each([
    [{ series: [{ points: [{ timestamp: 1, value: 1 }] }] }, ['metrics']],
    [{ series: [{ points: [[1, 1]] }] }, ['metrics-v1']],
    [{ series: [{ points: [[1, [1]]] }] }, ['distributions']],
    [{ series: [{ metric: 'm' }] }, ['metrics', 'metrics-v1', 'distributions']],
    [{ series: 7 }, ['metrics', 'metrics-v1', 'distributions']],
    [{ title: 't', text: 'x' }, ['events']],
    [{ data: { type: 'event', attributes: {} } }, ['events-v2']],
    [[{ message: 'x' }], ['logs']],
    [[7, { message: 'x' }], ['logs']],
    [{ message: 'x', check: 'x', status: 'ok' }, ['logs']],
    [[{ check: 'c', status: 0, message: 'm' }], ['service-checks']],
    [{ check: 'c', host_name: 'h' }, ['service-checks']],
    [{ traces: [] }, ['traces']],
    [{ resourceMetrics: [] }, ['otlp-metrics']],
    [{ resourceLogs: [] }, ['otlp-logs']],
    [{ resourceSpans: [] }, ['otlp-traces']],
    [[], []],
    [[7], []],
    [{}, []],
    [null, []],
    ['text', []],
  ])('%j: %j', (payload, types) => {
    expect(inferDataTypes(payload)).toEqual(types);
  });
});
