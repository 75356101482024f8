import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  lstatSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it, test } from 'vitest';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { config, manifest, scopes, uris } from '../lint/examples/example.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/lint/', import.meta.url));
const home = temporaryHome();
let folder: string;
let count = 0;

beforeEach(() => {
  folder = join(home.path, `case-${String((count += 1))}`);
  mkdirSync(join(folder, 'assets'), { recursive: true });
});
afterAll(() => home.remove());

const run = (args: readonly string[], input = '', cwd = folder) =>
  runCli(['lint', ...args], { cwd, input, env: cliEnvironment(home.path) });
const write = (name: string, text: string | Buffer): void =>
  writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe.each(['harbour', 'lantern', 'orchard'])('%s', (name) => {
  it.each([
    ['plain', []],
    ['fixed', ['--fix']],
  ])('is reported as the golden file says: %s', async (kind, flags) => {
    copyFileSync(join(FIXTURES, `${name}.json`), join(folder, `${name}.json`));
    chmodSync(join(folder, `${name}.json`), 0o644);
    const { code, stdout, stderr } = await run([...flags, `${name}.json`]);
    expect(stderr).toBe('');
    await expect(`${stdout}\nexit code ${String(code)}\n`).toMatchFileSnapshot(
      `../golden/lint/${name}-${kind}.txt`,
    );
    if (kind === 'fixed') {
      await expect(read(`${name}.json`)).toMatchFileSnapshot(
        `../golden/lint/${name}-fixed.json.txt`,
      );
      const before = read(`${name}.json`);
      await run(['--fix', `${name}.json`]);
      expect(read(`${name}.json`)).toBe(before);
    }
  });
});

