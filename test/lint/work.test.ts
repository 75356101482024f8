import { describe, expect, test } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import type { LintSet } from '../../src/lint/define-lint-rule.ts';
import { lintVerdicts } from '../../src/lint/verdicts.ts';
import { wordsOf } from '../../src/report/message.ts';
import { lintSetOf } from './examples/example.ts';

const list = (count: number, each: (index: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, index) => each(index));
const members = (count: number, each: (index: number) => unknown): Record<string, unknown> =>
  Object.fromEntries(
    list(count, (index) => [`m${String(index)}`, each(index)]) as [string, unknown][],
  );

const ID = '6f1b0c5e-1a2b-4c3d-8e9f-0a1b2c3d4e5f';
const withUris = (uris: unknown): unknown => ({
  integration: { client_id: ID, redirect_uris: uris, scopes: [] },
});

/** Files of mistakes, by how many. */
const FILES: Readonly<Record<string, (count: number) => unknown>> = {
  'one URI many times': (count) => withUris(list(count, () => 'https://a.example/cb')),
  'URIs with every mistake': (count) =>
    withUris(list(count, (index) => `HTTP://u@LocalHost:${String(8000 + index)}/C//*/?q#f`)),
  'scopes nobody knows': (count) => ({
    integration: {
      redirect_uris: [],
      scopes: list(count, (index) => `monitors_raed${String(index)}`),
    },
  }),
  'clients with one id': (count) =>
    members(count, () => ({ client_id: ID, redirect_uris: ['https://a.example/cb'] })),
  'profiles with one id': (count) => ({
    profiles: members(count, () => ({ clientId: ID, redirectUris: ['x'] })),
  }),
  'sites of the same name': (count) => ({
    profiles: {},
    sites: members(count, () => ({ domain: 'a.example' })),
  }),
  'keys nobody knows': (count) => ({
    integration: { redirect_uris: [], ...members(count, () => 1) },
  }),
};

/** The same value, with every look at it counted. */
function counting(value: LintSet): { readonly set: LintSet; readonly looks: () => number } {
  let looks = 0;
  const known = new WeakMap<object, object>();
  const wrap = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null || each instanceof Map) return each;
    const old = known.get(each);
    if (old) return old;
    const made = new Proxy(each, {
      get: (target, key, receiver): unknown => {
        looks += 1;
        const found: unknown = Reflect.get(target, key, receiver);
        return typeof found === 'function' ? found : wrap(found);
      },
    });
    known.set(each, made);
    return made;
  };
  const { files, clients } = value;
  const set = { ...value, files: wrap(files), clients: wrap(clients) } as LintSet;
  return { set, looks: () => looks };
}

function workOf(file: unknown): number {
  const text = JSON.stringify(file);
  const { set, looks } = counting(lintSetOf(text));
  lintVerdicts(set, lint(set), set.files);
  return looks();
}

describe.each(Object.entries(FILES))('%s', (_, file) => {
  test('twice as many are twice the work', () => {
    const [once, twice] = [workOf(file(300)), workOf(file(600))];
    expect(once).toBeGreaterThan(300);
    expect(twice / once).toBeLessThan(2.2);
  });

  test('a few of each mistake are told, and all are counted', () => {
    const set = lintSetOf(JSON.stringify(file(3000)));
    const found = lint(set);
    const verdicts = lintVerdicts(set, found, set.files);
    const told = new Map<string, number>();
    for (const { check, grade } of verdicts) {
      const key = `${check} ${grade}`;
      told.set(key, (told.get(key) ?? 0) + 1);
    }
    expect(Math.max(...told.values())).toBeLessThanOrEqual(200);
    const summary = verdicts.at(-1);
    const { errors = 0, warnings = 0, hints = 0, untold = 0 } = summary?.finding.args ?? {};
    expect(Number(errors) + Number(warnings) + Number(hints)).toBe(found.length);
    expect(Number(untold)).toBe(found.length - (verdicts.length - 1));
    if (summary && Number(untold) > 0) {
      expect(wordsOf(summary.finding).message).toContain(`${String(untold)} of them`);
    }
  });
});
