import { readFileSync } from 'node:fs';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, expect, test } from 'vitest';
import { RULES } from '../../src/diagnosis/rules/index.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';

const home = temporaryHome();
const env = cliEnvironment(home.path);
afterAll(() => home.remove());

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema as object);

const MISMATCH = '{"errors":["invalid_request - Mismatching redirect URI."]}';

test('names every rule with its title, one line of each at least', async () => {
  const { code, stdout, stderr } = await runCli(['diagnose', '--list'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const first = stdout.split('\n').map((line) => line.split(' ')[0]);
  for (const { id } of RULES) expect(first).toContain(id);
});

test('tells all about the rules that are named', async () => {
  const names = ['client-id-invalid', 'FORBIDDEN'];
  const { code, stdout } = await runCli(['diagnose', '--list', ...names], { env });
  expect(code).toBe(0);
  expect(stdout).toContain('client-id-invalid: Datadog does not know this client id');
  expect(stdout).toContain('live: asks whether the site knows the client id');
  expect(stdout).toContain('\nforbidden: ');
  expect(stdout.match(/^Fix$/gm)).toHaveLength(2);
});

test('a name that is no rule is refused, with the nearest one', async () => {
  const { code, stdout, stderr } = await runCli(['diagnose', '--list', 'redirect-uri-mismach'], {
    env,
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('no rule is called "redirect-uri-mismach"');
  expect(stderr).toContain('Did you mean redirect-uri-mismatch?');
});

test.each([['--list'], ['--list', 'forbidden'], [MISMATCH]])(
  'diagnose %s --json fits the schema',
  async (...args) => {
    const { code, stdout } = await runCli(['diagnose', ...args, '--json'], { env });
    expect(code).toBe(0);
    expect(validate(JSON.parse(stdout)), ajv.errorsText(validate.errors)).toBe(true);
  },
);

test('a finding links to its entry, and names the command that shows it', async () => {
  const { stdout } = await runCli(['diagnose', MISMATCH, '--json'], { env });
  const report = JSON.parse(stdout) as { results: { links: { title: string; url: string }[] }[] };
  const entry = report.results[0]?.links[0];
  expect(entry?.url).toBe('docs/errors.md#redirect-uri-mismatch');
  const words = /ddoauth (diagnose --list [a-z-]+)/.exec(entry?.title ?? '')?.[1]?.split(' ') ?? [];
  const shown = await runCli(words, { env });
  expect(shown.stdout).toContain('redirect-uri-mismatch: The redirect URI of the request');
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  expect(page).toContain('\n## redirect-uri-mismatch\n');
});
