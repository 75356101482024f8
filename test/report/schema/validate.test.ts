import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  problemsOf,
  WORDS_WITHOUT_EFFECT,
  type Schema,
} from '../../../src/report/schema/validate.ts';
import { MIXED, report } from '../samples.ts';

const read = (name: string): Schema =>
  JSON.parse(
    readFileSync(new URL(`../../../schema/${name}.schema.json`, import.meta.url), 'utf8'),
  ) as Schema;

/** Schemas this program reads files by, with a document for each. */
const SCHEMAS = {
  report: [read('report'), JSON.parse(JSON.stringify(report(MIXED)))],
  expect: [
    read('expect'),
    {
      expected: [
        {
          id: 'scope.*',
          reason: 'r',
          subject: { site: 'us1' },
          grades: ['failed'],
          until: '2026-12-31',
        },
        { id: 'x', reason: 'r', code: 'a.b' },
      ],
    },
  ],
} as const;

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);

/** Places in a document, as lists of steps. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [
    [...path],
    ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key])),
  ];
}

function changed(document: unknown, path: readonly string[], value: unknown): unknown {
  const copy = structuredClone({ root: document }) as Record<string, unknown>;
  let at = copy;
  for (const step of ['root', ...path].slice(0, -1)) at = at[step] as Record<string, unknown>;
  const last = ['root', ...path].at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return JSON.parse(JSON.stringify(copy['root'] ?? null)) as unknown;
}

describe.each(Object.entries(SCHEMAS))('%s.schema.json', (_, [schema, document]) => {
  const validate = ajv.compile(schema);

  it('allows its document', () => {
    expect([...problemsOf(document, schema)]).toEqual([]);
  });

  it('uses no word that is not understood', () => {
    const known = new Set([
      ...WORDS_WITHOUT_EFFECT,
      '$ref',
      'type',
      'const',
      'enum',
      'pattern',
      'format',
      'minLength',
      'minimum',
      'maximum',
      'minItems',
      'items',
      'required',
      'properties',
      'additionalProperties',
      'allOf',
      'anyOf',
      'oneOf',
      'not',
      'if',
      'then',
    ]);
    const walk = (part: unknown): void => {
      if (typeof part !== 'object' || part === null) return;
      if (Array.isArray(part)) return part.forEach(walk);
      for (const [word, value] of Object.entries(part)) {
        expect([...known]).toContain(word);
        if (['properties', '$defs'].includes(word)) Object.values(value as object).forEach(holder);
        else if (!['enum', 'const', 'required', 'default', 'examples'].includes(word)) walk(value);
      }
    };
    // Definitions may be grouped: what has no word of a schema in it is a group.
    const holder = (part: unknown): void => {
      const isGroup = Object.values(part as object).every(
        (each) => typeof each === 'object' && !Array.isArray(each),
      );
      if (isGroup) Object.values(part as object).forEach(walk);
      else walk(part);
    };
    walk(schema);
  });

  it('is judged as ajv judges it, whatever is wrong', () => {
    const places = placesIn(document);
    const values = fc.constantFrom<unknown>(
      undefined,
      null,
      true,
      0,
      -1,
      1.5,
      200,
      'x',
      '',
      'a b',
      '2026-13-40',
      '2026-02-30',
      '2026-12-31',
      {},
      { extra: 1 },
      [],
      [1],
      ['a'],
      'failed',
      'https://x/',
      'javascript:x',
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), values, (path, value) => {
        const made = changed(document, path, value);
        const [first] = problemsOf(made, schema);
        expect([first === undefined, path, value, first]).toEqual([
          validate(made),
          path,
          value,
          first,
        ]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('places', () => {
  const [schema, document] = SCHEMAS.report;
  it.each<[readonly string[], unknown, string]>([
    [
      ['results', '3', 'grade'],
      'broken',
      'results[3].grade: must be one of passed, failed, warning',
    ],
    [['results', '0', 'id'], undefined, 'results[0].id: is missing'],
    [
      ['results', '3', 'exchanges', '0', 'status'],
      '403',
      'results[3].exchanges[0].status: must be a whole number',
    ],
    [['client'], 5, 'client: must be an object'],
    [['client', 'kind'], 'private', 'client.kind: must be one of test, published, public'],
    [['exitCode'], 0, 'exitCode: must be 1'],
    [['startedAt'], 'yesterday', 'startedAt: must be a time such as'],
    [
      ['results', '3', 'exchanges', '0', 'error'],
      'x',
      'results[3].exchanges[0]: must not have status beside error',
    ],
    [['more'], 1, 'more: is not known'],
    [[], [], ': must be an object'],
  ])('%j = %j', (path, value, expected) => {
    const [first] = problemsOf(changed(document, path, value), schema);
    expect(`${first?.path ?? ''}: ${first?.problem ?? ''}`).toContain(expected);
  });
});
