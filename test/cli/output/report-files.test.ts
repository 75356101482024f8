import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCli } from '../../../src/cli/create-cli.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { reportFilesOf, writeReportFiles } from '../../../src/cli/output/report-files.ts';
import { REPORT_FORMATS } from '../../../src/cli/options/report-formats.ts';
import { Redactor } from '../../../src/redact.ts';
import { MIXED, report } from '../../report/samples.ts';
import { fakeHost } from '../../support/fake-host.ts';

const GLOBALS = { concurrency: 1, input: false, color: false };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ddoauth-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('every format is a flag of every command, with a file', () => {
  const program = createProgram(createCli(fakeHost(), () => undefined));
  const flags = new Map(program.options.map(({ long, flags: shown }) => [long, shown]));
  for (const { flag } of REPORT_FORMATS) expect(flags.get(`--${flag}`)).toBe(`--${flag} <file>`);
});

test('without a flag nothing is looked at and nothing written', async () => {
  const cwd = folder();
  const files = await reportFilesOf({ cwd }, GLOBALS);
  expect(files).toEqual([]);
  await writeReportFiles(files, report(MIXED), new Redactor());
  expect(readdirSync(cwd)).toEqual([]);
});

test('looking leaves nothing behind and an older file alone', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'old.html'), 'old');
  await reportFilesOf({ cwd }, { ...GLOBALS, html: 'old.html' });
  await reportFilesOf({ cwd }, { ...GLOBALS, html: 'new.html' });
  expect(readdirSync(cwd)).toEqual(['old.html']);
  expect(readFileSync(join(cwd, 'old.html'), 'utf8')).toBe('old');
});

test('a folder that goes away during the run is a failure that names the flag', async () => {
  const cwd = folder();
  mkdirSync(join(cwd, 'reports'));
  const files = await reportFilesOf({ cwd }, { ...GLOBALS, html: 'reports/a.html' });
  rmSync(join(cwd, 'reports'), { recursive: true });
  await expect(writeReportFiles(files, report(MIXED), new Redactor())).rejects.toMatchObject({
    code: 'output.failed',
    message: expect.stringMatching(/^--html reports\/a\.html: ENOENT/) as string,
  });
  expect(readdirSync(cwd)).toEqual([]);
});

test('a folder that stands there at the end leaves no draft', async () => {
  const cwd = folder();
  const files = await reportFilesOf({ cwd }, { ...GLOBALS, html: 'a.html' });
  mkdirSync(join(cwd, 'a.html'));
  writeFileSync(join(cwd, 'a.html', 'x'), '');
  await expect(writeReportFiles(files, report(MIXED), new Redactor())).rejects.toMatchObject({
    code: 'output.failed',
  });
  expect(readdirSync(cwd)).toEqual(['a.html']);
});
