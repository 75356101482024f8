import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { temporaryHome } from './cli.ts';
import { ODD_SECRET, openOddWorld, tokenOf, type OddSite, type OddWorld } from './odd-sites.ts';

/** Checks all sites in one run of the program, and holds each cell against what its row expects. */
export function describeOddSites(rows: readonly OddSite[]): void {
  const home = temporaryHome();
  let world: OddWorld;
  let report: Report;
  let output = '';

  beforeAll(async () => {
    world = await openOddWorld(home.path, rows);
    const ran = await world.run(rows, ['--ca', world.caFile]);
    report = ran.report;
    output = ran.end.stdout + ran.end.stderr;
  }, 60_000);
  afterAll(() => {
    world.close();
    home.remove();
  });

  const cellOf = (key: string, column: string): string => {
    const found = report.results.find(({ id }) => id === `region.${key}.${column}`);
    return found === undefined
      ? 'no such cell'
      : `${found.grade} ${found.finding.code} ${found.message}`;
  };

  describe.each(rows)('$key: $about', ({ key, expect: cells }) => {
    it.each(Object.entries(cells))('%s', (column, expected) => {
      const cell = cellOf(key, column);
      if (typeof expected === 'string') expect(cell.startsWith(`${expected} `), cell).toBe(true);
      else expect(cell).toMatch(expected);
    });
  });

  it('every secret goes to the API host of its own site alone, and into no output', () => {
    for (const { key } of rows) {
      const own = `api.${key}.lab.test`;
      for (const secret of [tokenOf(key), `refresh-token-of-${key}`]) {
        const end = new RegExp(`${secret}(?![\\w-])`);
        const saw = world.seen.filter(({ text }) => end.test(text)).map(({ host }) => host);
        expect(saw.filter((host) => host !== own)).toEqual([]);
        expect(output).not.toMatch(end);
      }
    }
    const saw = world.seen.filter(({ text }) => text.includes(ODD_SECRET)).map(({ host }) => host);
    expect(saw.filter((host) => !host.startsWith('api.'))).toEqual([]);
    expect(output).not.toContain(ODD_SECRET);
  });
}
