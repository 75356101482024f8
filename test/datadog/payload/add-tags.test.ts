import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataType } from '../../../src/catalog/data-types.ts';
import { addTags, runTag, tagText } from '../../../src/datadog/payload/add-tags.ts';
import { nodeAt, readJsonTree } from '../../../src/datadog/payload/json-tree.ts';

const RUN = [runTag('abc')];
const TAG = '"ddoauth_run:abc"';
const ATTRIBUTE = '{"key":"ddoauth_run","value":{"stringValue":"abc"}}';
const tagged = (dataType: DataType, text: string) => addTags(dataType, text, RUN);

describe('addTags', () => {
  it.each<[DataType, string, string]>([
    ['metrics', '{"series":[{"metric":"m"}]}', `{"series":[{"metric":"m","tags":[${TAG}]}]}`],
    ['metrics', '{"series":[{"tags":[]}]}', `{"series":[{"tags":[${TAG}]}]}`],
    ['metrics-v1', '{"series":[{"tags":["a:b"]}]}', `{"series":[{"tags":["a:b",${TAG}]}]}`],
    [
      'distributions',
      '{"series":[{"metric":"a"},{"metric":"b"}]}',
      `{"series":[{"metric":"a","tags":[${TAG}]},{"metric":"b","tags":[${TAG}]}]}`,
    ],
    ['events', '{"title":"t"}', `{"title":"t","tags":[${TAG}]}`],
    ['events', '{}', `{"tags":[${TAG}]}`],
    [
      'events-v2',
      '{"data":{"attributes":{"title":"t"}}}',
      `{"data":{"attributes":{"title":"t","tags":[${TAG}]}}}`,
    ],
    ['logs', '[{"message":"x"}]', '[{"message":"x","ddtags":"ddoauth_run:abc"}]'],
    ['logs', '[{"ddtags":"a:b"}]', '[{"ddtags":"a:b,ddoauth_run:abc"}]'],
    ['logs', '[{"ddtags":" "}]', '[{"ddtags":" ddoauth_run:abc"}]'],
    ['logs', '[{"ddtags":"a:\\"b\\\\"}]', '[{"ddtags":"a:\\"b\\\\,ddoauth_run:abc"}]'],
    ['logs', '{"message":"x"}', '{"message":"x","ddtags":"ddoauth_run:abc"}'],
    ['service-checks', '[{"tags":["a"]}]', `[{"tags":["a",${TAG}]}]`],
    [
      'traces',
      '{"traces":[{"spans":[{"meta":{"a":"b"}},{}]}]}',
      '{"traces":[{"spans":[{"meta":{"a":"b","ddoauth_run":"abc"}},{"meta":{"ddoauth_run":"abc"}}]}]}',
    ],
    [
      'otlp-metrics',
      '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"sum":{"dataPoints":[{}]}}]}]}]}',
      `{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"sum":{"dataPoints":[{"attributes":[${ATTRIBUTE}]}]}}]}]}]}`,
    ],
    [
      'otlp-logs',
      '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"attributes":[]}]}]}]}',
      `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"attributes":[${ATTRIBUTE}]}]}]}]}`,
    ],
  ])('%s: %s', (dataType, text, wanted) => {
    expect(tagged(dataType, text).text).toBe(wanted);
  });

  it('keeps every other byte: spaces, order, numbers that JavaScript cannot hold', () => {
    const text = `{ "traces" :[\r\n\t{"spans": [ {"start" : 1790000000123456789, "x": 1.0, "b":1, "a" :1e2, "u":"\\u00e9é\\/" } ] } ]}`;
    const { text: after, tagged: count } = tagged('traces', text);
    expect(count).toBe(1);
    expect(after.replace(',"meta":{"ddoauth_run":"abc"}', '')).toBe(text);
  });

  it('of a name that is there twice changes the one that counts', () => {
    const { text } = tagged('events', '{"tags":["a"],"tags":["b"]}');
    expect((JSON.parse(text) as { tags: string[] }).tags).toEqual(['b', 'ddoauth_run:abc']);
  });

  it('leaves a full list alone and says so', () => {
    const tags = Array.from({ length: 100 }, (_, index) => `t:${index}`);
    const text = JSON.stringify({ data: { attributes: { tags } } });
    expect(tagged('events-v2', text)).toEqual({ text, tagged: 0, full: 1 });
    const room = JSON.stringify({ data: { attributes: { tags: tags.slice(1) } } });
    expect(tagged('events-v2', room)).toMatchObject({ tagged: 1, full: 0 });
    expect(addTags('events-v2', room, [...RUN, ['b', 'c']])).toMatchObject({ full: 1 });
  });

  it.each(['7', '"text"', 'null', '[]', '{}', '[[{}]]', '{"series":{}}', '{"series":[7,null]}'])(
    'does no harm to %s',
    (text) => {
      for (const dataType of ['metrics', 'logs', 'traces', 'otlp-logs'] as const) {
        expect(() => JSON.parse(tagged(dataType, text).text) as unknown).not.toThrow();
      }
    },
  );

  it('whatever the metrics: parses, keeps all, and has the tag', () => {
    const row = fc.record(
      { metric: fc.string(), tags: fc.array(fc.string()), other: fc.jsonValue() },
      { requiredKeys: ['metric'] },
    );
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 0, max: 3 }), (series, indent) => {
        const text = JSON.stringify({ series }, null, indent);
        const after: { series: typeof series } = JSON.parse(tagged('metrics', text).text);
        expect(after.series.map(({ tags = [] }) => tags.at(-1))).toEqual(
          series.map(() => tagText(runTag('abc'))),
        );
        const without = after.series.map((each, index) => {
          const { tags = [], ...rest } = each;
          return series[index]?.tags === undefined ? rest : { ...rest, tags: tags.slice(0, -1) };
        });
        expect(JSON.parse(JSON.stringify(without))).toEqual(JSON.parse(JSON.stringify(series)));
      }),
    );
  });
});

describe('readJsonTree', () => {
  it('knows where any value of any JSON stands', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = ` ${JSON.stringify(value, null, indent)}\n`;
        const compare = (part: unknown, steps: (string | number)[]): void => {
          const node = nodeAt(readJsonTree(text), steps);
          expect(JSON.parse(text.slice(node?.start, node?.end))).toEqual(
            JSON.parse(JSON.stringify(part)),
          );
          if (Array.isArray(part))
            part.forEach((inner, index) => compare(inner, [...steps, index]));
          else if (typeof part === 'object' && part !== null) {
            for (const [name, inner] of Object.entries(part)) compare(inner, [...steps, name]);
          }
        };
        compare(value, []);
      }),
      { numRuns: 60 },
    );
  });
});
