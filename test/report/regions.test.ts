import { describe, expect, test } from 'vitest';
import { DESTINATIONS } from '../../src/catalog/destinations.ts';
import type { Grade, Proof, Report } from '../../src/model/report.ts';
import { siteMatrix } from '../../src/report/matrix.ts';
import { renderMatrix } from '../../src/report/render-matrix.ts';
import { renderSitesList } from '../../src/report/sites-list.ts';
import { createStyle } from '../../src/report/style.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { widthOf } from '../../src/report/width.ts';
import { report, type VerdictSketch } from './samples.ts';

const plain = createStyle({ colour: false, unicode: true, links: false });
const SITES = ['us1', 'us3', 'us5', 'eu1', 'ap1', 'ap2', 'uk1', 'us1-fed', 'us2-fed'];
const COLUMNS = ['dns', 'tls', 'authorize-host', 'token', 'client', 'grant', 'api', 'key'];
const USED = Object.entries(DESTINATIONS).flatMap(([name, { takesKey }]) =>
  takesKey ? [name] : [],
);
const ALL = Object.keys(DESTINATIONS);

const STATES: readonly { readonly grade: Grade; readonly proof?: Proof }[] = [
  { grade: 'passed', proof: 'reachable' },
  { grade: 'passed', proof: 'authenticated' },
  { grade: 'skipped' },
  { grade: 'passed', proof: 'reachable' },
];

/** A run over all sites: one of them dead, one with a certificate of somebody else. */
function run(intakes: readonly string[]): Report {
  const columns = [...COLUMNS, ...intakes.map((name) => `intake.${name}`)];
  const sketches = SITES.flatMap((site, row) =>
    columns.map((column, at): VerdictSketch => {
      const base = {
        id: `region.${site}.${column}`,
        check: `region.${column}`,
        subject: { site },
        durationMs: 40 + row * 30 + at * 7,
      };
      if (site === 'ap2') {
        const code = { code: 'sample.offline', message: `${column} of ap2 was not reached.` };
        return { ...base, ...code, grade: 'inconclusive', durationMs: at < 2 ? 8_000 : 0 };
      }
      if (site === 'us3' && (column === 'tls' || column === 'token')) {
        const message = 'The certificate of api.us3.datadoghq.com is for other names.';
        return { ...base, grade: 'failed', code: 'sample.denied', message, durationMs: 0 };
      }
      return { ...base, ...(STATES[(row + at) % STATES.length] ?? { grade: 'passed' }) };
    }),
  );
  return report(sketches, { command: 'check-regions' });
}

describe.each([
  ['regions-used', run(USED)],
  ['regions-all', run(ALL)],
] as const)('golden: %s', (name, sample) => {
  test.each([80, 200])('%i columns', async (columns) => {
    const text = renderTerminal(sample, { columns, style: plain });
    await expect(text).toMatchFileSnapshot(`../golden/report/${name}-${String(columns)}-plain.txt`);
  });
});

describe('a matrix of sites', () => {
  test.each([40, 60, 80, 100, 120, 200, 400])('at %i columns', (columns) => {
    for (const intakes of [USED, ALL, []]) {
      const matrix = siteMatrix(run(intakes).results);
      if (matrix === undefined) throw new Error('no matrix');
      const lines = renderMatrix(matrix, columns, plain);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      // Every column stands in one grid, once, under its own name.
      const heads = lines.filter((line) => /^(?:site|intake) /.test(line));
      const titles = heads.flatMap((line) => {
        const [corner = '', ...names] = line.split(/ +/);
        return names.map((title) => (corner === 'intake' ? `intake.${title}` : title));
      });
      if (columns >= 60) expect(titles).toEqual(matrix.columns);
      // Every grid names the sites in front.
      expect(lines.filter((line) => line.startsWith('us2-fed '))).toHaveLength(heads.length);
    }
  });

  test('breaks between the groups of columns before it breaks within one', () => {
    const matrix = siteMatrix(run(USED).results);
    if (matrix === undefined) throw new Error('no matrix');
    const heads = renderMatrix(matrix, 80, plain).filter((line) => /^(?:site|intake) /.test(line));
    expect(heads.map((line) => line.replace(/ +/g, ' '))).toEqual([
      `site ${COLUMNS.join(' ')}`,
      `intake ${USED.join(' ')}`,
    ]);
  });

  test('shows how long a cell took only where that costs no column', () => {
    const matrix = siteMatrix(run(USED).results);
    if (matrix === undefined) throw new Error('no matrix');
    const row = (columns: number): string =>
      renderMatrix(matrix, columns, plain).find((line) => line.startsWith('us1 ')) ?? '';
    expect(row(80)).not.toContain('ms');
    expect(row(120)).toContain('40 ms');
    // What was not done took no time.
    expect(renderMatrix(matrix, 200, plain).join('\n')).not.toContain(' 0 ms');
  });
});

describe('the list of sites', () => {
  const listed = (site: string, kind: string, host: string, status: string, source: string) => ({
    site,
    kind,
    host,
    status,
    source,
  });
  const ROWS = [
    listed('eu1', 'web', 'app.datadoghq.eu', 'documented', 'API reference'),
    listed('eu1', 'spans', 'public-trace-http-intake.logs.datadoghq.eu', 'code', 'source code'),
    listed('us2-fed', 'web', 'us2.ddog-gov.com', 'documented', 'API reference'),
    listed('us2-fed', 'otlp', 'otlp.us2.ddog-gov.com', 'unlisted', 'the pattern'),
  ];
  const sample = report([], { command: 'sites' });
  const results = ROWS.map(({ site, kind, host, status, source }) => ({
    id: `site.${kind}`,
    check: 'site.listed',
    title: kind,
    subject: { site, host },
    grade: 'passed' as const,
    finding: {
      code: 'site.listed',
      args: {
        name: site.toUpperCase(),
        domain: 'a.test',
        environment: 'gov',
        kind,
        status,
        source,
      },
    },
    message: '',
    links: [],
    exchanges: [],
    durationMs: 0,
  }));

  test('golden', async () => {
    const text = renderSitesList(results, 80, plain);
    await expect(text).toMatchFileSnapshot('../golden/report/sites-list-80-plain.txt');
  });

  test.each([40, 60, 80, 200])('keeps to %i columns', (columns) => {
    const lines = renderSitesList(results, columns, plain).split('\n');
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
    for (const { status } of ROWS) expect(lines.join('\n')).toContain(`${status}:`);
  });

  test('of nothing is nothing that matters', () => {
    expect(renderSitesList(sample.results, 80, plain).trim()).toBe('');
  });
});
