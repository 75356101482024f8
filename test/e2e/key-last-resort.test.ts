import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { canMount, smallDisk } from '../storage/machine.ts';
import { CREATE } from '../support/key-crash.ts';
import {
  intentsIn,
  KEY_PATH,
  openKeyLab,
  storedKeys,
  type KeyHome,
  type KeyLab,
} from '../support/key-lab.ts';
import { needs, requirement } from '../support/requirements.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import {
  missingSecretServicePrograms,
  SECRET_SERVICE_PACKAGES,
  startTestSession,
  type Keyring,
  type TestSession,
} from '../support/secret-service.ts';

let lab: KeyLab;
beforeAll(async () => {
  lab = await openKeyLab();
});
afterAll(() => lab.close());

interface Ran {
  readonly code: number | null;
  readonly codes: readonly string[];
  readonly stderr: string;
  readonly message: string;
  readonly remedy: string;
  readonly ms: number;
}

async function create(home: KeyHome, env: Record<string, string>): Promise<Ran> {
  const began = performance.now();
  const end = await home.run([...CREATE, '--json'], env);
  const ms = performance.now() - began;
  const report = parseReport(end.stdout);
  const key = report.results.find(({ id }) => id === 'key.create');
  return {
    code: end.code,
    codes: codesOf(report),
    stderr: end.stderr,
    message: key?.message ?? '',
    remedy: key?.remedy ?? '',
    ms,
  };
}

/** A home, fresh, in an org without a key. */
async function freshHome(): Promise<KeyHome> {
  await lab.revokeKeys();
  lab.gate.watch(KEY_PATH, () => undefined);
  const home = lab.freshHome();
  onTestFinished(() => home.remove());
  return home;
}

/** The one value that was shown, alive, and that it was shown once. */
async function shownValue(stderr: string): Promise<string> {
  const values = stderr.match(/\b[0-9a-f]{32}\b/g) ?? [];
  expect(values).toHaveLength(1);
  const [value = ''] = values;
  expect(await lab.isAlive(value)).toBe(true);
  return value;
}

/** Fills a disk to the last byte. */
function fill(folder: string): string {
  const path = join(folder, 'ballast');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(path, Buffer.alloc(bavail * bsize, 'x'));
  return path;
}

describe.runIf(needs(canMount()))('a disk', () => {
  /** A home whose data folder is on a small disk of its own. */
  async function onDisk() {
    const home = await freshHome();
    const disk = await smallDisk(256 * 1024);
    await cp(home.data, disk.folder, { recursive: true });
    return { home, disk, env: { DDOAUTH_HOME: disk.folder } };
  }

  it('that is full: found before the request', async () => {
    const { home, disk, env } = await onDisk();
    const before = await lab.asked();
    const ballast = fill(disk.folder);
    const { code, codes, message } = await create(home, env);
    expect([code, codes]).toEqual([5, ['grant.fresh', 'key.no-safe-place']]);
    expect(message).toMatch(/the disk is full/);
    expect(await lab.asked()).toBe(before);
    expect(intentsIn(disk.folder)).toEqual([]);
    rmSync(ballast);
    expect((await create(home, env)).codes).toContain('key.created');
  });

  it('that is read-only: found before the request', async () => {
    const { home, disk, env } = await onDisk();
    const before = await lab.asked();
    disk.remount('ro');
    const { code, codes, message } = await create(home, env);
    expect([code, codes]).toEqual([5, ['grant.fresh', 'key.no-safe-place']]);
    expect(message).toMatch(/the file system is read-only/);
    expect(await lab.asked()).toBe(before);
  });

  it('that fills up after the request: the value is shown once, and is not lost when it scrolls away', async () => {
    const { home, disk, env } = await onDisk();
    let ballast = '';
    lab.gate.watch(KEY_PATH, (step) => {
      if (step === 'received') ballast = fill(disk.folder);
    });
    const { code, codes, stderr, message, remedy } = await create(home, env);
    expect(code).toBe(1);
    expect(codes.slice(0, 3)).toEqual(['grant.fresh', 'key.save-failed', 'key.valid']);
    expect(message).toMatch(/the disk is full/);
    expect(remedy).toMatch(/safe place/);
    const value = await shownValue(stderr);
    expect(stderr).toMatch(/Keep it in a safe place now/);
    expect(storedKeys(disk.folder)).toEqual([]);
    // It waits in the note, which had the room for it, and not as it is.
    rmSync(ballast);
    expect(intentsIn(disk.folder)).toHaveLength(1);
    const next = await create(home, env);
    expect(next.codes.slice(0, 3)).toEqual(['grant.fresh', 'key.reused', 'key.valid']);
    expect(storedKeys(disk.folder).map((key) => key.value)).toEqual([value]);
    expect(next.stderr).not.toContain(value);
    expect(intentsIn(disk.folder)).toEqual([]);
  });

  it('that becomes read-only after the request: the value is shown once', async () => {
    const { home, disk, env } = await onDisk();
    lab.gate.watch(KEY_PATH, (step) => {
      if (step === 'received') disk.remount('ro');
    });
    const { code, codes, stderr, message } = await create(home, env);
    expect(code).toBe(1);
    expect(codes).toContain('key.save-failed');
    expect(message).toMatch(/read-only/);
    await shownValue(stderr);
    disk.remount('rw');
    expect((await create(home, env)).codes).toContain('key.intent-left');
  });
});

const missing = missingSecretServicePrograms();
const keychain = requirement(
  'a Secret Service',
  missing.length === 0,
  `${missing.join(', ')} not found (${SECRET_SERVICE_PACKAGES})`,
);

