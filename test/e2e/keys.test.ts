import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiKey } from '../../src/model/grant.ts';
import type { Report } from '../../src/model/report.ts';
import { atTerminal, hasTerminal, interrupt } from '../support/at-terminal.ts';
import { startCli } from '../support/cli.ts';
import { CREATE } from '../support/key-crash.ts';
import { openKeyLab, type KeyHome, type KeyLab } from '../support/key-lab.ts';
import { codesOf, parseReport } from '../support/schema.ts';

let lab: KeyLab;
/** A home with a key of US1 and one of EU1, which each test gets a copy of. */
let template: KeyHome;
let home: KeyHome;
let us1: ApiKey;
let eu1: ApiKey;

beforeAll(async () => {
  lab = await openKeyLab();
  template = lab.freshHome();
  const consent = ['authorize', '--site', 'eu1', '--consent', 'authorize'];
  expect((await template.run(consent)).code).toBe(0);
});
afterAll(async () => {
  template.remove();
  await lab.close();
});
beforeEach(async () => {
  if ((await lab.made()).length < 2) {
    await lab.revokeKeys();
    expect((await template.run(['keys', 'forget', '--site', 'us1,eu1', '--yes'])).code).not.toBe(2);
    expect((await template.run([...CREATE, '--site', 'us1,eu1'])).code).toBe(0);
    const [first, second] = template.stored().sort((a, b) => a.site.localeCompare(b.site));
    if (first === undefined || second === undefined) throw new Error('two keys are wanted');
    [eu1, us1] = [first, second];
  }
  home = lab.freshHome();
  cpSync(template.data, home.data, { recursive: true });
});
afterEach(async () => {
  home.remove();
  await lab.simulator.control('faults', []);
});

interface Ran {
  readonly code: number | null;
  readonly stderr: string;
  readonly report: Report;
  readonly codes: readonly string[];
  readonly ms: number;
}

async function keys(
  args: readonly string[],
  env: Record<string, string> = {},
  input = '',
): Promise<Ran> {
  const began = performance.now();
  const end = await startCli(['keys', ...args, '--json'], {
    cwd: home.path,
    env: { ...home.env, ...env },
    input,
  }).ended;
  const ms = performance.now() - began;
  for (const { value } of [us1, eu1]) expect(end.stdout + end.stderr).not.toContain(value);
  const report = parseReport(end.stdout);
  return { code: end.code, stderr: end.stderr, report, codes: codesOf(report), ms };
}

async function failing(args: readonly string[], env: Record<string, string> = {}) {
  return home.run(['keys', ...args], env);
}

/** Hosts that have seen a key since `from`. */
async function shownTo(from: number): Promise<string[]> {
  const { requests } = await lab.simulator.state();
  return requests
    .slice(from)
    .filter(({ path }) => path === '/api/v1/validate')
    .map(({ host }) => host)
    .sort();
}
const requestsSoFar = async (): Promise<number> => (await lab.simulator.state()).requests.length;

/** Changes the stored keys. */
function rewrite(change: (key: ApiKey) => ApiKey | undefined): void {
  const path = join(home.data, 'secrets.simulator.json');
  const file: { entries: Record<string, string> } = JSON.parse(readFileSync(path, 'utf8'));
  const entries = Object.entries(file.entries).flatMap(([id, text]) => {
    if (!id.startsWith('api-key/')) return [[id, text]];
    const changed = change(JSON.parse(text) as ApiKey);
    if (changed === undefined) return [];
    const { clientId, site, org, keyId } = changed;
    return [[`api-key/${clientId}/${site}/${org.id ?? '-'}/${keyId}`, JSON.stringify(changed)]];
  });
  writeFileSync(path, JSON.stringify({ ...file, entries: Object.fromEntries(entries) }), {
    mode: 0o600,
  });
}

