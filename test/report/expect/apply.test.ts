import { describe, expect, it } from 'vitest';
import { applyExpectations } from '../../../src/report/expect/apply.ts';
import { fits } from '../../../src/report/expect/fits.ts';
import {
  parseExpectations,
  type Expectation,
} from '../../../src/report/expect/parse-expectations.ts';
import { infoOf, wordsOf } from '../../../src/report/message.ts';
import { renderJson } from '../../../src/report/json.ts';
import { parseReport } from '../../support/schema.ts';
import { report, type VerdictSketch } from '../samples.ts';

const on = (
  site: string,
  grade: VerdictSketch['grade'],
  code = 'sample.denied',
): VerdictSketch => ({
  id: 'scope.usage_read',
  check: 'scope.read',
  subject: { site, scope: 'usage_read' },
  grade,
  code,
});
const fine: VerdictSketch = {
  id: 'key.validate',
  grade: 'passed',
  proof: 'authorized',
  subject: { site: 'us1' },
};
const entry = (rest: Partial<Expectation> = {}): Expectation => ({
  id: 'scope.usage_read',
  reason: 'not bought',
  ...rest,
});

function judged(sketches: readonly VerdictSketch[], entries: readonly Expectation[]) {
  const after = applyExpectations(report(sketches), entries, { infoOf, wordsOf });
  // Whatever comes of it is a report by the schema.
  expect(parseReport(renderJson(after))).toEqual(after);
  return after;
}
const about = (sketches: readonly VerdictSketch[], ...entries: readonly Expectation[]) =>
  judged(sketches, entries)
    .results.filter(({ check }) => check === 'expect.entry')
    .map(({ id, grade, finding }) => [id, grade, finding.code]);

describe('failing as expected', () => {
  it('is fine: marked, counted apart, exit code 0', () => {
    const after = judged([fine, on('us1', 'failed')], [entry({ until: '2026-03-01' })]);
    expect(after).toMatchObject({ outcome: 'passed', exitCode: 0 });
    expect(after.summary).toEqual({
      passed: 1,
      failed: 0,
      warning: 0,
      review: 0,
      skipped: 0,
      inconclusive: 0,
      expected: 1,
    });
    expect(after.results[1]).toMatchObject({
      grade: 'failed',
      expected: { reason: 'not bought', until: '2026-03-01' },
    });
    expect(after.results).toHaveLength(2);
  });

  it('leaves other failures as they are', () => {
    const after = judged(
      [on('us1', 'failed'), on('eu1', 'failed')],
      [entry({ subject: { site: 'us1' } })],
    );
    expect(after).toMatchObject({
      outcome: 'failed',
      exitCode: 1,
      summary: { failed: 1, expected: 1 },
    });
  });

  it.each(['inconclusive', 'warning', 'review'] as const)('%s can be expected too', (grade) => {
    expect(judged([fine, on('us1', grade)], [entry({ grades: [grade] })])).toMatchObject({
      exitCode: 0,
      summary: { [grade]: 0, expected: 1 },
    });
  });

  it('cannot make a run pass in which nothing was checked', () => {
    expect(judged([on('us1', 'skipped')], [entry({ grades: ['skipped'] })])).toMatchObject({
      exitCode: 5,
    });
  });

  it('holds for --fail-on', () => {
    const options = { infoOf, wordsOf, failOn: ['warning'] as const };
    const made = report([fine, on('us1', 'warning')], {}, ['warning']);
    expect(made.exitCode).toBe(1);
    expect(applyExpectations(made, [entry({ grades: ['warning'] })], options).exitCode).toBe(0);
  });
});

