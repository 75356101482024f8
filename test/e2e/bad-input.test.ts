import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort, occupy } from '../support/ports.ts';

const home = temporaryHome();
const files = join(home.path, 'files');
let port: number;
let busy: Server;

beforeAll(async () => {
  port = await freePort();
  busy = await occupy(port);
  writeConfig(home.path, port);
  mkdirSync(files);
  writeFileSync(join(files, 'broken.json'), '{"profiles": {');
  writeFileSync(join(files, 'unknown-key.json'), '{"profiles":{"a":{"clientIdd":"x"}}}');
  writeFileSync(
    join(files, 'secret.json'),
    '{"profiles":{"a":{"kind":"test","clientSecret":"s3cr3t-value"}}}',
  );
  writeFileSync(join(files, 'not-a-manifest.json'), '{"hello":"world"}');
  writeFileSync(join(files, 'not-a-ca.pem'), 'hello');
  writeFileSync(join(files, 'a-file'), '');
});
afterAll(() => {
  busy.close();
  home.remove();
});

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runCli(args, {
    cwd: home.path,
    env: cliEnvironment(home.path, { DDOAUTH_CLIENT_SECRET: 'client-secret-value', ...env }),
  });

describe('bad input gets one clear line and exit 2', () => {
  it.each<[string, string[], RegExp, Record<string, string>?]>([
    ['unknown site', ['check-regions', '--site', 'us9'], /--site.*us9/],
    ['look-alike site', ['check-regions', '--site', 'datadoghq.com.evil.example'], /evil\.example/],
    ['unknown site in DD_SITE', ['check-regions'], /DD_SITE.*nowhere/, { DD_SITE: 'nowhere' }],
    ['no such config', ['sites', '--config', 'files/none.json'], /none\.json/],
    ['config is a folder', ['sites', '--config', 'files'], /files/],
    ['broken config', ['sites', '--config', 'files/broken.json'], /broken\.json.*1/],
    ['unknown key', ['sites', '--config', 'files/unknown-key.json'], /clientIdd.*clientId/],
    ['secret in the config', ['sites', '--config', 'files/secret.json'], /clientSecret/],
    ['no such manifest', ['checklist', '--from-manifest', 'files/none.json'], /none\.json/],
    [
      'not a manifest',
      ['checklist', '--from-manifest', 'files/not-a-manifest.json'],
      /not-a-manifest/,
    ],
    ['unknown profile', ['checklist', '--profile', 'tset'], /tset.*test/],
    [
      'two clients',
      ['checklist', '--profile', 'test', '--from-manifest', 'x'],
      /--profile.*--from-manifest/,
    ],
    [
      'redirect URI not registered',
      ['authorize', '--redirect-uri', 'http://127.0.0.1:1/'],
      /not registered/,
    ],
    ['port busy', ['authorize', '--no-browser'], /Another program is listening/],
    ['no CA', ['check-regions', '--ca', 'files/not-a-ca.pem'], /--ca.*not-a-ca/],
    ['bad duration', ['check-regions', '--timeout', 'soon'], /--timeout.*soon/],
    ['bad concurrency', ['check-scopes', '--concurrency', '0'], /--concurrency.*0/],
    ['bad grade', ['check-scopes', '--fail-on', 'passed'], /--fail-on.*passed/],
    ['bad listen address', ['authorize', '--listen', 'nowhere'], /--listen.*nowhere/],
    ['half of a certificate', ['authorize', '--tls-cert', 'files/a-file'], /--tls-key/],
    ['bad scope name', ['check-scopes', '--scope', 'a"b'], /--scope/],
    [
      'two simulators',
      ['checklist', '--simulate', '--simulator', 'http://127.0.0.1:1'],
      /--simulate/,
    ],
    [
      'simulator elsewhere',
      ['checklist', '--simulator', 'http://10.0.0.1:1'],
      /--simulator.*loopback/,
    ],
    ['consent without simulator', ['authorize', '--consent', 'deny'], /--consent/],
    ['unknown consent', ['authorize', '--simulate', '--consent', 'maybe'], /--consent.*maybe/],
    [
      'tile without a local onboarding URL',
      ['authorize', '--from', 'tile'],
      /--from tile.*onboarding/,
    ],
    ['report of simulate', ['simulate', '--json'], /--json/],
    ['bad seed', ['simulate', '--seed', 'files/broken.json'], /broken\.json/],
    ['bad port', ['simulate', '--port', '70000'], /--port.*70000/],
    ['unknown store', ['grants', 'list'], /DDOAUTH_STORE.*cupboard/, { DDOAUTH_STORE: 'cupboard' }],
    [
      'store not writable',
      ['authorize', '--no-browser'],
      /a-file/,
      { DDOAUTH_HOME: join(files, 'a-file', 'x') },
    ],
    ['no column', ['check-regions', '--only', 'tsl'], /--only.*tsl.*tls/],
    ['no destination', ['check-regions', '--only', 'intake.lgos'], /--only.*intake\.logs/],
    ['empty columns', ['check-regions', '--only='], /--only/],
    ['unknown choice', ['check-regions', '--intake', 'some'], /--intake.*some/],
    ['--yes without its question', ['check-regions', '--yes'], /--yes.*--cross-site/],
    ['no onboarding URL', ['check-regions', '--onboarding-url'], /--onboarding-url/],
    ['plain http', ['check-regions', '--onboarding-url', 'http://a.example/x'], /plain http/],
    [
      "Datadog's own page",
      ['check-regions', '--onboarding-url', 'https://app.datadoghq.eu/x'],
      /--onboarding-url.*Datadog/,
    ],
    ['unknown option', ['authorize', '--sight', 'eu1'], /--sight/],
    ['unknown command', ['autorize'], /autorize/],
    ['no command', [], /Usage/],
    ['nothing to diagnose', ['diagnose'], /nothing to explain/],
    ['several sites for one token', ['grants', 'token', '--site', 'us1,eu1'], /one site|--site/],
  ])('%s', async (_, args, pattern, env) => {
    const end = await run(args, env);
    expect(end.stderr.replace(/\s+/g, ' ')).toMatch(pattern);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).not.toMatch(/client-secret-value|s3cr3t-value|\n\s+at /);
  });

  it('the secret is missing and nobody can be asked', async () => {
    const end = await run(['authorize', '--paste', '--site', 'us1'], { DDOAUTH_CLIENT_SECRET: '' });
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/DDOAUTH_CLIENT_SECRET/);
  });

  it('leaves nothing half written', () => {
    expect(existsSync(join(home.path, 'data', 'secrets.json'))).toBe(false);
  });
});

describe('what needs a grant says so with exit 3', () => {
  it.each([
    [['check-scopes', '--site', 'us1']],
    [['create-key', '--site', 'us1', '--yes']],
    [['grants', 'refresh']],
    [['grants', 'token']],
    [['grants', 'revoke']],
    [['grants', 'forget']],
  ])('%s', async (args) => {
    const end = await run(args);
    expect(end.code).toBe(3);
    expect(end.stdout + end.stderr).toMatch(/ddoauth (authorize|grants list)/);
  });
});
