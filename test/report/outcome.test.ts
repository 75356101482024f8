import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/catalog/exit-codes.ts';
import { GRADES, type Grade } from '../../src/model/report.ts';
import { judgeRun } from '../../src/report/outcome.ts';
import { infoOf, verdict } from './samples.ts';

const CODES = { ok: 'sample.ok', auth: 'sample.revoked', net: 'sample.offline' } as const;
type About = keyof typeof CODES;

/** `failed:auth` → a failed verdict about authorization; `passed:proof` → one that reached Datadog. */
function verdicts(sketch: string) {
  return sketch.split(' ').flatMap((word) => {
    if (word === '') return [];
    const [grade = '', of = 'ok'] = word.split(':');
    const about = of === 'proof' ? 'ok' : of;
    const found = GRADES.find((each) => each === grade);
    if (found === undefined || !(about in CODES)) throw new Error(`bad sketch ${word}`);
    const proof = of === 'proof' ? ({ proof: 'reachable' } as const) : {};
    return [verdict({ id: 'a.b', grade: found, code: CODES[about as About], ...proof })];
  });
}

const judge = (sketch: string, failOn: readonly Grade[] = []) =>
  judgeRun(verdicts(sketch), { failOn, infoOf });

describe('judgeRun', () => {
  test.each<[string, string, number]>([
    ['passed', 'passed', 0],
    ['passed skipped', 'passed', 0],
    ['passed warning review', 'passed', 0],
    ['warning', 'passed', 0],
    ['passed failed', 'failed', 1],
    ['failed:net', 'failed', 1],
    ['failed failed:auth inconclusive:net', 'failed', 1],
    ['failed:auth', 'unauthorized', 3],
    ['passed failed:auth inconclusive:net', 'unauthorized', 3],
    ['inconclusive:net', 'unreachable', 4],
    ['inconclusive:net skipped', 'unreachable', 4],
    ['inconclusive:net inconclusive', 'inconclusive', 5],
    ['inconclusive:net passed:proof', 'inconclusive', 5],
    ['inconclusive:net passed', 'unreachable', 4],
    ['inconclusive:net review:proof', 'inconclusive', 5],
    ['inconclusive:net review', 'unreachable', 4],
    ['inconclusive:net warning:proof', 'inconclusive', 5],
    ['inconclusive:net warning', 'unreachable', 4],
    ['inconclusive:auth', 'inconclusive', 5],
    ['inconclusive', 'inconclusive', 5],
    ['', 'inconclusive', 5],
    ['skipped skipped', 'inconclusive', 5],
    ['skipped:auth', 'inconclusive', 5],
  ])('%j is %s, exit %i', (sketch, outcome, exitCode) => {
    expect(judge(sketch)).toMatchObject({ outcome, exitCode });
  });

  test.each<[string, string, number]>([
    ['passed:proof | inconclusive:net', 'unreachable', 4],
    ['passed:proof | inconclusive:net skipped | inconclusive', 'unreachable', 4],
    ['passed:proof inconclusive:net | passed:proof', 'inconclusive', 5],
    ['passed:proof | inconclusive:net inconclusive', 'inconclusive', 5],
    ['failed:auth | inconclusive:net', 'unauthorized', 3],
    ['failed | failed:auth | inconclusive:net', 'failed', 1],
  ])('sites %j: %s, exit %i', (sketch, outcome, exitCode) => {
    const sites = sketch
      .split(' | ')
      .flatMap((own, index) =>
        verdicts(own).map((each) => ({ ...each, subject: { site: `s${String(index)}` } })),
      );
    expect(judgeRun(sites, { infoOf })).toMatchObject({ outcome, exitCode });
  });

  test.each<[string, Grade[], number]>([
    ['passed warning', ['warning'], 1],
    ['passed warning', ['review'], 0],
    ['passed review', ['warning', 'review'], 1],
    ['passed skipped', ['skipped'], 1],
    ['skipped', ['skipped'], 1],
    ['failed:auth warning', ['warning'], 3],
    ['inconclusive warning', ['warning'], 1],
    ['inconclusive', ['inconclusive'], 1],
  ])('%j with --fail-on %j exits %i', (sketch, failOn, exitCode) => {
    expect(judge(sketch, failOn).exitCode).toBe(exitCode);
  });

  test('a code this version does not know is about nothing in particular', () => {
    const unknown = [verdict({ id: 'a.b', grade: 'failed', code: 'later.version' })];
    expect(judgeRun(unknown, { infoOf })).toMatchObject({ outcome: 'failed', exitCode: 1 });
  });

  test('for any run: counts add up, and 0 means that something passed and nothing failed', () => {
    const words = GRADES.flatMap((grade) => Object.keys(CODES).map((about) => `${grade}:${about}`));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (sketch) => {
        const { exitCode, summary, outcome } = judge(sketch.join(' '));
        expect(GRADES.reduce((sum, grade) => sum + summary[grade], 0)).toBe(sketch.length);
        expect(EXIT[outcome]).toBe(exitCode);
        const clean = summary.failed + summary.inconclusive === 0;
        expect(exitCode === 0).toBe(clean && sketch.length > summary.skipped);
      }),
    );
  });
});

describe('judgeRun over several profiles', () => {
  test.each<[string, Record<string, string>, string]>([
    ['each by itself', { a: 'passed', b: 'inconclusive:net' }, 'unreachable'],
    ['the worst one counts', { a: 'inconclusive', b: 'failed:auth', c: 'passed' }, 'unauthorized'],
    ['one in which nothing was checked', { a: 'passed', b: 'skipped' }, 'inconclusive'],
    ['all good', { a: 'passed', b: 'passed warning' }, 'passed'],
    ['a failure outranks all', { a: 'failed:auth', b: 'failed', c: 'inconclusive:net' }, 'failed'],
  ])('%s', (_, sketches, outcome) => {
    const all = Object.entries(sketches).flatMap(([profile, sketch]) =>
      verdicts(sketch).map((each) => ({ ...each, subject: { ...each.subject, profile } })),
    );
    expect(judgeRun(all, { infoOf }).outcome).toBe(outcome);
  });
});