describe.runIf(keychain)('a keychain', () => {
  /** A home in a session with an unlocked keyring; its grant rests in the file. */
  async function inSession(): Promise<{
    readonly home: KeyHome;
    readonly env: Record<string, string>;
    readonly session: TestSession;
    readonly keyring: Keyring;
  }> {
    const home = await freshHome();
    const folder = join(home.path, 'session');
    mkdirSync(folder);
    const session = await startTestSession(folder);
    onTestFinished(() => session.close());
    const keyring = await session.startKeyring('unlocked');
    return { home, session, keyring, env: { ...session.env, HOME: home.path, DDOAUTH_STORE: '' } };
  }
  const values = async (session: TestSession): Promise<string[]> =>
    [...(await session.search('ddoauth (simulator)')).matchAll(/"value":"([0-9a-f]{32})"/g)].map(
      ([, value = '']) => value,
    );

  it('takes the key, and keeps nothing else of the request', async () => {
    const { home, env, session } = await inSession();
    expect((await create(home, env)).codes).toContain('key.created');
    expect(await values(session)).toHaveLength(1);
    expect(await session.search('ddoauth (simulator)')).not.toMatch(/key-seal/);
    expect(home.intents()).toEqual([]);
    expect(home.stored()).toEqual([]);
  });

  it('that hangs before the request: no request is made', async () => {
    const { home, env, keyring } = await inSession();
    const before = await lab.asked();
    // Frozen once the program has found it working and takes its first lock.
    const locks = join(home.data, 'locks');
    rmSync(locks, { recursive: true, force: true });
    const running = create(home, env);
    while (!existsSync(locks) || !readdirSync(locks).some((name) => name.endsWith('.held'))) {
      await pause(1);
    }
    keyring.freeze();
    const { code, codes, ms } = await running;
    keyring.thaw();
    expect([code, codes]).toEqual([5, ['grant.fresh', 'key.no-safe-place']]);
    expect(ms).toBeLessThan(8_000);
    expect(await lab.asked()).toBe(before);
    expect(home.intents()).toEqual([]);
  });

  it('that is demanded and hangs from the start: exit 2, no request is made', async () => {
    const { home, env, keyring } = await inSession();
    const before = await lab.asked();
    keyring.freeze();
    const end = await home.run([...CREATE, '--json'], { ...env, DDOAUTH_STORE: 'keychain' });
    keyring.thaw();
    expect(end.code).toBe(2);
    expect(await lab.asked()).toBe(before);
  });

  it('that hangs after the request: the key goes to the file, where it is found from then on', async () => {
    const { home, env, keyring } = await inSession();
    lab.gate.watch(KEY_PATH, (step) => {
      if (step === 'received') keyring.freeze();
    });
    const first = await create(home, env);
    expect([first.code, first.codes[1]]).toEqual([0, 'key.saved-in-spare']);
    expect(first.message).toContain(join(home.data, 'secrets.simulator.json'));
    expect(first.message).toMatch(/no answer within 3 s/);
    expect(first.stderr).not.toMatch(/\b[0-9a-f]{32}\b/);
    const [key] = home.stored();
    expect(await lab.isAlive(key?.value ?? '')).toBe(true);
    // While it hangs, and when it is back.
    expect((await create(home, env)).codes).toContain('key.reused');
    keyring.thaw();
    expect((await create(home, env)).codes).toContain('key.reused');
    const listed = parseReport((await home.run(['keys', 'list', '--json'], env)).stdout);
    expect(listed.results[0]?.finding.args['where']).toBe(
      join(home.data, 'secrets.simulator.json'),
    );
    expect(home.intents()).toEqual([]);
  });

  it.runIf(needs(canMount()))(
    'that hangs after the request, on a disk that is full: the value is shown once',
    async () => {
      const { home, env, keyring } = await inSession();
      const disk = await smallDisk(256 * 1024);
      await cp(home.data, disk.folder, { recursive: true });
      const onDisk = { ...env, DDOAUTH_HOME: disk.folder };
      let ballast = '';
      lab.gate.watch(KEY_PATH, (step) => {
        if (step !== 'received') return;
        keyring.freeze();
        ballast = fill(disk.folder);
      });
      const { code, codes, stderr, message } = await create(home, onDisk);
      keyring.thaw();
      expect([code, codes[1]]).toEqual([1, 'key.save-failed']);
      expect(message).toMatch(/the disk is full.*; .*the disk is full/);
      const value = await shownValue(stderr);
      rmSync(ballast);
      expect((await create(home, onDisk)).codes).toContain('key.reused');
      expect(await lab.isAlive(value)).toBe(true);
    },
  );

  it('that hangs after the request, and Ctrl-C: the key is kept within the second that is left', async () => {
    const { home, env, keyring } = await inSession();
    const cli = home.start(CREATE, env);
    let interruptedAt = 0;
    lab.gate.watch(KEY_PATH, async (step) => {
      if (step === 'received') keyring.freeze();
      if (step !== 'answered') return;
      await pause(200);
      interruptedAt = performance.now();
      cli.child.kill('SIGINT');
    });
    const end = await cli.ended;
    expect(performance.now() - interruptedAt).toBeLessThan(1_000);
    expect(end.code).toBe(130);
    keyring.thaw();
    const [key] = home.stored();
    expect(await lab.isAlive(key?.value ?? '')).toBe(true);
    expect((await create(home, env)).codes).toContain('key.reused');
  });
});
