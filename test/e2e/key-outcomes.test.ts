import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import { cliEnvironment } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { filesBelow } from '../support/files-below.ts';
import { CREATE } from '../support/key-crash.ts';
import { KEY_PATH, openKeyLab, type KeyHome, type KeyLab } from '../support/key-lab.ts';
import { freePort } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess } from '../support/simulator.ts';

let lab: KeyLab;
let home: KeyHome;
beforeAll(async () => {
  lab = await openKeyLab();
});
afterAll(() => lab.close());
beforeEach(() => {
  home = lab.freshHome();
});
afterEach(async () => {
  home.remove();
  lab.gate.watch(KEY_PATH, () => undefined);
  await lab.simulator.control('faults', []);
  await lab.revokeKeys();
});

interface Ran {
  readonly code: number | null;
  readonly stderr: string;
  readonly report: Report;
  readonly key: Result | undefined;
  readonly codes: readonly string[];
}

async function create(
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Ran> {
  const end = await home.run([...CREATE, '--json', ...args], env);
  const report = parseReport(end.stdout);
  const key = report.results.find(({ id }) => id === 'key.create');
  return { code: end.code, stderr: end.stderr, report, key, codes: codesOf(report) };
}

const faults = (fault: object): Promise<void> =>
  lab.simulator.control('faults', [{ path: KEY_PATH, ...fault }]);
const PAGE = 'https://app.datadoghq.com/organization-settings/api-keys';

describe('created', () => {
  it('is stored before anything else, and no note of it is left', async () => {
    const { code, key, codes } = await create();
    expect(code).toBe(0);
    expect(key?.finding.code).toBe('key.created');
    expect(codes).toContain('key.valid');
    expect(home.intents()).toEqual([]);
    const [stored] = home.stored();
    const [made] = await lab.made();
    expect(stored).toMatchObject({ keyId: made?.id, last4: made?.last4, site: 'us1' });
    expect(await lab.isAlive(stored?.value ?? '')).toBe(true);
    const text = filesBelow(home.data).map((file) => file.text);
    expect(text.join('\n')).not.toMatch(/key-seal/);
  });

  it('is in the store while it is validated, and in no other file as it is', async () => {
    const seen: { readonly stored: number; readonly elsewhere: number }[] = [];
    lab.gate.watch('/api/v1/validate', (step) => {
      if (step !== 'received') return;
      const [key] = home.stored();
      const holding = filesBelow(home.data).filter(({ text }) => text.includes(key?.value ?? '-'));
      seen.push({ stored: home.stored().length, elsewhere: holding.length - 1 });
    });
    expect((await create()).code).toBe(0);
    expect(seen.length).toBeGreaterThan(1);
    for (const each of seen) expect(each).toEqual({ stored: 1, elsewhere: 0 });
  });

  it('a broken answer in which it is whole is enough', async () => {
    await faults({ kind: 'cut-answer' });
    const { key, codes } = await create(['--simulator', lab.simulator.origin]);
    expect(key?.finding.code).toBe('key.created');
    expect(codes).toContain('key.valid');
    expect(home.stored()).toHaveLength(1);
    expect(home.intents()).toEqual([]);
  });

  it('--print shows the value once, on standard error', async () => {
    const { code, stderr, report } = await create(['--print']);
    const [stored] = home.stored();
    expect(code).toBe(0);
    expect(stderr.split(stored?.value ?? '-')).toHaveLength(2);
    expect(JSON.stringify(report)).not.toContain(stored?.value);
  });

  it('without --print it is shown nowhere', async () => {
    const end = await home.run([...CREATE, '-v']);
    const [stored] = home.stored();
    expect(stored?.value).toMatch(/^[0-9a-f]{32}$/);
    expect(end.stdout + end.stderr).not.toContain(stored?.value);
  });
});

describe('a key that is stored', () => {
  it('is validated and used again; nothing is asked for', async () => {
    await create();
    const asked = await lab.asked();
    const { code, key, codes } = await create();
    expect(code).toBe(0);
    expect(key?.finding.code).toBe('key.reused');
    expect(codes).toContain('key.valid');
    expect(await lab.asked()).toBe(asked);
  });

  it('was revoked: failed, with what finds out why', async () => {
    await create();
    await lab.revokeKeys();
    const { code, report } = await create();
    expect(code).toBe(1);
    const valid = report.results.find(({ id }) => id === 'key.validate');
    expect(valid?.finding.code).toBe('key.invalid');
    expect(valid?.nextCommand).toBe(`ddoauth keys whose --stored ${home.stored()[0]?.last4 ?? ''}`);
  });

  it('stays when --new is refused, and when it ends in an error', async () => {
    await create();
    const before = home.stored();
    const refused = await create(['--new']);
    expect(refused.code).toBe(1);
    expect(refused.codes).toEqual(['grant.fresh', 'key.new-refused', 'key.valid']);
    expect(refused.key?.remedy).toContain(PAGE);
    for (const fault of [
      { kind: 'status', status: 500 },
      { kind: 'drop' },
      { kind: 'lose-answer' },
    ]) {
      await faults(fault);
      expect((await create(['--new'])).key?.grade).toBe('inconclusive');
    }
    expect(home.stored()).toEqual(before);
    await faults({ kind: 'latency', ms: 0 });
    // Nobody was given another one, so it is still the key: the notes are settled by that.
    const next = await create();
    expect(next.code).toBe(0);
    expect(next.key?.finding.code).toBe('key.reused');
    expect(home.intents()).toEqual([]);
  });

  it('is followed by another one with --new once it was revoked; both values are kept', async () => {
    await create();
    await lab.revokeKeys();
    const { code, key } = await create(['--new']);
    expect(code).toBe(0);
    expect(key?.finding.code).toBe('key.created');
    expect(home.stored()).toHaveLength(2);
    expect((await create()).key?.finding.args['last4']).toBe(key?.finding.args['last4']);
  });

  it('was revoked, and --new was killed: says that another one may exist', async () => {
    await create();
    await lab.revokeKeys();
    await faults({ kind: 'lose-answer', times: 1 });
    expect((await create(['--new'])).key?.finding.code).toBe('key.perhaps-created');
    const next = await create();
    expect(next.codes).toEqual([
      'grant.fresh',
      'key.reused',
      'key.invalid',
      'key.intent-open',
      'key.refused-elsewhere',
    ]);
    const found = await create(['--new']);
    expect(found.key?.finding.code).toBe('key.new-refused');
  });
});

describe('an org that has a key which is not here', () => {
  it('is explained with the steps of recovery, which work', async () => {
    const other = lab.freshHome();
    await other.run(CREATE);
    other.remove();
    const { code, key } = await create();
    expect(code).toBe(1);
    expect(key).toMatchObject({
      grade: 'failed',
      finding: { code: 'key.exists-unknown' },
      nextCommand: 'ddoauth create-key --site us1',
    });
    expect(key?.remedy).toContain(PAGE);
    expect(key?.remedy).toMatch(/revoke its key, then create it again/);
    expect(home.intents()).toEqual([]);
    await lab.revokeKeys();
    expect((await create()).key?.finding.code).toBe('key.created');
  });
});

describe('answers', () => {
  const text = (body: string) => ({ errors: [body] });
  it.each([
    [400, text('Bad request'), 1, 'key.bad-request', false],
    [401, text('Unauthorized'), 3, 'key.token-refused', false],
    [403, text('Forbidden'), 1, 'key.permission-missing', false],
    [403, '<html>blocked', 4, 'key.gateway-answer', false],
    [404, text('Not found'), 1, 'key.not-offered', false],
    [405, '', 1, 'key.not-offered', false],
    [409, text('An API key with this name already exists'), 1, 'key.exists-unknown', false],
    [409, text('Try later'), 1, 'key.conflict', false],
    [422, text('No'), 1, 'key.refused', false],
    [429, text('Slow down'), 4, 'key.rate-limited', false],
    [500, text('Internal'), 4, 'key.unavailable', true],
    [503, '<html>busy', 4, 'key.unavailable', true],
    [302, '', 4, 'key.redirected', true],
    [200, '<html>log in', 4, 'key.unexpected-answer', true],
    [201, { data: {} }, 4, 'key.unexpected-answer', true],
  ])('%i %j: exit %i, %s', async (status, body, exit, expected, mayExist) => {
    const before = await lab.asked();
    await faults({ kind: 'status', status, body, headers: { location: 'https://x.test/' } });
    const { code, key } = await create();
    expect([code, key?.finding.code]).toEqual([exit, expected]);
    // Never a second time: the first may have made a key.
    expect((await lab.asked()) - before).toBe(1);
    expect(home.intents()).toHaveLength(mayExist ? 1 : 0);
    expect(home.stored()).toEqual([]);
    await lab.simulator.control('faults', []);
    const next = await create();
    expect(next.key?.finding.code).toBe('key.created');
    expect(home.intents()).toEqual([]);
    if (mayExist) expect(next.stderr).toMatch(/never learnt the outcome: it may exist/);
  });

  it('429: says when the limit is reset', async () => {
    await faults({
      kind: 'status',
      status: 429,
      headers: { 'x-ratelimit-reset': '37', 'x-ratelimit-name': 'marketplace' },
    });
    expect((await create()).key?.remedy).toMatch(/in 37 s, when the limit marketplace is reset/);
  });

  it('lost after the key was made: how to find out; then lost for good; recovery works', async () => {
    await faults({ kind: 'lose-answer', times: 1 });
    const lost = await create();
    expect([lost.code, lost.key?.finding.code]).toEqual([4, 'key.perhaps-created']);
    expect(lost.key?.remedy).toMatch(/if it creates one, there was none/);
    const listed = parseReport((await home.run(['keys', 'list', '--json'])).stdout);
    expect(codesOf(listed)).toEqual(['key.intent-open']);
    for (const _ of [1, 2]) {
      const next = await create();
      expect([next.code, next.key?.finding.code]).toEqual([1, 'key.intent-left']);
      expect(next.key?.message).toMatch(/its value is lost/);
      expect(next.key?.remedy).toContain(PAGE);
    }
    await lab.revokeKeys();
    expect((await create()).key?.finding.code).toBe('key.created');
    expect(home.intents()).toEqual([]);
  });

  it('a refusal does not settle the note of an earlier request', async () => {
    await faults({ kind: 'lose-answer', times: 1 });
    const lost = await create();
    for (const status of [401, 403, 429]) {
      await faults({ kind: 'status', status });
      await create();
    }
    await lab.simulator.control('faults', []);
    const next = await create();
    expect(next.key?.finding.code).toBe('key.intent-left');
    expect(next.key?.message).toContain(lost.report.runId);
  });

  it('later than --timeout allows: perhaps created, in time', async () => {
    const before = await lab.asked();
    await faults({ kind: 'late-answer', ms: 5_000, times: 1 });
    const { code, key, report } = await create(['--timeout', '3s']);
    expect([code, key?.finding.code]).toEqual([4, 'key.perhaps-created']);
    expect(report.durationMs).toBeLessThan(4_000);
    // The simulator writes it down when it answers.
    await expect.poll(() => lab.asked(), { timeout: 10_000 }).toBe(before + 1);
  });

  it('when nothing was sent no key was made, and no note is left', async () => {
    const { env } = home;
    const end = await home.run([...CREATE, '--json', '--simulator', 'http://127.0.0.1:1'], env);
    expect(end.code).toBe(4);
    expect(codesOf(parseReport(end.stdout))).toContain('key.unreachable');
    expect(home.intents()).toEqual([]);
  });
});

describe('without a place for the value nothing is asked for', () => {
  it('DDOAUTH_STORE=memory: exit 5; with --print it is shown, and used', async () => {
    const consent = ['authorize', '--site', 'eu1', '--consent', 'authorize'];
    expect((await home.run(consent)).code).toBe(0);
    const file = join(home.path, 'token.txt');
    const env = {
      DDOAUTH_STORE: 'memory',
      DDOAUTH_REFRESH_TOKEN: refreshTokenOf(home, 'eu1'),
    };
    const args = ['--site', 'eu1', '--refresh-token-out', file];
    const before = await lab.asked();
    const refused = await create(args, env);
    expect([refused.code, refused.key?.finding.code]).toEqual([5, 'key.store-forgets']);
    expect(await lab.asked()).toBe(before);
    const rotated = readFileSync(file, 'utf8').trim();
    const printed = await create([...args, '--print'], { ...env, DDOAUTH_REFRESH_TOKEN: rotated });
    expect(printed.key?.finding.code).toBe('key.created');
    expect(printed.codes).toContain('key.valid');
    const values = printed.stderr.match(/^[0-9a-f]{32}$/gm) ?? [];
    expect(values).toHaveLength(1);
    expect(home.stored()).toEqual([]);
    expect(home.intents()).toEqual([]);
  });

  it('a file of secrets that cannot be understood is left alone', async () => {
    const path = join(home.data, 'secrets.simulator.json');
    const before = await lab.asked();
    writeFileSync(path, `${readFileSync(path, 'utf8')}}`);
    const end = await home.run([...CREATE, '--json']);
    expect(end.code).toBe(2);
    expect(await lab.asked()).toBe(before);
  });

  it('too little time: exit 5', async () => {
    await lab.simulator.control('faults', [{ path: '/oauth2/v1/token', kind: 'latency', ms: 1 }]);
    const before = await lab.asked();
    const { code, codes } = await create(['--timeout', '0.4s']);
    expect(code).toBe(5);
    expect(codes).toContain('key.no-time');
    expect(await lab.asked()).toBe(before);
    expect(home.intents()).toEqual([]);
  });
});

describe('create-key --json on an org that has a key from the start', () => {
  it('gives the steps of recovery', async () => {
    const port = await freePort();
    const seed = {
      clients: [
        {
          clientId: CLIENT_ID,
          kind: 'published',
          name: 'Example Integration',
          redirectUris: [`http://localhost:${String(port)}/callback`],
          scopes: ['api_keys_write'],
        },
      ],
      orgs: [{ id: 'org-1', name: 'Example Org', site: 'us1' }],
      users: [{ id: 'u-1', name: 'Ada', handle: 'ada@example.test', orgId: 'org-1' }],
      keys: [{ clientId: CLIENT_ID, orgId: 'org-1' }],
    };
    writeFileSync(join(home.path, 'seed.json'), JSON.stringify(seed));
    writeConfig(home.path, port, { scopes: ['api_keys_write'] });
    const simulator = await startSimulatorProcess(['--seed', 'seed.json'], {
      cwd: home.path,
      env: cliEnvironment(home.path),
    });
    try {
      const at = ['--simulator', simulator.origin];
      expect((await home.run(['authorize', '--consent', 'authorize', ...at])).code).toBe(0);
      const { code, key } = await create([...at, '--site', 'us1']);
      expect([code, key?.finding.code]).toEqual([1, 'key.exists-unknown']);
      expect(key?.remedy).toContain(PAGE);
    } finally {
      await simulator.stop();
    }
  });
});

describe('two processes at once', () => {
  it.each([[[]], [['--new']]])('%j: one request is made, and both end well', async (args) => {
    const before = await lab.asked();
    // The answer waits until the others have come as far as the lock.
    lab.gate.watch(KEY_PATH, async (step) => {
      if (step === 'received') await pause(2_000);
    });
    const runs = await Promise.all([1, 2, 3].map(() => create(args)));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const codes = runs.map(({ key }) => key?.finding.code).sort();
    expect(codes).toEqual(['key.created', 'key.reused', 'key.reused']);
    expect((await lab.asked()) - before).toBe(1);
    expect(home.stored()).toHaveLength(1);
    expect(home.intents()).toEqual([]);
  });

  it('the first is killed after the simulator has made the key: the second says what happened', async () => {
    let first: ReturnType<KeyHome['start']> | undefined;
    lab.gate.watch(KEY_PATH, async (step) => {
      if (step !== 'committed' || first === undefined) return;
      const killed = first;
      first = undefined;
      killed.child.kill('SIGKILL');
      await killed.ended;
    });
    first = home.start(CREATE);
    await expect.poll(() => home.intents().length, { timeout: 10_000 }).toBe(1);
    const second = await create();
    expect(second.key?.finding.code).toBe('key.intent-left');
  });
});

/** The refresh token of the home's grant of a site. */
function refreshTokenOf({ data }: KeyHome, site: string): string {
  const { entries }: { entries: Record<string, string> } = JSON.parse(
    readFileSync(join(data, 'secrets.simulator.json'), 'utf8'),
  );
  const text = Object.entries(entries).find(([id]) => id.includes(`/${site}/`))?.[1] ?? '';
  return /"refreshToken":"([^"]+)"/.exec(text)?.[1] ?? '';
}