describe('keys list', () => {
  it('shows what is stored and no value; sends nothing', async () => {
    const before = await requestsSoFar();
    const { code, codes, report } = await keys(['list']);
    expect([code, codes]).toEqual([0, ['keys.listed', 'keys.listed']]);
    expect(report.results.map(({ finding }) => finding.args)).toMatchObject([
      { site: 'eu1', last4: eu1.last4, org: 'Example Org EU1' },
      { site: 'us1', last4: us1.last4, org: 'Example Org US1', clientId: us1.clientId },
    ]);
    expect(await requestsSoFar()).toBe(before);
  });

  it('--site narrows it, and nothing is no failure', async () => {
    expect((await keys(['list', '--site', 'eu1'])).report.results).toHaveLength(1);
    const { code, codes } = await keys(['list', '--site', 'us5']);
    expect([code, codes]).toEqual([0, ['keys.none']]);
  });

  it('needs no profile', async () => {
    rmSync(join(home.path, 'ddoauth.config.json'));
    expect((await keys(['list'])).codes).toEqual(['keys.listed', 'keys.listed']);
  });
});

describe('keys validate', () => {
  it('asks the site of each key', async () => {
    const before = await requestsSoFar();
    const { code, codes } = await keys(['validate']);
    expect([code, codes]).toEqual([0, ['key.valid', 'key.valid']]);
    expect(await shownTo(before)).toEqual(['api.datadoghq.com', 'api.datadoghq.eu']);
  });

  it('picks by the last characters, in any case', async () => {
    const { report } = await keys(['validate', us1.last4.toUpperCase()]);
    expect(report.results.map(({ subject }) => subject.site)).toEqual(['us1']);
  });

  it('a key that was revoked fails, with what finds out why', async () => {
    await lab.revokeKeys();
    const { code, codes, report } = await keys(['validate', us1.last4]);
    expect([code, codes]).toEqual([1, ['key.invalid']]);
    expect(report.results[0]?.nextCommand).toBe(`ddoauth keys whose --stored ${us1.last4}`);
  });

  it.each([
    ['an error 500', { kind: 'status', status: 500 }, 4],
    ['a page', { kind: 'status', status: 403, body: '<html>no' }, 4],
    ['a 429', { kind: 'status', status: 429, headers: { 'retry-after': '900' } }, 4],
    ['no answer', { kind: 'drop' }, 4],
  ])('%s says nothing about the key', async (_, fault, exit) => {
    await lab.simulator.control('faults', [{ path: '/api/v1/validate', ...fault }]);
    const { code, codes } = await keys(['validate', us1.last4]);
    expect([code, codes]).toEqual([exit, ['key.check-inconclusive']]);
  });

  it('valid:false is a refusal', async () => {
    const body = { valid: false };
    await lab.simulator.control('faults', [
      { path: '/api/v1/validate', kind: 'status', status: 200, body },
    ]);
    expect((await keys(['validate', us1.last4])).codes).toEqual(['key.invalid']);
  });

  it('nothing to do is exit 5, and a site that is not known is named', async () => {
    const none = await keys(['validate', '--site', 'us5']);
    expect([none.code, none.codes]).toEqual([5, ['keys.none']]);
    rewrite((key) => ({ ...key, site: 'lab' }));
    const { code, codes } = await keys(['validate']);
    expect([code, codes]).toEqual([5, ['keys.site-unknown', 'keys.site-unknown']]);
  });

  it('no stored key ends so: exit 2, and a whole value is not repeated', async () => {
    const end = await failing(['validate', 'zzzz']);
    expect([end.code, end.stdout]).toEqual([2, '']);
    expect(end.stderr).toMatch(/ends in "zzzz"/);
    const whole = await failing(['validate', us1.value]);
    expect(whole.code).toBe(2);
    expect(whole.stderr).not.toContain(us1.value);
  });
});

