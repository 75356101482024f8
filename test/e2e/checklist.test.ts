import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { codesOf, parseReport } from '../support/schema.ts';

const home = temporaryHome();
const MANIFESTS = fileURLToPath(new URL('../fixtures/manifests', import.meta.url));
const run = (...args: string[]) =>
  runCli(args, { cwd: home.path, env: cliEnvironment(home.path), timeoutMs: 120_000 });

afterAll(() => {
  home.remove();
});

/** Scopes in a manifest, whatever else is in it. */
function scopesOf(file: string): string[] {
  const text = readFileSync(`${MANIFESTS}/${file}`, 'utf8').replace(/^\uFEFF/, '');
  const { integration } = JSON.parse(text) as { integration?: { scopes?: string[] } };
  return integration?.scopes ?? [];
}

describe('checklist --simulate', () => {
  it('goes through all six steps over three sites and says how much each proves', async () => {
    const end = await run('checklist', '--simulate', '--site', 'us1,eu1,ap2');
    expect(end.code).toBe(0);
    for (let step = 1; step <= 6; step += 1) expect(end.stdout).toContain(`Step ${String(step)}`);
    for (const proof of ['reachable', 'authenticated', 'authorized', 'observed']) {
      expect(end.stdout).toContain(proof);
    }
    expect(end.stdout.split('\n').every((line) => !/\s$/.test(line))).toBe(true);
  });

  it('every data type is read back when the grant allows', async () => {
    const report = parseReport((await run('checklist', '--simulate', '--json')).stdout);
    const data = report.results.filter(({ check }) => check === 'key.data');
    expect(data.map(({ subject, proof }) => [subject.dataType, proof])).toEqual([
      ['metrics', 'observed'],
      ['events', 'observed'],
      ['logs', 'observed'],
    ]);
  });

  /** Files with one client; of several, --client-id picks one. */
  const manifests = readdirSync(MANIFESTS).filter((file) => !file.includes('two-clients'));
  it.each(manifests)('a manifest alone is enough: %s', async (file) => {
    const end = await run(
      'checklist',
      '--simulate',
      '--json',
      '--from-manifest',
      `${MANIFESTS}/${file}`,
    );
    expect(end.stderr).not.toMatch(/unexpected/);
    expect(end.code).toBe(0);
    const report = parseReport(end.stdout);
    expect(report.client?.kind).toBe('published');
    const proved = new Set(report.results.map(({ subject }) => subject.scope));
    expect(scopesOf(file).filter((scope) => !proved.has(scope))).toEqual([]);
  });

  it('a client that was denied ends with 3 and tries nothing it cannot', async () => {
    const end = await run('checklist', '--simulate', '--consent', 'deny', '--json');
    expect(end.code).not.toBe(0);
    const codes = codesOf(parseReport(end.stdout));
    expect(codes).toContain('authorize.denied');
    expect(codes).not.toContain('key.created');
    expect(codes).toContain('checklist.step-blocked');
  });
});
