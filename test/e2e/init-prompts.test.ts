import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { atTerminal, hasTerminal, interrupt } from '../support/at-terminal.ts';
import { cliEnvironment, temporaryHome } from '../support/cli.ts';
import { filesBelow } from '../support/files-below.ts';
import type { Terminal } from '../support/terminal.ts';

const ID = '5f6c1d2e-0b7a-4c3d-9e8f-102132435465';
const OTHER_ID = '0d9c8b7a-6f5e-4d3c-8b2a-1f0e9d8c7b6a';
const SECRET = 'typed-client-secret-77aa';
const DOWN = '\u001b[B';

const home = temporaryHome();
let count = 0;
let folder: string;
beforeEach(() => {
  folder = join(home.path, `case-${String((count += 1))}`);
  mkdirSync(folder, { recursive: true });
});
afterAll(() => home.remove());

const env = () => cliEnvironment(join(folder, 'home'));
const start = (...args: string[]): Terminal =>
  atTerminal(['init', ...args], { cwd: folder, env: env() });
const configPath = () => join(folder, 'ddoauth.config.json');
const config = (): unknown => JSON.parse(readFileSync(configPath(), 'utf8'));

/** Waits for each question and answers it. */
async function converse(
  terminal: Terminal,
  talk: readonly (readonly [RegExp, string])[],
): Promise<void> {
  for (const [question, answer] of talk) {
    await terminal.waitFor(question);
    terminal.type(answer);
  }
}

/** The questions for a test client, in their order, and answers without mistakes. */
const TEST_CLIENT: readonly (readonly [RegExp, string])[] = [
  [/Which kind of client is it\?[\s\S]*public: registered/, '\r'],
  [/Name of the profile \(test\)/, '\r'],
  [/Client id, as the Developer Platform shows it/, `${ID}\r`],
  [
    /Redirect URIs, exactly as registered/,
    'http://localhost:8085/callback http://127.0.0.1:8085/callback\r',
  ],
  [/Onboarding URL/, 'http://localhost:8085/onboarding\r'],
  [/Scopes, with spaces or commas between/, 'monitors_read,dashboards_read\r'],
  [/Site of its own org[\s\S]*us1 \(datadoghq\.com\)/, `${DOWN}${DOWN}${DOWN}\r`],
  [/Client secret \(Enter: not now\)/, `${SECRET}\r`],
];

