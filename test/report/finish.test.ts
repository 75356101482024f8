import { expect, test } from 'vitest';
import { LINKS } from '../../src/catalog/spec-links.ts';
import { finishReport } from '../../src/report/finish.ts';
import { draft, infoOf, verdict, wordsOf } from './samples.ts';

const tool = { name: 'ddoauth', version: '1.2.3' };

test('a result has the words and links of its finding', () => {
  const denied = verdict({
    id: 'scope.monitors_read',
    check: 'scope.read',
    grade: 'failed',
    code: 'sample.denied',
    proof: 'authenticated',
    message: 'Refused.',
    remedy: 'Add it.',
    next: 'ddoauth authorize',
  });
  const report = finishReport(draft([denied]), { tool, infoOf, wordsOf });
  expect(report.results).toEqual([
    {
      ...denied,
      message: 'Refused.',
      remedy: 'Add it.',
      nextCommand: 'ddoauth authorize',
      links: [LINKS.scopes, LINKS.testingGuide],
    },
  ]);
  expect(report).toMatchObject({ schemaVersion: 1, tool, outcome: 'failed', exitCode: 1 });
  expect(report.summary).toEqual({
    passed: 0,
    failed: 1,
    warning: 0,
    review: 0,
    skipped: 0,
    inconclusive: 0,
  });
});

test('what a flow keeps beside draft and verdict stays out of the report', () => {
  const loaded = { ...verdict({ id: 'a.b', grade: 'passed' }), token: 'beside the verdict' };
  const draftWithMore = { ...draft([loaded]), grant: 'beside the draft' };
  const report = finishReport(draftWithMore, { tool, infoOf, wordsOf });
  expect(JSON.stringify(report)).not.toContain('beside');
});

test('results keep the order of the draft, and absent words stay absent', () => {
  const ids = ['b.two', 'a.one', 'c.three'];
  const verdicts = ids.map((id) => verdict({ id, grade: 'passed', code: 'later.version' }));
  const report = finishReport(draft(verdicts), { tool, infoOf, wordsOf });
  expect(report.results.map(({ id }) => id)).toEqual(ids);
  for (const result of report.results) {
    expect(result.links).toEqual([]);
    expect(Object.keys(result)).not.toContain('remedy');
    expect(Object.keys(result)).not.toContain('nextCommand');
    expect(Object.keys(result)).not.toContain('proof');
  }
});

test('--fail-on reaches the judgement', () => {
  const warned = draft([verdict({ id: 'a.b', grade: 'warning' })]);
  expect(finishReport(warned, { tool, infoOf, wordsOf }).exitCode).toBe(0);
  expect(finishReport(warned, { tool, infoOf, wordsOf, failOn: ['warning'] }).exitCode).toBe(1);
});
