import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { renderJson } from '../../../src/report/json.ts';
import { mergeReports } from '../../../src/report/merge/merge-reports.ts';
import { parseReport } from '../../support/schema.ts';
import { infoOf, report, type VerdictSketch } from '../samples.ts';

const TOOL = { name: 'ddoauth', version: '1.2.3' };
const on = (
  site: string,
  grade: VerdictSketch['grade'],
  rest: Partial<VerdictSketch> = {},
): VerdictSketch => ({
  id: 'key.validate',
  subject: { site },
  grade,
  ...rest,
});
const run = (
  runId: string,
  sketches: readonly VerdictSketch[],
  rest: Partial<Parameters<typeof report>[1]> = {},
): Report => report(sketches, { runId, ...rest });

function merge(...reports: readonly Report[]) {
  const sources = reports.map((each, index) => ({
    name: `${'abcdef'[index] ?? ''}.json`,
    report: each,
  }));
  const merged = mergeReports(sources, { tool: TOOL, infoOf });
  expect(parseReport(renderJson(merged.report))).toEqual(merged.report);
  return merged;
}
const sites = ({ results }: Report) => results.map(({ subject, grade }) => [subject.site, grade]);

describe('merging', () => {
  it('keeps the order of the files and names the run of each result', () => {
    const { report: made, replaced } = merge(
      run('r1', [on('us1', 'passed')]),
      run('r2', [on('eu1', 'passed')]),
    );
    expect(made.results.map(({ subject, run: by }) => [subject.site, by])).toEqual([
      ['us1', 'r1'],
      ['eu1', 'r2'],
    ]);
    expect(made.runs?.map(({ runId, replaced: gone }) => [runId, gone])).toEqual([
      ['r1', 0],
      ['r2', 0],
    ]);
    expect(made).toMatchObject({
      outcome: 'passed',
      exitCode: 0,
      summary: { passed: 2 },
      profile: 'test',
      command: 'check-scopes',
    });
    expect(replaced).toEqual([]);
  });

  it('of one id and subject takes the later run, in the place of the earlier one, and says it', () => {
    const early = run('r1', [on('us1', 'failed'), on('eu1', 'passed')]);
    const late = run('r2', [on('us1', 'passed')], { startedAt: '2026-03-01T11:00:00.000Z' });
    for (const { report: made, replaced } of [merge(early, late), merge(late, early)]) {
      expect(new Map(sites(made) as [string, string][])).toEqual(
        new Map([
          ['us1', 'passed'],
          ['eu1', 'passed'],
        ]),
      );
      expect(made.exitCode).toBe(0);
      expect(replaced).toHaveLength(1);
      expect(made.runs?.find(({ runId }) => runId === 'r1')?.replaced).toBe(1);
    }
    expect(sites(merge(early, late).report)).toEqual([
      ['us1', 'passed'],
      ['eu1', 'passed'],
    ]);
    expect(merge(early, late).replaced).toEqual([
      { id: 'key.validate', site: 'us1', from: 'a.json', by: 'b.json' },
    ]);
  });

  it('of equal times takes the later file', () => {
    expect(
      sites(merge(run('r1', [on('us1', 'passed')]), run('r2', [on('us1', 'failed')])).report),
    ).toEqual([['us1', 'failed']]);
  });

  it('keeps results of different clients apart', () => {
    const client = { kind: 'published', clientId: 'another' } as const;
    const { report: made, replaced } = merge(
      run('r1', [on('us1', 'passed')]),
      run('r2', [on('us1', 'failed')], { profile: 'published', client }),
      run('r3', [on('us1', 'passed')], { client }),
      run('r4', [on('us1', 'passed')], { profile: null, client }),
    );
    expect(replaced).toEqual([]);
    expect(made.results.map(({ subject }) => subject.profile)).toEqual([
      'test (0b6fd5b2-7d0e-11ee-9c3f-da7ad0900002)',
      'published',
      'test (another)',
      'another',
    ]);
    expect(made).toMatchObject({ profile: null, client: null });
    expect(made.runs?.[1]).toMatchObject({ profile: 'published', client });
  });

  it('twice the same is once', () => {
    const one = run('r1', [on('us1', 'failed'), on('us1', 'failed')]);
    const { report: made, replaced } = merge(one, one);
    expect(made.results).toHaveLength(2);
    expect(made.runs).toHaveLength(1);
    expect(replaced).toEqual([]);
  });

  it('merges what was merged before, with the same result', () => {
    const [a, b, c] = [
      run('r1', [on('us1', 'failed')]),
      run('r2', [on('us1', 'passed')]),
      run('r3', [on('ap1', 'review')]),
    ] as const;
    const all = merge(a, b, c).report;
    const steps = merge(merge(a, b).report, c).report;
    expect(steps.results).toEqual(all.results);
    expect(steps.runs).toEqual(all.runs);
    expect([steps.outcome, steps.summary]).toEqual([all.outcome, all.summary]);
  });

  it('takes the time from the first beginning to the last end, and makes the same of the same', () => {
    const early = run('r1', [on('us1', 'passed')]);
    const late = run('r2', [on('eu1', 'passed')], {
      startedAt: '2026-03-01T10:01:00.000Z',
      durationMs: 5000,
    });
    expect(merge(late, early).report).toMatchObject({
      startedAt: '2026-03-01T10:00:00.000Z',
      durationMs: 65_000,
    });
    expect(merge(early, late)).toEqual(merge(early, late));
  });

  it('keeps the tool that made each report', () => {
    const old = {
      ...run('r1', [on('us1', 'passed')]),
      tool: { name: 'ddoauth', version: '0.9.0' },
    };
    expect(
      merge(old, run('r2', [on('eu1', 'passed')], { command: 'check-regions' })).report,
    ).toMatchObject({
      tool: TOOL,
      command: 'report merge',
      runs: [{ tool: { version: '0.9.0' } }, { command: 'check-regions' }],
    });
  });
});

describe('the exit code is the worst one', () => {
  const fine = run('ok', [on('us1', 'passed', { proof: 'authorized' })]);
  it.each<[number, VerdictSketch[]]>([
    [1, [on('eu1', 'failed', { code: 'sample.denied' })]],
    [3, [on('eu1', 'failed', { code: 'sample.revoked' })]],
    [4, [on('eu1', 'inconclusive', { code: 'sample.offline' })]],
    [5, [on('eu1', 'inconclusive', { code: 'sample.slow' })]],
    [5, [on('eu1', 'skipped')]],
    [5, []],
  ])('%i', (code, sketches) => {
    expect(merge(fine, run('bad', sketches)).report.exitCode).toBe(code);
    expect(merge(run('bad', sketches), fine).report.exitCode).toBe(code);
  });

  it('a run that failed by its own --fail-on has failed', () => {
    const strict = report([on('eu1', 'warning')], { runId: 'strict' }, ['warning']);
    expect(merge(fine, strict).report).toMatchObject({ exitCode: 1, summary: { warning: 1 } });
  });
});