describe.runIf(hasTerminal())('init at a terminal', () => {
  it('asks for everything, writes it and stores the secret, which is never shown', async () => {
    const terminal = start();
    await converse(terminal, TEST_CLIENT);
    expect(await terminal.ended).toEqual({
      code: 0,
      echo: true,
      lineMode: true,
      cursorShown: true,
    });
    expect(config()).toEqual({
      $schema: './node_modules/ddoauth/schema/config.schema.json',
      defaultProfile: 'test',
      profiles: {
        test: {
          kind: 'test',
          clientId: ID,
          redirectUris: ['http://localhost:8085/callback', 'http://127.0.0.1:8085/callback'],
          onboardingUrl: 'http://localhost:8085/onboarding',
          scopes: ['monitors_read', 'dashboards_read'],
          sites: ['eu1'],
        },
      },
    });
    expect(terminal.raw()).not.toContain(SECRET);
    expect(readFileSync(configPath(), 'utf8')).not.toContain(SECRET);
    expect(terminal.text()).toMatch(/Next: ddoauth authorize\n/);
    const stored = filesBelow(join(folder, 'home', 'data')).map(({ text }) => text);
    expect(stored.join('\n')).toContain(SECRET);
  });

  it('judges each answer at once, and takes a doubtful one when it is given twice', async () => {
    const terminal = start('--profile', 'test', '--kind', 'test', '--no-secret');
    const again = /Give the same answer again to keep it/;
    await converse(terminal, [
      [/Client id/, 'not-a-uuid\r'],
      [/error: [^\n]*not-a-uuid/, ''],
      [again, ''],
      [/Client id/, `${ID}\r`],
      [/Redirect URIs/, 'http://app.example.com/callback\r'],
      [/error: [^\n]*http/, ''],
      [again, ''],
      [/Redirect URIs/, 'http://app.example.com/callback\r'],
      [/Onboarding URL/, '\r'],
      [/Scopes/, 'monitor_read\r'],
      [/monitors_read/, ''],
      [/Scopes|Site of its own org/, ''],
    ]);
    terminal.type('\x03');
    expect((await terminal.ended).code).toBe(130);
    expect(existsSync(configPath())).toBe(false);
  });

  it('Ctrl-C at every question leaves no file, no secret, and the terminal sane', async () => {
    for (let answered = 0; answered < TEST_CLIENT.length; answered += 1) {
      const terminal = start();
      await converse(terminal, TEST_CLIENT.slice(0, answered));
      const [question] = TEST_CLIENT[answered] ?? [/never/];
      await terminal.waitFor(question);
      await interrupt(terminal);
      expect(readdirSync(folder).filter((name) => name !== 'home')).toEqual([]);
      const data = join(folder, 'home', 'data');
      const stored = existsSync(data) ? filesBelow(data).map(({ text }) => text) : [];
      expect(stored.join('\n')).not.toContain(SECRET);
    }
  }, 120_000);

  it('knows what is there already: Enter keeps it, and nothing changes', async () => {
    const before = JSON.stringify({
      defaultProfile: 'test',
      profiles: {
        test: {
          kind: 'test',
          clientId: ID,
          redirectUris: ['http://localhost:8085/callback'],
          scopes: ['monitors_read'],
          sites: ['ap1'],
        },
      },
    });
    writeFileSync(configPath(), before);
    const terminal = start('--profile', 'test');
    await converse(terminal, [
      [new RegExp(`Client id[^\\n]*\\(${ID}\\)`), '\r'],
      [/Redirect URIs[^\n]*\(http:\/\/localhost:8085\/callback\)/, '\r'],
      [/Onboarding URL/, '\r'],
      [/Scopes[^\n]*\(monitors_read\)/, '\r'],
      [/Site of its own org/, '\r'],
      [/Client secret/, '\r'],
    ]);
    expect((await terminal.ended).code).toBe(0);
    expect(terminal.text()).toMatch(/Nothing changes/);
    expect(readFileSync(configPath(), 'utf8')).toBe(before);
  });

  it('asks before it replaces something, and Enter means no', async () => {
    const before = JSON.stringify({
      profiles: {
        test: { kind: 'test', clientId: ID, redirectUris: ['http://localhost:1/'], scopes: ['a'] },
      },
    });
    const answers = ['--profile', 'test', '--no-secret', '--client-id', OTHER_ID];
    const rest = ['--redirect-uri', 'http://localhost:1/', '--scope', 'monitors_read'];
    writeFileSync(configPath(), before);
    for (const [answer, code] of [
      ['\r', 5],
      ['y\r', 0],
    ] as const) {
      const terminal = start(...answers, ...rest, '--site', 'us1');
      await converse(terminal, [
        [/Onboarding URL/, '\r'],
        [/would replace: clientId, scopes, sites/, ''],
        [/Replace it\? \(y\/N\)/, answer],
      ]);
      expect((await terminal.ended).code).toBe(code);
      if (code === 5) expect(readFileSync(configPath(), 'utf8')).toBe(before);
    }
    expect(config()).toMatchObject({
      profiles: { test: { clientId: OTHER_ID, scopes: ['monitors_read'], sites: ['us1'] } },
    });
  });

  it('asks a published client for its stage and several sites, and warns of the test id', async () => {
    writeFileSync(
      configPath(),
      JSON.stringify({ profiles: { test: { kind: 'test', clientId: ID } } }),
    );
    const terminal = start('--kind', 'published', '--no-secret');
    await converse(terminal, [
      [/Name of the profile \(published\)/, '\r'],
      [/Has Datadog approved the integration\?/, `${DOWN}\r`],
      [/Client id/, `${ID}\r`],
      [/error: The published client has the same id as the test client of profile "test"/, ''],
      [/Client id/, `${OTHER_ID}\r`],
      [/Redirect URIs/, 'https://app.acme-corp.io/oauth/callback\r'],
      [/Onboarding URL/, 'https://app.acme-corp.io/onboarding\r'],
      [/Scopes/, 'monitors_read\r'],
      [/Site of its own org/, '\r'],
    ]);
    expect((await terminal.ended).code).toBe(0);
    expect(config()).toEqual({
      defaultProfile: 'test',
      profiles: {
        test: { kind: 'test', clientId: ID },
        published: {
          kind: 'published',
          stage: 'submitted',
          clientId: OTHER_ID,
          redirectUris: ['https://app.acme-corp.io/oauth/callback'],
          onboardingUrl: 'https://app.acme-corp.io/onboarding',
          scopes: ['monitors_read'],
          sites: ['us1'],
        },
      },
    });
    expect(terminal.text()).toMatch(/Next: ddoauth authorize --profile published\n/);
  });

  it('asks before it stores the secret of the test client for the published one', async () => {
    const first = start();
    await converse(first, TEST_CLIENT);
    expect((await first.ended).code).toBe(0);
    const terminal = start(
      ...['--kind', 'published', '--stage', 'published', '--client-id', OTHER_ID],
      ...['--profile', 'published', '--redirect-uri', 'https://app.acme-corp.io/oauth/callback'],
      ...['--scope', 'monitors_read', '--site', 'us1'],
    );
    await converse(terminal, [
      [/Onboarding URL/, '\r'],
      [/Client secret \(Enter: not now\)/, `${SECRET}\r`],
      [/error: The published client has the same secret as the test client/, ''],
      [/Store it all the same\?/, '\r'],
    ]);
    expect((await terminal.ended).code).toBe(0);
    expect(terminal.text()).toMatch(/No client secret was given/);
    expect(terminal.raw()).not.toContain(SECRET);
    expect(config()).toHaveProperty('profiles.published');
  });

  it('lets an approved client be tested on several sites', async () => {
    const terminal = start('--kind', 'published', '--no-secret', '--client-id', OTHER_ID);
    await converse(terminal, [
      [/Name of the profile/, '\r'],
      [/Has Datadog approved the integration\?/, '\r'],
      [/Redirect URIs/, 'https://app.acme-corp.io/oauth/callback\r'],
      [/Onboarding URL/, '\r'],
      [/Scopes/, 'monitors_read\r'],
      [/Sites to test it on[\s\S]*us3/, `${DOWN} ${DOWN} \r`],
    ]);
    expect((await terminal.ended).code).toBe(0);
    expect(config()).toMatchObject({
      profiles: { published: { kind: 'published', sites: ['us1', 'us3', 'us5'] } },
    });
    expect(config()).not.toHaveProperty('profiles.published.stage');
  });
});
