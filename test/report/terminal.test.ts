import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRADES } from '../../src/model/report.ts';
import { createStyle } from '../../src/report/style.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { widthOf } from '../../src/report/width.ts';
import { DENIED, MIXED, report, scopesOn, type VerdictSketch } from './samples.ts';

const plain = createStyle({ colour: false, unicode: true, links: false });
const ascii = createStyle({ colour: false, unicode: false, links: false });
const terminal = createStyle({ colour: true, unicode: true, links: true });
const ALL_SITES = ['us1', 'us3', 'us5', 'eu1', 'ap1', 'ap2', 'uk1', 'us1-fed', 'us2-fed'];

/** Lines without what must stay whole to be copied: URLs and commands. */
const wrapped = (text: string) =>
  text.split('\n').filter((line) => !/^ {8}https:|^ {2}Next /.test(line));

const CASES = [
  ['mixed', report(MIXED)],
  ['sites', report(scopesOn(ALL_SITES), { command: 'checklist', target: 'simulator' })],
  ['nothing', report([], { profile: null, client: null })],
] as const;

describe.each(CASES)('golden: %s', (name, sample) => {
  test.each([
    [80, 'plain', plain],
    [200, 'plain', plain],
    [80, 'terminal', terminal],
    [200, 'terminal', terminal],
    [40, 'ascii', ascii],
  ] as const)('%i columns, %s', async (columns, kind, style) => {
    const text = renderTerminal(sample, { columns, style });
    const file = `../golden/report/${name}-${String(columns)}-${kind}.txt`;
    await expect(text).toMatchFileSnapshot(file);
  });
});

