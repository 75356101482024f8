import { spawnSync } from 'node:child_process';
import { chmod, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KeyIntent, KeyNote } from '../../src/model/key-intent.ts';
import {
  createMemoryKeyIntents,
  openKeyIntents,
  type KeyIntentOptions,
} from '../../src/storage/key-intents.ts';
import { needs } from '../support/requirements.ts';
import { canMount, smallDisk } from './machine.ts';
import { codeOfRejection, freshFolder, random } from './support.ts';

const INTENT: KeyIntent = {
  clientId: 'client/1',
  site: 'us1',
  orgId: 'org-1',
  orgName: 'Example',
  runId: 'aa',
  askedAt: '2026-11-01T10:00:00.000Z',
};

const NOTE: KeyNote = { intent: INTENT, sealed: [], atWork: true };

function open(folder: string, options: Partial<KeyIntentOptions> = {}) {
  const notices: string[] = [];
  const intents = openKeyIntents({
    folder,
    target: 'datadog',
    random,
    pid: process.pid,
    hostname: 'h',
    onNotice: (line) => notices.push(line),
    ...options,
  });
  return { intents, notices };
}

describe.each([
  ['on disk', async () => open(await freshFolder()).intents],
  ['in memory', async () => createMemoryKeyIntents()],
])('notes of key requests %s', (_, make) => {
  it('are there from begin to settle', async () => {
    const intents = await make();
    expect(await intents.list()).toEqual([]);
    await intents.begin(INTENT);
    expect(await intents.find(INTENT)).toEqual([NOTE]);
    expect(await intents.list('client/1')).toEqual([NOTE]);
    expect(await intents.list('client')).toEqual([]);
    await intents.settle(INTENT);
    await intents.settle(INTENT);
    expect(await intents.list()).toEqual([]);
  });

  it('of other clients, sites and orgs are not meant; an org that is not known may be any', async () => {
    const intents = await make();
    await intents.begin(INTENT);
    for (const other of [{ clientId: 'x' }, { site: 'eu1' }, { orgId: 'org-2' }]) {
      expect(await intents.find({ ...INTENT, ...other })).toEqual([]);
    }
    const { clientId, site } = INTENT;
    expect(await intents.find({ clientId, site })).toEqual([NOTE]);
    const nameless: KeyIntent = { clientId, site, runId: 'bb', askedAt: '2026-11-02T10:00:00Z' };
    await intents.begin(nameless);
    expect(await intents.find(INTENT)).toEqual([
      NOTE,
      { intent: nameless, sealed: [], atWork: true },
    ]);
  });
});

describe('on disk', () => {
  it('are private files in the data folder itself, one each, and hold no secret', async () => {
    const folder = await freshFolder();
    const { intents } = open(folder);
    await intents.begin(INTENT);
    await intents.begin({ ...INTENT, site: 'eu1' });
    const names = await readdir(folder);
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect(name).toMatch(/^key-intent\.[0-9a-f]{16}\.json$/);
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    }
    const text = await readFile(join(folder, names[0] ?? ''), 'utf8');
    expect(Object.keys(JSON.parse(text.split('\n')[0] ?? '') as object).sort()).toEqual(
      [
        'askedAt',
        'clientId',
        'mark',
        'orgId',
        'orgName',
        'runId',
        'site',
        'target',
        'version',
      ].sort(),
    );
  });

  it('outlive the process, and those of a simulator are its own', async () => {
    const folder = await freshFolder();
    await open(folder).intents.begin(INTENT);
    expect(await open(folder).intents.list()).toEqual([NOTE]);
    const simulated = open(folder, { target: 'http://127.0.0.1:4400' }).intents;
    expect(await simulated.list()).toEqual([]);
    await simulated.begin({ ...INTENT, runId: 'bb' });
    expect((await open(folder).intents.list()).map(({ intent }) => intent.runId)).toEqual(['aa']);
  });

  it('know whether the process that asked is still there', async () => {
    const folder = await freshFolder();
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    await open(folder, { pid: gone }).intents.begin(INTENT);
    expect(await open(folder).intents.list()).toEqual([{ ...NOTE, atWork: false }]);
    await open(folder, { hostname: 'other' }).intents.begin({ ...INTENT, site: 'eu1' });
    // Of a process on another machine nobody can tell.
    expect((await open(folder).intents.list()).map(({ atWork }) => atWork)).toEqual([false, false]);
  });

  it('that cannot be read are told about and passed over, and begin repairs them', async () => {
    const folder = await freshFolder();
    const { intents, notices } = open(folder);
    await intents.begin(INTENT);
    const [name = ''] = await readdir(folder);
    for (const text of ['', '{', '[]', '{"version":2}', 'null']) {
      await writeFile(join(folder, name), text);
      expect(await intents.list()).toEqual([]);
    }
    expect(new Set(notices)).toEqual(
      new Set([`${join(folder, name)} cannot be read and is passed over.`]),
    );
    await intents.begin(INTENT);
    expect(await intents.list()).toEqual([NOTE]);
  });

  it.runIf(process.getuid?.() !== 0)('that cannot be written are refused', async () => {
    const folder = await freshFolder();
    await chmod(folder, 0o500);
    expect(await codeOfRejection(open(folder).intents.begin(INTENT))).toBe('store.failed');
  });
});

