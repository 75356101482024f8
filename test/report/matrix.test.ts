import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { checkMatrix, scopeMatrix, siteMatrix } from '../../src/report/matrix.ts';
import { renderMatrix } from '../../src/report/render-matrix.ts';
import { createStyle } from '../../src/report/style.ts';
import { widthOf } from '../../src/report/width.ts';
import { report, scopesOn, type VerdictSketch } from './samples.ts';

const style = createStyle({ colour: false, unicode: true, links: false });

function results(...sketches: readonly VerdictSketch[]): Report['results'] {
  return report(sketches).results;
}

const on = (site: string, rest: Partial<VerdictSketch> = {}): VerdictSketch => ({
  id: 'scope.monitors_read',
  grade: 'passed',
  subject: { site, scope: 'monitors_read' },
  ...rest,
});

describe('scopeMatrix', () => {
  test('needs more than one site', () => {
    expect(scopeMatrix(results(on('us1'), on('us1')))).toBeUndefined();
    expect(scopeMatrix([])).toBeUndefined();
    expect(scopeMatrix(results(on('us1'), on('eu1')))?.columns).toEqual(['us1', 'eu1']);
  });

  test('leaves out what has no scope or no site', () => {
    const matrix = scopeMatrix(
      results(
        on('us1'),
        on('eu1'),
        { id: 'authorize.org', grade: 'passed', subject: { site: 'eu1' } },
        { id: 'scope.x', grade: 'passed', subject: { scope: 'x' } },
      ),
    );
    expect(matrix?.rows).toEqual(['monitors_read']);
    expect(matrix?.results).toHaveLength(2);
  });

  test.each<[VerdictSketch, VerdictSketch, object]>([
    [
      on('us1', { grade: 'passed', proof: 'observed' }),
      on('us1', { grade: 'failed', proof: 'authenticated' }),
      { grade: 'failed', proof: 'authenticated' },
    ],
    [
      on('us1', { grade: 'inconclusive' }),
      on('us1', { grade: 'review', proof: 'accepted' }),
      { grade: 'inconclusive' },
    ],
    [
      on('us1', { grade: 'passed', proof: 'observed' }),
      on('us1', { grade: 'passed', proof: 'authorized' }),
      { grade: 'passed', proof: 'authorized' },
    ],
    [on('us1', { grade: 'passed', proof: 'observed' }), on('us1'), { grade: 'passed' }],
  ])('of two results in one cell the worse one shows, in either order', (a, b, cell) => {
    for (const pair of [
      [a, b],
      [b, a],
    ]) {
      const matrix = scopeMatrix(results(...pair, on('eu1')));
      expect(matrix?.cellAt('monitors_read', 'us1')).toEqual(cell);
    }
  });
});

test('siteMatrix puts sites in rows and what their ids say in columns', () => {
  const ids = ['region.us1.dns', 'region.us1.token', 'region.eu1.dns', 'region.eu1.intake.logs'];
  const matrix = siteMatrix(
    results(
      ...ids.map((id) => ({
        id,
        grade: 'passed' as const,
        subject: { site: id.split('.')[1] ?? '' },
      })),
      { id: 'key.validate', grade: 'passed', subject: { site: 'eu1' } },
    ),
  );
  expect(matrix?.rows).toEqual(['us1', 'eu1']);
  expect(matrix?.columns).toEqual(['dns', 'token', 'intake.logs']);
  expect(matrix?.cellAt('us1', 'intake.logs')).toBeUndefined();
  expect(matrix?.results).toHaveLength(4);
});

test('checkMatrix puts the ids that name no site in columns', () => {
  const matrix = checkMatrix(
    results(
      ...['us1', 'eu1'].map((site) => ({
        id: 'key.validate',
        grade: 'passed' as const,
        subject: { site },
      })),
      { id: 'region.eu1.dns', grade: 'passed', subject: { site: 'eu1' } },
      on('ap1'),
      { id: 'checklist.submit', grade: 'review' },
    ),
  );
  expect(matrix?.rows).toEqual(['us1', 'eu1']);
  expect(matrix?.columns).toEqual(['key.validate']);
  expect(matrix?.results).toHaveLength(2);
});

test('resultAt is the result that decided the cell', () => {
  const sketches = [
    on('us1', { proof: 'observed', message: 'first' }),
    on('us1', { proof: 'authorized', message: 'weaker' }),
    on('us1', { grade: 'failed', message: 'worse' }),
    on('us1', { message: 'last' }),
    on('eu1'),
  ];
  const decided = (count: number): string | undefined =>
    scopeMatrix(results(...sketches.slice(0, count), on('eu1')))?.resultAt('monitors_read', 'us1')
      ?.message;
  expect([1, 2, 3, 4].map(decided)).toEqual(['first', 'weaker', 'worse', 'worse']);
  expect(scopeMatrix(results(...sketches))?.resultAt('monitors_read', 'ap1')).toBeUndefined();
});

describe('renderMatrix', () => {
  const sites = ['us1', 'us3', 'us5', 'eu1', 'ap1', 'ap2', 'uk1', 'us1-fed', 'us2-fed'];

  test.each([40, 60, 80, 200])('at %i columns every site has a column once', (columns) => {
    const matrix = scopeMatrix(report(scopesOn(sites)).results);
    if (matrix === undefined) throw new Error('no matrix');
    const lines = renderMatrix(matrix, columns, style);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
    const heads = lines.filter((line) => line.startsWith('scope '));
    expect(heads.flatMap((line) => line.split(/ +/).slice(1))).toEqual(sites);
    expect(heads.length).toBe(columns >= 80 ? 1 : heads.length);
  });

  test('what was not checked is marked, and the legend says so', () => {
    const matrix = scopeMatrix(
      results(on('us1'), on('eu1', { subject: { site: 'eu1', scope: 'x' } })),
    );
    if (matrix === undefined) throw new Error('no matrix');
    expect(renderMatrix(matrix, 80, style)).toEqual([
      'scope          us1  eu1',
      'monitors_read  ✔    ·',
      'x              ·    ✔',
      '',
      '✔ passed, · not checked',
    ]);
  });

  test('a site name longer than the terminal does not break it', () => {
    const long = 'x'.repeat(90);
    const matrix = scopeMatrix(results(on(long), on('eu1')));
    if (matrix === undefined) throw new Error('no matrix');
    for (const line of renderMatrix(matrix, 40, style)) {
      expect(widthOf(line)).toBeLessThanOrEqual(40);
    }
  });
});
