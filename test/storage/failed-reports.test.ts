import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { openFailedReports } from '../../src/storage/failed-reports.ts';
import { MIXED, report } from '../report/samples.ts';
import { freshFolder, random } from './support.ts';

const open = (folder: string) =>
  openFailedReports({
    folder,
    random,
    pid: process.pid,
    hostname: 'h',
    onNotice: () => undefined,
    mask: (text) => text.replaceAll('a-secret', '[redacted]'),
  });

const of = (command: string, clientId: string, startedAt = '2026-11-25T10:00:00.000Z'): Report => ({
  ...report(MIXED, { client: { kind: 'published', clientId } }),
  command,
  startedAt,
});

describe('failed reports', () => {
  it('one of each client and command, the last first, private, masked', async () => {
    const folder = await freshFolder();
    const kept = open(folder);
    await kept.keep(of('check-scopes', 'one'));
    await kept.keep(of('check-scopes', '../../two a-secret', '2026-11-25T11:00:00.000Z'));
    await kept.keep(of('grants refresh', 'one', '2026-11-25T12:00:00.000Z'));
    await kept.keep(of('check-scopes', 'one', '2026-11-25T13:00:00.000Z'));
    const listed = await kept.list();
    expect(listed.map(({ startedAt }) => startedAt.slice(11, 13))).toEqual(['13', '12', '11']);
    const below = join(folder, 'failed-reports');
    expect(readdirSync(below)).toHaveLength(3);
    for (const name of readdirSync(below)) {
      expect(statSync(join(below, name)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(below, name), 'utf8')).not.toContain('a-secret');
    }
  });

  it('a report without failures takes the one before away', async () => {
    const kept = open(await freshFolder());
    await kept.keep(of('check-scopes', 'one'));
    await kept.keep({ ...of('check-scopes', 'one'), results: [] });
    expect(await kept.list()).toEqual([]);
  });

  it('is bounded: the oldest go', async () => {
    const folder = await freshFolder();
    const kept = open(folder);
    for (let index = 0; index < 45; index += 1)
      await kept.keep(of('authorize', `c${String(index)}`));
    expect(readdirSync(join(folder, 'failed-reports'))).toHaveLength(40);
  });

  it('what is no report counts as none', async () => {
    const folder = await freshFolder();
    const kept = open(folder);
    await kept.keep(of('authorize', 'one'));
    const below = join(folder, 'failed-reports');
    const bad = [
      '',
      'null',
      '[]',
      '{"schemaVersion":1}',
      '{"schemaVersion":1,"results":[{}]}',
      '\u0000',
    ];
    bad.forEach((text, index) => {
      const path = join(below, `${String(index)}.json`);
      writeFileSync(path, text, { mode: 0o600 });
      utimesSync(path, 1, 1);
    });
    expect(await kept.list()).toHaveLength(1);
  });
});
