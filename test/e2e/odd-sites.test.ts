import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { temporaryHome } from '../support/cli.ts';
import { ODD_SECRET, openOddWorld, type OddSite, type OddWorld } from '../support/odd-sites.ts';
import { HTTP_ROWS } from './odd-sites-http.rows.ts';
import { PROXY_ROWS } from './odd-sites-proxy.rows.ts';
import { TLS_ROWS } from './odd-sites-tls.rows.ts';

const ROWS = [...TLS_ROWS, ...PROXY_ROWS, ...HTTP_ROWS];
const home = temporaryHome();
let world: OddWorld;
const reports = new Map<string, Report>();

/** A cell in words: grade, code, message. */
function cellOf(key: string, column: string): string {
  const found = reports.get(key)?.results.find(({ id }) => id === `region.${key}.${column}`);
  if (found === undefined) return 'no such cell';
  const { grade, finding, message } = found;
  return `${grade} ${finding.code} ${message}`;
}

beforeAll(async () => {
  world = await openOddWorld(home.path, ROWS);
  const run = async (rows: readonly OddSite[]) => {
    const { report, ms } = await world.run(rows, ['--ca', world.caFile]);
    console.log(rows.length, ms);
    for (const { key } of rows) reports.set(key, report);
  };
  for (let at = 0; at < ROWS.length; at += 30) await run(ROWS.slice(at, at + 30));
}, 120_000);
afterAll(() => {
  if (process.env['ODD_DUMP']) for (const r of ROWS) for (const c of ['dns','tls','authorize-host','token','client','grant','api','intake.logs']) console.log('CELL', r.key, c, cellOf(r.key, c).replace(/\n/g,' ~ '));
  world.close();
  home.remove();
});

describe.each(ROWS)('$key: $about', ({ key, expect: cells }) => {
  it.each(Object.entries(cells))('%s', (column, found) => {
    const cell = cellOf(key, column);
    if (typeof found === 'string') expect(cell.startsWith(`${found} `), cell).toBe(true);
    else expect(cell).toMatch(found);
  });
});

it('shows the secret of the client to no other place', () => {
  expect(world.seen.filter(({ host, text }) => text.includes(ODD_SECRET) && !host.startsWith('api.'))).toEqual([]);
});