describe('renderTerminal', () => {
  test.each([0, 1, 40, 41, 55, 79, 80, 100, 139, 140, 300, Number.NaN])(
    'keeps to %d columns and ends no line with a space',
    (columns) => {
      for (const [, sample] of CASES) {
        const text = renderTerminal(sample, { columns, style: plain });
        expect(text).not.toMatch(/[ \t]$/m);
        expect(text.endsWith('\n')).toBe(true);
        expect(text.endsWith('\n\n')).toBe(false);
        const limit = columns >= 40 ? columns : 40;
        for (const line of wrapped(text)) expect(widthOf(line)).toBeLessThanOrEqual(limit);
      }
    },
  );

  test('colour changes nothing but colour', () => {
    const coloured = createStyle({ colour: true, unicode: true, links: false });
    for (const [, sample] of CASES) {
      const text = renderTerminal(sample, { columns: 80, style: coloured });
      const bare = text.replace(/\u001b\[\d+m/g, '');
      expect(bare).toBe(renderTerminal(sample, { columns: 80, style: plain }));
      expect(bare).not.toBe(text);
    }
  });

  test('ASCII style of an ASCII report is ASCII', () => {
    for (const [, sample] of CASES) {
      expect(renderTerminal(sample, { columns: 80, style: ascii })).toMatch(/^[\x20-\x7e\n]+$/);
    }
  });

  test('every grade is named with its result, every remedy, command and link is shown', () => {
    const text = renderTerminal(report(MIXED), { columns: 200, style: plain });
    for (const { id, grade, remedy, next } of MIXED) {
      expect(text).toMatch(new RegExp(`${grade} +${id.replaceAll('.', '\\.')}`));
      for (const line of [...(remedy?.split('\n') ?? []), next ?? '']) expect(text).toContain(line);
    }
    expect(text).toContain('https://docs.datadoghq.com/api/latest/scopes/');
    expect(text).toContain('request id 7a1f0c55');
  });

  test('groups of a caller come in its order, the rest follows', () => {
    const text = renderTerminal(report(MIXED), {
      columns: 80,
      style: plain,
      groups: [
        { title: 'Step 5: send data', match: ({ check }) => check.startsWith('key.') },
        { title: 'Step 9: nothing', match: () => false },
        { title: 'Step 1: authorize', match: ({ check }) => check.startsWith('authorize.') },
      ],
    });
    const headings = text
      .split('\n')
      .filter((line) => /^(Step|scope|key|authorize)\b.*: \d/.test(line));
    expect(headings).toEqual([
      'Step 5: send data: 1 review',
      'Step 1: authorize: 1 passed, 1 warning',
      'scope: 1 passed, 1 failed, 1 skipped, 1 inconclusive',
    ]);
  });

  test('the reason of a skipped scope is not lost in a matrix', () => {
    const skipped = ['us1', 'eu1'].map((site): VerdictSketch => ({
      id: 'scope.workflows_run',
      grade: 'skipped',
      subject: { site, scope: 'workflows_run' },
      message: 'It would start a workflow.',
    }));
    const text = renderTerminal(report([...skipped, { id: 'a.b', grade: 'passed' }]), {
      columns: 80,
      style: plain,
    });
    expect(text.match(/It would start a workflow\./g)).toHaveLength(1);
    expect(text).toContain('scope.workflows_run (us1), scope.workflows_run (eu1)');
  });

  test('results of one cause share a block, of two causes they do not', () => {
    const failed = (scope: string, remedy: string): VerdictSketch => ({
      id: `scope.${scope}`,
      grade: 'failed',
      remedy,
      exchanges: [DENIED],
    });
    const text = renderTerminal(
      report([failed('a', 'Do this.'), failed('b', 'Do this.'), failed('c', 'Do that.')]),
      { columns: 80, style: plain },
    );
    expect(text.match(/Do this\./g)).toHaveLength(1);
    expect(text).toContain('✖ failed scope.a, scope.b');
    expect(text).toContain('✖ failed scope.c');
  });

  test.each([
    [report([]), 'Exit code 5: no check ran.'],
    [report([{ id: 'a.b', grade: 'skipped' }]), 'Exit code 5: every check was skipped.'],
    [report([{ id: 'a.b', grade: 'passed' }]), 'Exit code 0: every required check passed.'],
    [report([{ id: 'a.b', grade: 'failed' }]), 'Exit code 1: at least one check failed.'],
    [
      report([{ id: 'a.b', grade: 'warning' }], {}, ['warning']),
      'Exit code 1: a grade that --fail-on names came up.',
    ],
    [
      report([{ id: 'a.b', grade: 'failed', code: 'sample.revoked' }]),
      'Exit code 3: a new authorization is needed.',
    ],
    [
      report([{ id: 'a.b', grade: 'inconclusive', code: 'sample.offline' }]),
      'Exit code 4: Datadog could not be reached, all of it or a whole site.',
    ],
  ])('the last line says how the exit code came about', (sample, line) => {
    const text = renderTerminal(sample, { columns: 80, style: plain });
    expect(text.trimEnd().split('\n').at(-1)).toBe(line);
  });

  test.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min 0 s'],
    [185_000, '3 min 5 s'],
  ])('%i ms is %s', (durationMs, words) => {
    const text = renderTerminal(report([], { durationMs }), { columns: 80, style: plain });
    expect(text).toContain(`no results in ${words}.`);
  });

  test('nothing from outside moves the cursor or forges a line, wherever it stands', () => {
    const hostile = fc
      .string({ unit: 'binary', maxLength: 40 })
      .map((text) => `${text}\u001b[2J\r\n✔ passed`);
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom(...GRADES),
        fc.constantFrom(40, 80, 200),
        (evil, grade, columns) => {
          const sketch: VerdictSketch = {
            id: `scope.${evil}`,
            check: evil,
            title: evil,
            subject: { site: evil, scope: evil },
            grade,
            message: evil,
            remedy: evil,
            next: evil,
            exchanges: [{ ...DENIED, url: evil, requestId: evil }],
          };
          const other = { ...sketch, subject: { site: `${evil}2`, scope: evil } };
          for (const sketches of [[sketch], [sketch, other]]) {
            const text = renderTerminal(
              report(sketches, {
                profile: evil,
                client: { kind: 'test', clientId: evil, manifest: evil },
              }),
              { columns, style: plain },
            );
            expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
            expect(text).not.toMatch(/ $/m);
            if (grade !== 'passed') expect(text).not.toMatch(/^✔ passed$/m);
          }
        },
      ),
      {
        numRuns: 60,
        // Names that wrap just before the words that look like a line of ours.
        examples: Array.from({ length: 30 }, (_, length) => [
          `${'a'.repeat(length)}\u001b[2J\r\n✔ passed`,
          'warning',
          40,
        ]),
      },
    );
  });
});