describe('not failing as expected', () => {
  it.each(['passed', 'warning', 'review'] as const)('%s is a failure', (grade) => {
    expect(about([on('us1', grade)], entry())).toEqual([
      ['expect.scope.usage_read', 'failed', 'expect.not-failing'],
    ]);
    expect(judged([fine, on('us1', grade)], [entry()]).exitCode).toBe(1);
  });

  it('of every result that fits', () => {
    const sketches = [on('us1', 'passed'), on('eu1', 'passed'), on('ap1', 'failed')];
    expect(about(sketches, entry())).toHaveLength(2);
  });

  it('another grade or finding counts as it is, and is said', () => {
    expect(about([on('us1', 'inconclusive')], entry())).toEqual([
      ['expect.scope.usage_read', 'warning', 'expect.other-end'],
    ]);
    expect(about([on('us1', 'failed')], entry({ code: 'sample.slow' }))).toEqual([
      ['expect.scope.usage_read', 'warning', 'expect.other-end'],
    ]);
    expect(judged([on('us1', 'failed')], [entry({ code: 'sample.slow' })])).toMatchObject({
      exitCode: 1,
      summary: { failed: 1 },
    });
    expect(about([on('us1', 'failed')], entry({ code: 'sample.denied' }))).toEqual([]);
  });

  it('what was skipped is only said', () => {
    expect(about([fine, on('us1', 'skipped')], entry())).toEqual([
      ['expect.scope.usage_read', 'warning', 'expect.not-checked'],
    ]);
  });

  it('the first entry that is met counts', () => {
    expect(about([on('us1', 'failed')], entry({ code: 'sample.slow' }), entry())).toEqual([]);
  });
});

describe('entries', () => {
  it('that fit nothing are warnings, with their subject', () => {
    const after = judged(
      [fine],
      [
        entry({ id: 'scope.*', subject: { site: 'us9' } }),
        entry({ id: '*', subject: { dataType: 'x' } }),
      ],
    );
    expect(after.exitCode).toBe(0);
    expect(after.results.slice(1)).toMatchObject([
      {
        id: 'expect.scope.*',
        grade: 'warning',
        subject: { site: 'us9' },
        finding: { code: 'expect.no-result' },
      },
      { id: 'expect.*', subject: { dataType: 'x' } },
    ]);
  });

  it('are over after their last day, by the date of the run', () => {
    const after = judged([on('us1', 'failed')], [entry({ until: '2026-02-28' })]);
    expect(after).toMatchObject({ exitCode: 1, summary: { failed: 1, warning: 1 } });
    expect(after.results[1]?.finding.code).toBe('expect.over');
  });

  it('replace those of an earlier time', () => {
    const once = judged([fine, on('us1', 'failed')], [entry(), entry({ id: 'no.such' })]);
    const again = applyExpectations(once, [], { infoOf, wordsOf });
    expect(again.results).toEqual(report([fine, on('us1', 'failed')]).results);
    expect(again).toMatchObject({ exitCode: 1, summary: { failed: 1 } });
    expect(again.summary).not.toHaveProperty('expected');
  });

  it.each([
    ['a.b', 'a.b', true],
    ['a.b', 'a.bc', false],
    ['a.*', 'a.', true],
    ['a.*', 'a', false],
    ['*', 'x', true],
    ['*.token', 'region.eu1.token', true],
    ['region.*.token', 'region.eu1.tokens', false],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'aXbYc', true],
    ['a*a', 'a', false],
    ['**', '', true],
    ['a.b', 'aXb', false],
  ])('%j fits %j: %j', (id, text, expected) => {
    expect(fits({ id }, { id: text, subject: {} })).toBe(expected);
  });

  it.each<[unknown, RegExp]>([
    [{}, /^expected: is missing/],
    [[], /^the file: must be an object/],
    [{ expected: [{ id: 'a' }] }, /^expected\[0\]\.reason: is missing/],
    [{ expected: [{ id: 'a', reason: 'r', reasn: 'x' }] }, /^expected\[0\]\.reasn: is no key/],
    [
      { expected: [{ id: 'a', reason: 'r', grades: ['passed'] }] },
      /grades\[0\]: must be one of failed/,
    ],
    [{ expected: [{ id: 'a', reason: 'r', until: 'soon' }] }, /until: must be a date/],
    [
      { expected: [{ id: 'a', reason: 'r', subject: { sites: 'x' } }] },
      /subject\.sites: is no key/,
    ],
  ])('%j is refused with its place', (value, problem) => {
    const parsed = parseExpectations(value);
    expect('problem' in parsed ? parsed.problem : '').toMatch(problem);
  });
});