describe('exit codes', () => {
  test.each([
    ['nothing found', manifest(), [], 0],
    ['an error', uris('/cb'), [], 1],
    ['a warning', scopes('everything'), [], 0],
    ['a warning that fails', scopes('everything'), ['--fail-on', 'warning'], 1],
    ['a hint that fails', scopes('monitors_write'), ['--fail-on', 'review'], 1],
    ['a hint', scopes('monitors_write'), ['--fail-on', 'warning'], 0],
    ['broken JSON that is still a manifest', `${manifest()}}`, [], 1],
    ['neither', '{"hello": 1}', [], 2],
    ['no JSON', 'hello', [], 2],
    ['empty', '', [], 2],
  ])('%s', async (_what, text, flags, expected) => {
    write('a.json', text);
    const { code, stderr, stdout } = await run([...flags, 'a.json']);
    expect(code).toBe(expected);
    if (expected === 2) {
      expect(stderr).toMatch(/^ddoauth: a\.json: .+\n$/);
      expect(stdout).toBe('');
    }
  });

  test.each<[string, string[], RegExp]>([
    ['a file that is not there', ['none.json'], /none\.json: cannot be read/],
    ['a folder', ['assets'], /assets: it is a folder/],
    ['no config at all', [], /no ddoauth\.config\.json[^]*ddoauth lint assets/],
    ['--fix of standard input', ['--fix', '-'], /--fix/],
    ['standard input twice', ['-', '-'], /standard input/],
    ['an unknown profile', ['--profile', 'tset', 'c.json'], /tset/],
    ['UTF-16', ['utf16.json'], /UTF-16/],
  ])('2 for %s', async (_what, args, message) => {
    write('c.json', config());
    write('utf16.json', Buffer.from(`\ufeff${manifest()}`, 'utf16le'));
    const { code, stderr, stdout } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

describe('files', () => {
  it('are the config found upwards and the manifests its profiles name', async () => {
    const profiles = {
      test: JSON.parse(config()).profiles.test,
      published: { kind: 'published', manifest: 'assets/oauth_clients.json' },
    };
    write('ddoauth.config.json', JSON.stringify({ defaultProfile: 'test', profiles }));
    write('assets/oauth_clients.json', scopes('everything'));
    const { code, stdout } = await run(['--json'], '', join(folder, 'assets'));
    const report = parseReport(stdout);
    expect(code).toBe(0);
    expect(codesOf(report)).toEqual(['lint.file', 'lint.scope-unknown', 'lint.file']);
    expect(report.results.map(({ subject }) => subject.file)).toEqual([
      join(folder, 'ddoauth.config.json'),
      'oauth_clients.json',
      'oauth_clients.json',
    ]);
    const only = await run(['--json', '--profile', 'test']);
    expect(codesOf(parseReport(only.stdout))).toEqual(['lint.file']);
  });

  it('may be a config that every other command refuses', async () => {
    write('ddoauth.config.json', '{"profiles": {"a": {"kind": "tset", "clientIdd": 1, // x\n}}}');
    const { code, stdout, stderr } = await run(['--json']);
    expect([code, stderr]).toEqual([1, '']);
    const codes = codesOf(parseReport(stdout));
    expect(codes).toContain('lint.config-schema');
    expect(codes).toContain('lint.json-comment');
  });

  it('may come from standard input, and are one each', async () => {
    write('a.json', manifest());
    const { code, stdout } = await run(['--json', '-', 'a.json', './a.json'], uris('/cb'));
    const { results } = parseReport(stdout);
    expect(code).toBe(1);
    expect(results.map(({ subject }) => subject.file)).toEqual(['-', '-', 'a.json']);
  });

  it('have places that the report names', async () => {
    write('a.json', uris('https://app.acme.io/cb', '/cb'));
    const { results } = parseReport((await run(['--json', 'a.json'])).stdout);
    const [finding] = results;
    expect(finding?.subject).toEqual({
      file: 'a.json',
      place: { line: 10, column: 7, pointer: '/integration/redirect_uris/1' },
    });
    expect(finding?.id).toBe('lint.redirect-uri-not-absolute.a_json#/integration/redirect_uris/1');
    const text = (await run(['a.json'])).stdout;
    expect(text).toContain('a.json:10:7 ');
  });

  it('keep their secrets, on the terminal and in the report', async () => {
    const secrets = {
      client_secret: 'hush-hush-client-secret',
      token: 'tok-0123456789-abcdef',
      description: '0123456789abcdef0123456789abcdef',
      redirect_uris: [
        'https://u:sesame-open@app.acme.io/cb?api_key=0123456789abcdef0123456789abcdef',
      ],
      onboarding_url: 'https://u:sesame-open@app.acme.io/start',
      scopes: ['fedcba9876543210fedcba9876543210'],
    };
    write('a.json', manifest(secrets));
    for (const flags of [[], ['--json'], ['--verbose'], ['--fix']]) {
      const { code, stdout, stderr } = await run([...flags, 'a.json']);
      expect(code).toBe(1);
      for (const secret of ['hush-hush', 'tok-01234', '0123456789abcdef', 'sesame', 'fedcba98']) {
        expect(stdout + stderr).not.toContain(secret);
      }
    }
  });

  it('with hostile names and texts cannot draw on the terminal', async () => {
    write('a.json', manifest({ client_role: '\u001b[31mred\u202e' }));
    const { stdout } = await run(['a.json']);
    expect(stdout).toContain('\\u001b[31mred');
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('--fix', () => {
  it('writes only what is safe, keeps mode and link, and says what it did', async () => {
    const before = `\ufeff${scopes('Monitors_Read', 'monitors_read').replaceAll('\n', '\r\n')}\r\n`;
    write('real.json', before);
    chmodSync(join(folder, 'real.json'), 0o640);
    symlinkSync('real.json', join(folder, 'link.json'));
    const { code, stdout } = await run(['--fix', 'link.json']);
    expect(code).toBe(0);
    expect(stdout).toContain('--fix took out the byte order mark');
    expect(stdout).toContain('--fix wrote monitors_read for "Monitors_Read"');
    expect(stdout).toContain('--fix took out the second monitors_read');
    expect(read('real.json')).toBe(
      before
        .slice(1)
        .replace('"Monitors_Read"', '"monitors_read"')
        .replace(/,\r\n +"monitors_read"/, ''),
    );
    expect(statSync(join(folder, 'real.json')).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['assets', 'link.json', 'real.json']);
  });

  it('does not touch a file in which nothing is safe to fix', async () => {
    const text = uris('HTTPS://app.acme.io:443/cb ', 'https://app.acme.io/cb/');
    write('a.json', text);
    const { mtimeMs, ino } = statSync(join(folder, 'a.json'));
    expect((await run(['--fix', 'a.json'])).code).toBe(1);
    expect(read('a.json')).toBe(text);
    expect(statSync(join(folder, 'a.json'))).toMatchObject({ mtimeMs, ino });
  });

  it('of a read-only file is exit 2, and no other file is changed either', async () => {
    const text = scopes('monitors_read', 'monitors_read');
    write('a.json', text);
    write('b.json', text);
    chmodSync(join(folder, 'b.json'), 0o444);
    const { code, stderr, stdout } = await run(['--fix', 'a.json', 'b.json']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/lint --fix b\.json: cannot be written: permission denied/);
    expect([read('a.json'), read('b.json')]).toEqual([text, text]);
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'assets', 'b.json']);
  });
});
