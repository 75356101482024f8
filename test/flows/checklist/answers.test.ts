import { describe, expect, test } from 'vitest';
import { answered, isAnswered, parseAnswer } from '../../../src/flows/checklist/answers.ts';
import type { Verdict } from '../../../src/model/report.ts';

describe('parseAnswer', () => {
  test.each<[string, ReturnType<typeof parseAnswer>]>([
    ['yes', { says: 'yes' }],
    [' Y ', { says: 'yes' }],
    ['no', { says: 'no' }],
    ['n:', { says: 'no' }],
    ['yes: seen: in the Log Explorer ', { says: 'yes', note: 'seen: in the Log Explorer' }],
    ['no:two\n lines', { says: 'no', note: 'two lines' }],
    ['yesterday', undefined],
    ['yes it is', undefined],
    ['', undefined],
    ['true', undefined],
  ])('%j', (text, expected) => {
    expect(parseAnswer(text)).toEqual(expected);
  });

  test('a note ends somewhere', () => {
    expect(parseAnswer(`yes:${'x'.repeat(10_000)}`)?.note).toHaveLength(500);
  });
});

describe('answered', () => {
  const review = (site: string, grade: Verdict['grade'] = 'review'): Verdict => ({
    id: 'key.data.logs',
    check: 'key.data',
    title: 'Logs',
    subject: { site, dataType: 'logs' },
    grade,
    finding: { code: 'data.accepted', args: {} },
    exchanges: [],
    durationMs: 0,
  });
  const answer = (says: 'yes' | 'no') => ({
    says,
    at: '2026-11-20T12:00:00Z',
    of: ['key.data.logs us1   logs data.accepted'],
  });

  test('settles what it is about, and nothing else', () => {
    const verdicts = [review('us1'), review('eu1'), review('us1', 'failed')];
    expect(answered(verdicts, answer('yes')).map(({ grade }) => grade)).toEqual([
      'passed',
      'review',
      'failed',
    ]);
    expect(answered(verdicts, answer('no')).map(({ grade }) => grade)).toEqual([
      'failed',
      'review',
      'failed',
    ]);
    expect(answered(verdicts, undefined)).toBe(verdicts);
    expect(verdicts.map((each) => isAnswered(each, answer('yes')))).toEqual([true, false, false]);
  });
});
