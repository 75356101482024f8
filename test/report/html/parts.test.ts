import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/model/http.ts';
import { cut, shorten } from '../../../src/report/html/cut.ts';
import { distributionsBy } from '../../../src/report/html/latency.ts';
import { isLinkable, renderLink } from '../../../src/report/html/link.ts';
import { escapeText, safe, trusted } from '../../../src/report/html/markup.ts';
import { renderMatrix } from '../../../src/report/html/matrix.ts';
import { outlineOf } from '../../../src/report/html/outline.ts';
import { renderPlot } from '../../../src/report/html/plot.ts';
import { scaleFor } from '../../../src/report/html/scale.ts';
import { SCRIPT } from '../../../src/report/html/script/index.ts';
import { STYLE } from '../../../src/report/html/style/index.ts';
import { report, scopesOn, type VerdictSketch } from '../samples.ts';

describe('markup', () => {
  test('escapes text and joins lists; markup stays', () => {
    const inner = safe`<b>${'<'}</b>`;
    expect(safe`<i title="${'"\'&'}">${[inner, ' ', 3, undefined]}</i>`.markup).toBe(
      '<i title="&quot;&#39;&amp;"><b>&lt;</b> 3</i>',
    );
    expect(safe`${trusted('<hr>')}`.markup).toBe('<hr>');
  });

  test.each([
    ['a\tb\nc', 'a\tb\nc'],
    ['\r\n', '\\r\n'],
    ['\u202e', '\\u202e'],
    ['שלום', 'שלום'],
    ['👩‍💻', '👩‍💻'],
    ['\ud83d', '\\ud83d'],
    ['&lt;', '&amp;lt;'],
  ])('%j becomes %j', (text, escaped) => expect(escapeText(text)).toBe(escaped));
});

describe('cut', () => {
  test('leaves what fits and says how much is missing', () => {
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abcd', 3)).toBe('abc […] (1 more characters)');
    expect([shorten('abc', 3), shorten('abcd', 3)]).toEqual(['abc', 'ab…']);
  });
});

describe('isLinkable', () => {
  test.each([
    'https://docs.datadoghq.com/a?b=c#d',
    'HTTP://x',
    '#result-1',
    'docs/ci.md',
    './a:b',
    '?a=b:c',
    '/a',
  ])('%s is a link', (url) => expect(isLinkable(url)).toBe(true));
  test.each([
    '',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' https://x',
    'data:text/html,x',
    'file:///etc/passwd',
    'mailto:a@b',
    '//example.com',
    '/\\example.com',
    '\\\\example.com',
    'https://',
    'https://[',
    `https://x/${'a'.repeat(5000)}`,
  ])('%j is text', (url) => expect(isLinkable(url)).toBe(false));

  test('what is no link is shown', () => {
    const { markup } = renderLink({ title: 'T', url: 'javascript:1' });
    expect(markup).toBe('<span>T: <code>javascript:1</code></span>');
  });
});

describe('scale', () => {
  test('is linear from zero for times that are alike', () => {
    const scale = scaleFor([40, 90], 100, 200);
    expect(scale.logarithmic).toBe(false);
    expect(scale.ticks).toEqual([0, 20, 40, 60, 80, 100]);
    expect(scale.placeOf(50)).toBe(150);
  });

  test('is logarithmic for a wide range', () => {
    const scale = scaleFor([1, 100], 0, 200);
    expect(scale.logarithmic).toBe(true);
    expect(scale.ticks).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(scale.placeOf(10)).toBeCloseTo(100);
    expect(scale.placeOf(0)).toBe(0);
  });

  test.each([[[]], [[0]], [[0, 0.4]], [[15_000]], [[3, 600_000]], [[1, 1, 31]]])(
    'has ticks inside the axis, and every time too: %j',
    (times) => {
      const scale = scaleFor(times, 10, 20);
      for (const ms of [...times, ...scale.ticks]) {
        expect(scale.placeOf(ms)).toBeGreaterThanOrEqual(10);
        expect(scale.placeOf(ms)).toBeLessThanOrEqual(20 + 1e-9);
      }
      expect(scale.ticks.length).toBeGreaterThan(1);
      expect(scale.ticks.length).toBeLessThanOrEqual(8);
    },
  );
});

const took = (durationMs: number, rest: Partial<Exchange> = {}): Exchange => ({
  method: 'GET',
  url: 'https://api.datadoghq.com/',
  status: 200,
  durationMs,
  ...rest,
});
const on = (site: string, exchanges: Exchange[]): VerdictSketch => ({
  id: 'x',
  grade: 'passed',
  subject: { site },
  exchanges,
});

