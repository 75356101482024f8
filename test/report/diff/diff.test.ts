import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { CHANGE_KINDS } from '../../../src/report/diff/compare.ts';
import { diffReports } from '../../../src/report/diff/diff.ts';
import { renderDiffMarkdown } from '../../../src/report/diff/markdown.ts';
import { renderDiff } from '../../../src/report/diff/terminal.ts';
import { GITHUB_LIMIT } from '../../../src/report/markdown/budget.ts';
import { createStyle } from '../../../src/report/style.ts';
import { hostileReport } from '../html/samples.ts';
import { MIXED, report, type VerdictSketch } from '../samples.ts';

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
formats.default(ajv);
const schema = JSON.parse(
  readFileSync(new URL('../../../schema/report-diff.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = ajv.compile(schema);

const style = createStyle({ colour: false, unicode: true, links: false });
const one = (rest: Partial<VerdictSketch>): VerdictSketch => ({
  id: 'scope.a',
  subject: { site: 'us1' },
  grade: 'passed',
  ...rest,
});

function diff(before: Report, after: Report) {
  const made = diffReports(before, after, { name: 'ddoauth', version: '1.2.3' });
  expect(validate(JSON.parse(JSON.stringify(made))), ajv.errorsText(validate.errors)).toBe(true);
  return made;
}
const between = (before: readonly VerdictSketch[], after: readonly VerdictSketch[]) =>
  diff(report(before), report(after));

describe('what changed', () => {
  it.each<[string, Partial<VerdictSketch>, Partial<VerdictSketch>, string | undefined, number]>([
    ['the same', {}, {}, undefined, 0],
    ['fails now', {}, { grade: 'failed' }, 'newly-failing', 1],
    ['failed after a timeout', { grade: 'inconclusive' }, { grade: 'failed' }, 'newly-failing', 1],
    ['a new warning', {}, { grade: 'warning' }, 'newly-open', 1],
    ['to be looked at', {}, { grade: 'review' }, 'newly-open', 1],
    ['a timeout', {}, { grade: 'inconclusive' }, 'unproved', 5],
    ['not checked', {}, { grade: 'skipped' }, 'unproved', 5],
    ['failed, a timeout now', { grade: 'failed' }, { grade: 'inconclusive' }, 'unproved', 5],
    ['fixed', { grade: 'failed' }, {}, 'fixed', 0],
    ['fixed but for a warning', { grade: 'failed' }, { grade: 'warning' }, 'fixed', 0],
    ['known again', { grade: 'inconclusive' }, {}, 'improved', 0],
    ['warning or review', { grade: 'warning' }, { grade: 'review' }, undefined, 0],
    ['proof lowered', { proof: 'observed' }, { proof: 'authorized' }, 'proof-lowered', 1],
    ['proof lost', { proof: 'reachable' }, {}, 'proof-lowered', 1],
    ['proof raised', { proof: 'authorized' }, { proof: 'observed' }, 'proof-raised', 0],
    [
      'another reason',
      { grade: 'failed', code: 'sample.denied' },
      { grade: 'failed', code: 'sample.slow' },
      'failing-otherwise',
      0,
    ],
    ['slower', { durationMs: 900 }, { durationMs: 2000 }, 'slower', 0],
    ['faster', { durationMs: 2000 }, { durationMs: 900 }, 'faster', 0],
    ['a little slower', { durationMs: 100 }, { durationMs: 900 }, undefined, 0],
    ['slower by less than twice', { durationMs: 4000 }, { durationMs: 7000 }, undefined, 0],
    ['another sentence', { message: 'a' }, { message: 'b' }, undefined, 0],
  ])('%s', (_, before, after, kind, exitCode) => {
    const { changes, exitCode: code, unchanged } = between([one(before)], [one(after)]);
    expect([changes.map((change) => change.kind), code]).toEqual([
      kind === undefined ? [] : [kind],
      exitCode,
    ]);
    expect(unchanged).toBe(kind === undefined ? 1 : 0);
  });

  it('new and gone', () => {
    const made = between(
      [one({}), one({ id: 'scope.b' })],
      [one({}), one({ id: 'scope.c' }), one({ id: 'scope.d', grade: 'failed' })],
    );
    expect(made.changes.map(({ id, kind }) => [id, kind])).toEqual([
      ['scope.d', 'newly-failing'],
      ['scope.c', 'new'],
      ['scope.b', 'gone'],
    ]);
    expect(made).toMatchObject({
      exitCode: 1,
      unchanged: 1,
      summary: { new: 1, gone: 1, 'newly-failing': 1 },
    });
    expect(between([one({}), one({ id: 'scope.b' })], [one({})]).exitCode).toBe(0);
  });

  it('sites are told apart, and several results of one id and subject', () => {
    const us = one({});
    const eu = one({ subject: { site: 'eu1' } });
    expect(between([us, eu], [us, { ...eu, grade: 'failed' }]).changes).toMatchObject([
      { subject: { site: 'eu1' } },
    ]);
    expect(between([us, us], [us, { ...us, grade: 'failed' }]).changes).toMatchObject([
      { kind: 'newly-failing' },
    ]);
    expect(between([us, us], [us]).changes).toMatchObject([{ kind: 'gone' }]);
  });

  it('a client is compared with another one, and with its profile in a report over several', () => {
    const other = report([one({})], {
      client: { kind: 'published', clientId: 'x' },
      profile: 'published',
    });
    expect(diff(report([one({})]), other)).toMatchObject({ changes: [], unchanged: 1 });
    const several = report([one({ subject: { site: 'us1', profile: 'test' }, grade: 'failed' })], {
      profile: null,
      client: null,
    });
    expect(diff(report([one({})]), several).changes).toMatchObject([{ kind: 'newly-failing' }]);
  });

  it('what is expected is fine', () => {
    const made = report([one({ grade: 'failed' })]);
    const known = {
      ...made,
      results: made.results.map((result) => ({ ...result, expected: { reason: 'r' } })),
    };
    expect(diff(report([one({})]), known).changes).toEqual([]);
    expect(diff(known, made).changes).toMatchObject([
      { kind: 'newly-failing', before: { expected: 'r' } },
    ]);
    expect(diff(report([]), known)).toMatchObject({ exitCode: 0, changes: [{ kind: 'new' }] });
  });
});

describe('as text', () => {
  const made = between(
    MIXED,
    MIXED.map((each) =>
      each.id === 'scope.monitors_read'
        ? { ...each, grade: 'failed' as const, message: 'Refused.' }
        : each,
    ).slice(0, -1),
  );

  it('terminal', () => {
    expect(renderDiff(made, { columns: 100, style })).toMatchInlineSnapshot(`
      "ddoauth report diff
      before run 3f9a1c2b7d of 2026-03-01 10:00, profile test, test client
      0b6fd5b2-7d0e-11ee-9c3f-da7ad0900002, 7 results, failed
      after run 3f9a1c2b7d of 2026-03-01 10:00, profile test, test client
      0b6fd5b2-7d0e-11ee-9c3f-da7ad0900002, 6 results, failed

      Newly failing: 1
        scope.monitors_read (eu1) passed observed → failed observed
          Refused.

      Gone: 1
        key.submit.logs (eu1) review accepted
          The intake took it; the grant cannot read logs.

      1 newly failing, 1 gone, 5 unchanged.
      Exit code 1: something got worse.
      "
    `);
  });

  it('Markdown', () => {
    expect(renderDiffMarkdown(made)).toMatchInlineSnapshot(`
      "## ✖ ddoauth: what changed

      **1 newly failing, 1 gone, 5 unchanged.** Exit code 1: something got worse.

      Before: \`run 3f9a1c2b7d of 2026-03-01 10:00, profile test, test client 0b6fd5b2-7d0e-11ee-9c3f-da7ad0900002, 7 results, failed\`  
      After: \`run 3f9a1c2b7d of 2026-03-01 10:00, profile test, test client 0b6fd5b2-7d0e-11ee-9c3f-da7ad0900002, 6 results, failed\`

      ### Newly failing: 1

      | check | change | found |
      | --- | --- | --- |
      | \`scope.monitors_read (eu1)\` | passed observed → failed observed | Refused. |

      ### Gone: 1

      | check | change | found |
      | --- | --- | --- |
      | \`key.submit.logs (eu1)\` | review accepted | The intake took it; the grant cannot read logs. |

      "
    `);
  });

  it('says when the runs can hardly be compared', () => {
    const other = report(MIXED, {
      command: 'checklist',
      target: 'simulator',
      client: null,
      startedAt: '2025-01-01T00:00:00.000Z',
    });
    const text = renderDiff(diff(report(MIXED), other), { columns: 200, style });
    for (const words of [
      'of datadog, the other of simulator',
      'commands differ',
      'different clients',
      'the older one',
    ])
      expect(text).toContain(words);
  });

  it('has a heading for every kind', () => {
    expect(new Set(CHANGE_KINDS).size).toBe(CHANGE_KINDS.length);
  });

  it('is harmless and short enough, whatever the reports hold', () => {
    const evil = diffReports(report([]), hostileReport(10), { name: '<b>', version: '@x' });
    expect(renderDiff(evil, { columns: 80, style })).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u202e\u2066]/,
    );
    const page = micromark(renderDiffMarkdown(evil), {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    expect(page).not.toMatch(/<(?:img|script|b>)|\u202e/);
    expect(page.match(/<td>/g)).toHaveLength(9);
    const many = Array.from({ length: 5000 }, (_, index) =>
      one({ id: `scope.n${String(index)}`, grade: 'failed', message: 'm'.repeat(400) }),
    );
    const text = renderDiffMarkdown(
      diffReports(report([]), report(many), { name: 'ddoauth', version: '1.0.0' }),
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(GITHUB_LIMIT);
    expect(text).toMatch(/tables of changes \(Newly failing: 5000\) are left out/);
  });
});