describe('keys forget', () => {
  it('removes the one that is named, and says that Datadog still has it', async () => {
    const { code, codes, report } = await keys(['forget', us1.last4, '--yes']);
    expect([code, codes]).toEqual([0, ['keys.forgotten']]);
    expect(report.results[0]?.message).toMatch(
      /Datadog still has it.*https:\/\/app\.datadoghq\.com\/organization-settings\/api-keys/,
    );
    expect(home.stored().map(({ site }) => site)).toEqual(['eu1']);
    expect(await lab.isAlive(us1.value)).toBe(true);
    const next = await home.run([...CREATE, '--site', 'us1', '--json']);
    expect(codesOf(parseReport(next.stdout))).toContain('key.exists-unknown');
  });

  it('--site names too; several that are not named are not forgotten with --yes', async () => {
    const end = await failing(['forget', '--yes']);
    expect([end.code, end.stdout]).toEqual([2, '']);
    expect(end.stderr).toMatch(/would forget 2 keys/);
    expect(home.stored()).toHaveLength(2);
    expect((await keys(['forget', '--site', 'us1,eu1', '--yes'])).code).toBe(0);
    expect(home.stored()).toEqual([]);
    const none = await keys(['forget', '--yes']);
    expect([none.code, none.codes]).toEqual([5, ['keys.none']]);
  });

  it('without a terminal wants --yes', async () => {
    const end = await failing(['forget', us1.last4]);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/--yes/);
    expect(home.stored()).toHaveLength(2);
  });

  it('forgets the note of a request that was never answered', async () => {
    await lab.revokeKeys();
    await keys(['forget', '--site', 'us1', '--yes']);
    await lab.simulator.control('faults', [{ path: '/api/v2/api_keys/*', kind: 'lose-answer' }]);
    await home.run([...CREATE, '--site', 'us1']);
    expect(home.intents()).toHaveLength(1);
    expect((await keys(['list', '--site', 'us1'])).codes).toEqual(['key.intent-open']);
    const { code, codes } = await keys(['forget', '--site', 'us1', '--yes']);
    expect([code, codes]).toEqual([0, ['keys.intent-forgotten']]);
    expect(home.intents()).toEqual([]);
    expect(readFileSync(join(home.data, 'secrets.simulator.json'), 'utf8')).not.toMatch(/key-seal/);
  });
});

const COMMERCIAL = [
  'api.ap1.datadoghq.com',
  'api.ap2.datadoghq.com',
  'api.datadoghq.com',
  'api.datadoghq.eu',
  'api.uk1.datadoghq.com',
  'api.us3.datadoghq.com',
  'api.us5.datadoghq.com',
];

