import { expect, it } from 'vitest';
import { parseReport } from '../../../src/report/saved/parse-report.ts';
import { MIXED, report } from '../samples.ts';

const good = (): Record<string, unknown> =>
  JSON.parse(JSON.stringify(report(MIXED))) as Record<string, unknown>;

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = [value];
  return value;
}

it('takes what --json prints', () => {
  expect(parseReport(good())).toEqual({ report: report(MIXED) });
});

it.each<[unknown, RegExp]>([
  [null, /no report/],
  [[], /no report/],
  ['text', /no report/],
  [{}, /schemaVersion is missing/],
  [{ ...good(), schemaVersion: 2 }, /newer version: its schemaVersion is 2, and this one reads 1/],
  [{ ...good(), schemaVersion: '1' }, /^schemaVersion: must be 1/],
  [{ ...good(), schemaVersion: 0 }, /^schemaVersion: must be 1/],
  [{ ...good(), results: 5 }, /^results: must be a list/],
  [{ ...good(), results: nested(100_000) }, /nested more than 64 deep/],
  [{ ...good(), later: nested(100_000) }, /nested more than 64 deep/],
])('%#: says what is wrong', (value, problem) => {
  const parsed = parseReport(value);
  expect('problem' in parsed ? parsed.problem : 'a report').toMatch(problem);
});

it('keeps and names what a newer version added', () => {
  const value = { ...good(), mood: 'fine' };
  const parsed = parseReport(value);
  expect(parsed).toMatchObject({ unknown: 'mood', report: { mood: 'fine' } });
});