describe.runIf(needs(canMount()))('on a disk that is full', () => {
  it('begin is refused, and a note that is there can go', async () => {
    const { folder } = await smallDisk(64 * 1024);
    const { intents } = open(folder);
    await intents.begin(INTENT);
    await writeFile(join(folder, 'ballast'), Buffer.alloc(1_000_000)).catch(() => undefined);
    expect(await codeOfRejection(intents.begin({ ...INTENT, site: 'eu1' }))).toBe('store.failed');
    expect(await intents.list()).toEqual([NOTE]);
    await intents.settle(INTENT);
    expect(await intents.list()).toEqual([]);
  });

  it('a key that comes still finds room in its note', async () => {
    const { folder } = await smallDisk(64 * 1024);
    const { intents } = open(folder);
    await intents.begin(INTENT);
    await writeFile(join(folder, 'ballast'), Buffer.alloc(1_000_000)).catch(() => undefined);
    const sealed = { sealId: 'id', data: 'x'.repeat(700) };
    expect(intents.keep(INTENT, sealed)).toBe(true);
    expect(await intents.find(INTENT)).toEqual([{ ...NOTE, sealed: [sealed] }]);
  });
});

describe('a key that came', () => {
  const sealed = { sealId: 'key-seal/a', data: 'abc=' };
  it('is in the note at once, beside those before it', async () => {
    const { intents } = open(await freshFolder());
    await intents.begin(INTENT);
    expect(intents.keep(INTENT, sealed)).toBe(true);
    const second = { sealId: 'key-seal/b', data: 'def=' };
    expect(intents.keep(INTENT, second)).toBe(true);
    expect(await intents.list()).toEqual([{ ...NOTE, sealed: [sealed, second] }]);
  });

  it('cannot be kept where there is no note, or something else in its place', async () => {
    const folder = await freshFolder();
    const { intents } = open(folder);
    expect(intents.keep(INTENT, sealed)).toBe(false);
    await intents.begin(INTENT);
    const [name = ''] = await readdir(folder);
    await rm(join(folder, name));
    await writeFile(join(folder, 'elsewhere'), '');
    await symlink('elsewhere', join(folder, name));
    expect(intents.keep(INTENT, sealed)).toBe(false);
    expect(await readFile(join(folder, 'elsewhere'), 'utf8')).toBe('');
  });

  it('that was cut is passed over; the note stays', async () => {
    const folder = await freshFolder();
    const { intents } = open(folder);
    await intents.begin(INTENT);
    intents.keep(INTENT, sealed);
    const path = join(folder, (await readdir(folder))[0] ?? '');
    const whole = await readFile(path, 'utf8');
    for (let cut = 1; cut < 30; cut += 1) {
      await writeFile(path, whole.slice(0, -1 - cut));
      expect(await intents.list()).toEqual([NOTE]);
    }
  });
});
