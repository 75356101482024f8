import { expect, test } from 'vitest';
import { CREATION_TRACES } from '../../src/catalog/creation-lists.ts';
import { SCOPES } from '../../src/catalog/scopes.ts';
import { creationEntry } from '../../src/checks/creation-entry.ts';
import { carries, idFromAnswer, idsOfMarked } from '../../src/checks/created-id.ts';
import { writeNames } from '../../src/checks/write-names.ts';
import { fillRequest } from '../../src/checks/write-request.ts';
import { parseEntry } from '../../src/storage/journal-entry.ts';
import { clock } from './api-server.ts';
import { openLab } from './lab.ts';

const creations = SCOPES.flatMap((row) =>
  [...(row.roundTrip?.needs ?? []), ...(row.roundTrip ? [row.roundTrip.subject] : [])].map(
    (creation, order) => ({ row, creation, order }),
  ),
);

test('everything the catalog creates can be found again without its id', async () => {
  const { ctx } = await openLab();
  expect(creations.length).toBeGreaterThan(36);
  for (const { row, creation, order } of creations) {
    if (ctx.writes === undefined) throw new Error('no writes');
    const names = writeNames('a1b2c3d4e5', row.scope);
    const steps = Object.fromEntries(creations.map((one) => [`id:${one.creation.step}`, 'id-1']));
    const values = { ...names, ...steps, uuid: 'u' };
    const create = fillRequest(creation.create, values, clock);
    const place = { site: 'us1', row, names, values, order };
    const entry = creationEntry(creation, create, place, ctx.writes, clock);
    const what = `${row.scope} ${creation.step}`;
    expect(parseEntry(JSON.stringify(entry)), what).toEqual(entry);
    expect(entry.marks.length, what).toBeGreaterThan(0);
    const own = entry.lists.some((list) => list.own);
    const findable = own || entry.chosenId !== undefined || entry.goneWithParent === true;
    expect(findable, what).toBe(true);
    const sent = JSON.stringify([create, entry.delete, entry.read, entry.lists]);
    const open = sent.match(/(?<!\$)\{(?:name|run|slug|upper|uuid|now|iso|id:)[^}]*\}/);
    expect(open, what).toBeNull();
  }
});

test('every trace is about something the catalog creates', () => {
  const keys = new Set(
    creations.map(({ creation: { create } }) => `${create.method} ${create.path}`),
  );
  for (const key of Object.keys(CREATION_TRACES)) expect([...keys]).toContain(key);
});

const answer = (body: unknown) => ({
  status: 200,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const MARK = 'ddoauth-a1b2c3d4e5-things';

test.each<[string, unknown, string, readonly (string | number)[]]>([
  ['a JSON:API list', { data: [{ id: 'x', attributes: { name: MARK } }] }, 'data.id', ['x']],
  [
    'a bare list',
    [
      { id: 3, name: 'other' },
      { id: 4, name: MARK },
    ],
    'id',
    [4],
  ],
  ['an id in a list of one', { data: [{ id: 'x', name: MARK }] }, 'data.0.id', ['x']],
  ['a longer name', [{ id: 4, name: `${MARK}-more` }], 'id', []],
  ['a name within a text', [{ id: 4, title: `My ${MARK}!` }], 'id', [4]],
  ['a tag', [{ id: 4, tags: ['a:b', `team:${MARK}`] }], 'id', [4]],
  [
    'two of them',
    [
      { id: 4, name: MARK },
      { id: 5, name: MARK },
    ],
    'id',
    [4, 5],
  ],
  [
    'deep',
    { data: [{ id: 'o', attributes: { token: 't', title: MARK } }] },
    'data.attributes.token',
    ['t'],
  ],
  ['a text', 'nothing', 'id', []],
])('idsOfMarked: %s', (_, body, idAt, ids) => {
  expect(idsOfMarked(answer(body), idAt, [MARK])).toEqual(ids);
});

test.each<[unknown, string, string | number | undefined]>([
  [{ id: 12 }, 'id', 12],
  [{ data: [{ id: 'a' }] }, 'data.0.id', 'a'],
  ['{"id": 6000000000000000123}', 'id', '6000000000000000123'],
  [{ id: '' }, 'id', undefined],
  [{ id: null }, 'id', undefined],
  [[], 'data.id', undefined],
  ['<html>', 'id', undefined],
])('idFromAnswer %j at %s', (body, idAt, id) => {
  expect(idFromAnswer(answer(body), idAt)).toBe(id);
});

test('carries wants the whole name', () => {
  expect(carries(`x ${MARK}.`, MARK)).toBe(true);
  expect(carries(`x${MARK}`, MARK)).toBe(false);
  expect(carries(`${MARK}2, ${MARK}`, MARK)).toBe(true);
});
