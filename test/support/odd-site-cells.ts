import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/report.ts';
import { temporaryHome } from './cli.ts';
import { ODD_SECRET, openOddWorld, tokenOf, type OddSite, type OddWorld } from './odd-sites.ts';

/** Sites of one run: servers and proxy are in one process, which has to keep up. */
const AT_ONCE = 24;

/** Checks all sites in a few runs of the program, and holds each cell against what its row expects. */
export function describeOddSites(rows: readonly OddSite[]): void {
  const home = temporaryHome();
  let world: OddWorld;
  const results: Result[] = [];
  let output = '';

  beforeAll(async () => {
    world = await openOddWorld(home.path, rows);
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const { report, end } = await world.run(rows.slice(at, at + AT_ONCE), ['--ca', world.caFile]);
      results.push(...report.results);
      output += end.stdout + end.stderr;
    }
  }, 120_000);
  afterAll(() => {
    world.close();
    home.remove();
  });

  const cellOf = (key: string, column: string): string => {
    const found = results.find(({ id }) => id === `region.${key}.${column}`);
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