describe('keys whose', () => {
  it.each([
    ['DD_API_KEY', (key: ApiKey) => keys(['whose', '--yes'], { DD_API_KEY: ` "${key.value}"\n` })],
    ['standard input', (key: ApiKey) => keys(['whose', '-', '--yes'], {}, `${key.value}\n`)],
    ['standard input without -', (key: ApiKey) => keys(['whose', '--yes'], {}, key.value)],
    [
      'standard input before DD_API_KEY',
      (key: ApiKey) => keys(['whose', '-', '--yes'], { DD_API_KEY: 'f'.repeat(32) }, key.value),
    ],
    ['the store', (key: ApiKey) => keys(['whose', '--stored', key.last4, '--yes'])],
  ])('asks every commercial site, and no other, about a key from %s', async (_, ask) => {
    const before = await requestsSoFar();
    const { code, report } = await ask(eu1);
    expect(code).toBe(0);
    expect(report.results[0]).toMatchObject({
      id: 'keys.whose',
      grade: 'passed',
      finding: { code: 'keys.belongs', args: { site: 'eu1', host: 'api.datadoghq.eu' } },
    });
    expect(await shownTo(before)).toEqual(COMMERCIAL);
    const known = report.results.filter(({ finding }) => finding.code === 'keys.known');
    expect(known.map(({ id }) => id)).toEqual(['keys.whose.eu1']);
    expect(report.results).toHaveLength(8);
  });

  it('asks the sites that --site names, gov ones too', async () => {
    const before = await requestsSoFar();
    const { code, codes } = await keys(['whose', '--yes', '--site', 'us1-fed,us2-fed'], {
      DD_API_KEY: us1.value,
    });
    expect([code, codes[0]]).toEqual([1, 'keys.belongs-nowhere']);
    expect(await shownTo(before)).toEqual(['api.ddog-gov.com', 'api.us2.ddog-gov.com']);
  });

  it('a site of the environment or of the profile narrows nothing', async () => {
    const before = await requestsSoFar();
    await keys(['whose', '--yes'], { DD_API_KEY: us1.value, DD_SITE: 'us1-fed' });
    expect(await shownTo(before)).toEqual(COMMERCIAL);
  });

  it('a stored key of a gov site is shown to gov sites only', async () => {
    rewrite((key) => (key.site === 'us1' ? { ...key, site: 'us1-fed' } : key));
    const before = await requestsSoFar();
    const { codes } = await keys(['whose', '--stored', us1.last4, '--yes']);
    expect(codes[0]).toBe('keys.belongs-nowhere');
    expect(await shownTo(before)).toEqual(['api.ddog-gov.com', 'api.us2.ddog-gov.com']);
  });

  it('nobody knows it: failed, and says which sites were not asked', async () => {
    const { code, report } = await keys(['whose', '--yes'], { DD_API_KEY: 'f'.repeat(32) });
    expect([code, report.results[0]?.finding.code]).toEqual([1, 'keys.belongs-nowhere']);
    expect(report.results[0]?.remedy).toMatch(/us1-fed, us2-fed/);
  });

  it('a stored key that belongs to another site fails', async () => {
    rewrite((key) => (key.site === 'us1' ? undefined : { ...key, site: 'us1' }));
    const { code, report } = await keys(['whose', '--stored', eu1.last4, '--yes']);
    expect([code, report.results[0]?.finding]).toMatchObject([
      1,
      { code: 'keys.belongs-elsewhere', args: { stored: 'us1', site: 'eu1' } },
    ]);
  });

  it('one dead site delays nothing but its own row', async () => {
    await lab.simulator.control('faults', [
      { host: 'api.us5.datadoghq.com', kind: 'black-hole' },
      { host: 'api.ap1.datadoghq.com', kind: 'drop' },
      { host: 'api.ap2.datadoghq.com', kind: 'status', status: 503 },
    ]);
    const { code, report, ms } = await keys(['whose', '--yes'], { DD_API_KEY: us1.value });
    // The question has its answer, so nothing is open.
    expect([code, report.results[0]?.finding.code]).toEqual([0, 'keys.belongs']);
    const silent = report.results.filter(({ finding }) => finding.code === 'keys.not-answered');
    expect(silent.map(({ id, grade }) => [id, grade])).toEqual([
      ['keys.whose.us5', 'warning'],
      ['keys.whose.ap1', 'warning'],
      ['keys.whose.ap2', 'warning'],
    ]);
    const others = report.results.slice(1).filter((result) => !silent.includes(result));
    for (const { durationMs } of others) expect(durationMs).toBeLessThan(2_000);
    // Once it is known whose the key is, nobody is waited for.
    expect(ms).toBeLessThan(6_000);
  });

  it('who does not answer may be the one: exit 4, as when nobody does', async () => {
    await lab.simulator.control('faults', [{ host: 'api.datadoghq.com', kind: 'drop' }]);
    const one = await keys(['whose', '--yes'], { DD_API_KEY: us1.value });
    expect([one.code, one.codes[0]]).toEqual([4, 'keys.undecided']);
    expect(one.report.results[0]?.message).toContain('us1 gave no answer');
    await lab.simulator.control('faults', [{ kind: 'drop' }]);
    const none = await keys(['whose', '--yes'], { DD_API_KEY: us1.value });
    expect([none.code, none.codes[0]]).toEqual([4, 'keys.undecided']);
  });

  it('something that answers for Datadog is told apart', async () => {
    const fault = { path: '/api/v1/validate', kind: 'status', status: 200, body: { valid: true } };
    await lab.simulator.control('faults', [fault]);
    const { code, codes } = await keys(['whose', '--yes'], { DD_API_KEY: us1.value });
    expect([code, codes[0]]).toEqual([1, 'keys.belongs-twice']);
  });

  it.each([
    ['an application key', '0123456789abcdef0123456789abcdef01234567'],
    ['an access token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'],
    ['a header', 'Bearer 0123456789abcdef0123456789abcdef'],
  ])('%s is shown to nobody', async (_, value) => {
    const before = await requestsSoFar();
    const { code, codes, stderr, report } = await keys(['whose', '--yes'], { DD_API_KEY: value });
    expect([code, codes]).toEqual([1, ['keys.wrong-kind']]);
    expect(await requestsSoFar()).toBe(before);
    expect(stderr + JSON.stringify(report)).not.toContain(value);
  });

  it('a key as an argument is refused and not repeated, nor is one that cannot be one', async () => {
    const before = await requestsSoFar();
    for (const [args, env] of [
      [['whose', us1.value, '--yes'], {}],
      [['whose', '--yes'], { DD_API_KEY: 'two words\u0007' }],
      [['whose', '--yes'], { DD_API_KEY: '   ' }],
      [['whose', '--yes'], {}],
      [['whose', '--stored', 'zzzz', '--yes'], {}],
    ] as const) {
      const end = await failing(args, env);
      expect([end.code, end.stdout], args.join(' ')).toEqual([2, '']);
      expect(end.stderr).toMatch(/^ddoauth: .+\n( {2}.+\n)?$/);
      expect(end.stderr).not.toMatch(new RegExp(`${us1.value}|two words`));
    }
    expect(await requestsSoFar()).toBe(before);
  });

  it('without a terminal wants --yes, and says who would see it', async () => {
    const before = await requestsSoFar();
    const end = await failing(['whose'], { DD_API_KEY: us1.value });
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/to each of us1, us3, us5, eu1, ap1, ap2, uk1/);
    expect(end.stderr).not.toContain(us1.value);
    expect(await requestsSoFar()).toBe(before);
  });

  it('standard input that stays silent is not waited for for ever', async () => {
    const cli = startCli(['keys', 'whose', '--yes'], { cwd: home.path, env: home.env });
    const began = performance.now();
    expect((await cli.ended).code).toBe(2);
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  it('asks a running simulator even without a profile, never Datadog', async () => {
    rmSync(join(home.path, 'ddoauth.config.json'));
    const before = await requestsSoFar();
    const { code, report } = await keys(['whose', '--yes'], { DD_API_KEY: us1.value });
    expect([code, report.target]).toEqual([0, 'simulator']);
    expect(await shownTo(before)).toEqual(COMMERCIAL);
  });
});

describe.runIf(hasTerminal())('at a terminal', () => {
  const start = (args: readonly string[], env: Record<string, string> = {}) =>
    atTerminal(['keys', ...args], { cwd: home.path, env: { ...home.env, ...env } });

  it('forget shows what it is about and asks; no and Ctrl-C keep it', async () => {
    for (const answer of ['n\r', '\r']) {
      const terminal = start(['forget']);
      await terminal.waitFor(new RegExp(`Key ending in ${eu1.last4} of Example Org EU1`));
      await terminal.waitFor(/Forget this\? \(y\/N\)/);
      terminal.type(answer);
      expect((await terminal.ended).code).toBe(5);
    }
    const interrupted = start(['forget']);
    await interrupted.waitFor(/Forget this\?/);
    await interrupt(interrupted);
    expect(home.stored()).toHaveLength(2);
    const terminal = start(['forget']);
    await terminal.waitFor(/Forget this\?/);
    terminal.type('y\r');
    expect((await terminal.ended).code).toBe(0);
    expect(home.stored()).toEqual([]);
  });

  it('whose asks for the key, does not show it, and asks before it shows it to anybody', async () => {
    const before = await requestsSoFar();
    const refused = start(['whose']);
    await refused.waitFor(/API key/);
    refused.type(`${us1.value}\r`);
    await refused.waitFor(new RegExp(`shows the key ending in ${us1.last4} to each of us1, us3`));
    await refused.waitFor(/Ask them\? \(y\/N\)/);
    refused.type('n\r');
    expect((await refused.ended).code).toBe(5);
    expect(await requestsSoFar()).toBe(before);
    const terminal = start(['whose']);
    await terminal.waitFor(/API key/);
    terminal.type(`${us1.value}\r`);
    await terminal.waitFor(/Ask them\?/);
    terminal.type('y\r');
    await terminal.waitFor(/belongs to us1/);
    expect((await terminal.ended).code).toBe(0);
    expect(refused.raw() + terminal.raw()).not.toContain(us1.value);
  });
});
