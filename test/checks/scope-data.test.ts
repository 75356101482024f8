import { describe, expect, test } from 'vitest';
import { holdsData, readPayload } from '../../src/checks/scope-data.ts';
import type { JsonValue } from '../../src/model/json.ts';

describe('readPayload', () => {
  test.each<[string, JsonValue, string, string]>([
    ['list where the catalog says', { data: [{ id: 'a' }] }, 'data', 'data'],
    ['empty list there', { data: [], meta: { page: 1 } }, 'data', 'nothing'],
    ['empty there, though data elsewhere', { data: [], other: [1] }, 'data', 'nothing'],
    ['top list', [{ id: 1 }], '', 'data'],
    ['empty top list', [], '', 'nothing'],
    ['deep path', { data: { attributes: { items: [1] } } }, 'data.attributes.items', 'data'],
    [
      'deep path, empty',
      { data: { id: 'x', attributes: { items: [] } } },
      'data.attributes.items',
      'nothing',
    ],
    ['path not there, data under data', { data: [{ id: 'a' }] }, 'monitors', 'data'],
    ['path not there, empty data', { data: [], included: [{ id: 'u' }] }, 'monitors', 'nothing'],
    ['path not there, top list', [{ id: 1 }], 'data', 'data'],
    ['path not there, first list', { meta: [1], hosts: [{ a: 1 }] }, 'data', 'data'],
    [
      'path not there, first list empty',
      { status: 'ok', hosts: [], links: ['x'] },
      'data',
      'nothing',
    ],
    [
      'path not there, wrapped list',
      { data: { id: 'w', attributes: { rows: [] } } },
      'data.x',
      'nothing',
    ],
    ['path through a text', { data: 'text' }, 'data.attributes', 'data'],
    ['path not of its own', {}, 'constructor', 'nothing'],
    ['envelope only, expected at the top', { status: 'ok', meta: { total: 4 } }, '', 'nothing'],
    ['object at the top', { name: 'x' }, '', 'data'],
    ['zeros', { total_active: 0, total_up: 0 }, '', 'nothing'],
    [
      'buckets of zeros',
      { data: { buckets: [{ by: {}, computes: { c0: 0 } }] } },
      'data.buckets',
      'nothing',
    ],
    [
      'buckets with a count',
      { data: { buckets: [{ by: {}, computes: { c0: 7 } }] } },
      'data.buckets',
      'data',
    ],
    ['errors only', { errors: ['query failed'] }, 'data', 'errors'],
    ['one error', { status: 'error', error: 'bad' }, 'series', 'errors'],
    ['errors beside data', { data: [{ id: 1 }], errors: ['partial'] }, 'data', 'data'],
    ['no errors', { data: [], errors: [] }, 'data', 'nothing'],
    ['null', null, 'data', 'nothing'],
    ['a number', 5, 'data', 'data'],
    ['null data', { data: null }, 'data', 'nothing'],
    ['a type and nothing else', { data: { type: 'monitors', attributes: {} } }, 'data', 'nothing'],
  ])('%s', (_, value, dataAt, payload) => {
    expect(readPayload(value, dataAt)).toBe(payload);
  });
});

test('holdsData looks through nested nothing', () => {
  expect(holdsData([[], {}, [null, { type: 'x' }], ''])).toBe(false);
  expect(holdsData([[], { a: [{ b: 'x' }] }])).toBe(true);
});
