import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, PROGRAM } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'ddoauth-start-'));
const hook = join(folder, 'files.cjs');

/** Writes the files that were loaded to standard error, when the process ends. */
const HOOK = `process.on('exit', () => {
  require('node:fs').writeSync(2, JSON.stringify(Object.keys(require.cache)));
});
`;

beforeAll(() => writeFileSync(hook, HOOK));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names of the files of the bundle that a command line loads, without what tells builds apart. */
function filesOf(line: string): string[] {
  const args = ['--require', hook, PROGRAM, ...line.split(' ')];
  const env = cliEnvironment(folder);
  const { stderr, status } = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return (JSON.parse(stderr) as string[])
    .filter((file) => file.includes(`${sep}dist${sep}`))
    .map((file) => (file.split(sep).at(-1) ?? '').replace(/(?:-[A-Z0-9]{8})?\.js$/, ''))
    .sort();
}

describe('each file costs the start of the program half a millisecond:', () => {
  it.each([
    ['--version', ['host', 'main']],
    ['--help', ['host', 'main', 'program']],
    ['check-scopes --help', ['check-scopes', 'host', 'main', 'program']],
    ['checklist --help', ['checklist', 'host', 'main', 'program']],
    ['--site us1 grants list --help', ['grants', 'host', 'main', 'program']],
    ['help proof', ['complete', 'help', 'help-topics', 'host', 'main', 'program']],
    ['__complete --site us', ['complete', 'host', 'main', 'program']],
  ])('%s loads what it needs, and no more', (line, files) => {
    expect(filesOf(line)).toEqual(files);
  });

  it('a run loads what every run needs as one file, and no rules of diagnose', () => {
    const files = filesOf('sites');
    expect(files).toEqual(expect.arrayContaining(['complete', 'execute', 'program', 'sites']));
    expect(files).not.toContain('explain');
    expect(files.length).toBeLessThan(12);
  });
});