describe('distributions', () => {
  const bySite = (...sketches: VerdictSketch[]) =>
    distributionsBy(report(sketches).results, ({ subject }) => subject.site);

  test('have quartiles by nearest rank', () => {
    const [row] = bySite(
      on(
        'us1',
        [40, 10, 30, 20].map((ms) => took(ms)),
      ),
    );
    expect(row).toMatchObject({
      name: 'us1',
      fastest: 10,
      quarter: 10,
      median: 20,
      threeQuarters: 30,
      slowest: 40,
      unanswered: 0,
    });
  });

  test('count what got no answer or a 5xx', () => {
    const { status: _, ...unanswered } = took(9, { error: 'ECONNRESET' });
    const [row] = bySite(
      on('us1', [unanswered, took(1, { status: 502 }), took(2, { status: 403 })]),
    );
    expect(row?.unanswered).toBe(2);
  });

  test('count an exchange once that stands under two results, as a copy too', () => {
    const same = took(5);
    const named = took(6, { requestId: 'a' });
    const rows = bySite(on('us1', [same, named]), on('us1', [same, { ...named }]));
    expect(rows.map(({ samples }) => samples.length)).toEqual([2]);
    expect(bySite(on('us1', [took(5), took(5)]))[0]?.samples).toHaveLength(2);
  });

  test('are drawn with a mark for each exchange', () => {
    const rows = bySite(on('us1', [took(5), took(5), took(9, { status: 503 })]));
    const { markup } = renderPlot('p', 'site', rows);
    expect(markup.match(/M[\d.]+ [\d.]+h0/g)).toHaveLength(2);
    expect(markup.match(/l6 6m0-6l-6 6/g)).toHaveLength(1);
    expect(markup).toContain('Medians: us1 5 ms.');
    expect(markup).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('matrix', () => {
  const gridsOf = (sketches: readonly VerdictSketch[]) => {
    const outline = outlineOf(report(sketches), undefined);
    const [matrix] = outline.groups.flatMap(({ matrices }) => matrices);
    return renderMatrix(matrix!, outline).markup;
  };
  const region = (site: string, columns: readonly string[]): VerdictSketch[] =>
    columns.map((column) => ({
      id: `region.${site}.${column}`,
      grade: 'passed',
      subject: { site },
    }));
  const captions = (markup: string) =>
    [...markup.matchAll(/<caption>(.*?)<\/caption>/g)].map(([, text]) => text);

  test('is split where names begin otherwise, and evenly where it is too wide', () => {
    const intakes = Array.from({ length: 25 }, (_, index) => `intake.i${String(index)}`);
    const markup = gridsOf([...region('us1', ['dns', ...intakes]), ...region('eu1', ['dns'])]);
    expect(captions(markup)).toEqual([
      'checks by site',
      'intake by site, part 1 of 3',
      'intake by site, part 2 of 3',
      'intake by site, part 3 of 3',
    ]);
    for (const head of markup.match(/<thead>.*<\/thead>/g) ?? []) {
      expect(head.match(/scope="col"/g)?.length).toBeLessThanOrEqual(12);
    }
  });

  test('names rows and columns, and leaves out rows without a cell', () => {
    const markup = gridsOf([...region('us1', ['dns', 'a.b']), ...region('eu1', ['dns'])]);
    expect(markup.match(/scope="row"/g)).toHaveLength(3);
    expect(markup).toContain('✔<small>12 ms</small><span class="unseen"> us1, a.b: passed</span>');
  });

  test('a beginning that all names share is said once', () => {
    const sketches = ['us1', 'eu1'].flatMap((site) =>
      ['key.create', 'key.clock'].map((id) => ({
        id,
        grade: 'passed' as const,
        subject: { site },
      })),
    );
    expect(captions(gridsOf(sketches))).toEqual(['key by site']);
    expect(gridsOf(sketches)).toContain('<span>create</span>');
  });

  test('a cell leads to the worst of its results', () => {
    const each = (grade: 'passed' | 'failed', site = 'us1'): VerdictSketch => ({
      id: 'scope.a',
      grade,
      subject: { site, scope: 'a' },
    });
    const markup = gridsOf([each('passed'), each('failed'), each('passed'), each('passed', 'eu1')]);
    expect(markup).toContain('href="#result-2">✖<span class="unseen"> a, us1: failed</span>');
  });

  test('nine sites by many scopes are one grid', () => {
    const sites = ['us1', 'us3', 'us5', 'eu1', 'ap1', 'ap2', 'uk1', 'us1-fed', 'us2-fed'];
    const markup = gridsOf(scopesOn(sites));
    expect(captions(markup)).toEqual(['scopes by site']);
    expect(markup).not.toContain('upright');
  });
});

describe('style and script', () => {
  test('end where they are meant to end, and load nothing', () => {
    expect(SCRIPT + STYLE).not.toMatch(/<\/|<!--/);
    expect(STYLE).not.toMatch(/url\(|@import|@font-face/);
    expect(SCRIPT).not.toMatch(/fetch\(|import|XMLHttpRequest|innerHTML|eval\(/);
  });

  test('the script is JavaScript', () => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    expect(() => new Function(SCRIPT)).not.toThrow();
  });
});
