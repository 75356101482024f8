import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JournalEntry } from '../../src/model/journal.ts';
import { openJournal } from '../../src/storage/journal.ts';
import { freshFolder, random } from './support.ts';

const entry = (more: Partial<JournalEntry> = {}): JournalEntry => ({
  version: 1,
  target: 'datadog',
  runId: 'a1b2c3d4e5',
  site: 'eu1',
  clientId: 'c',
  orgId: 'o',
  scope: 'monitors_write',
  step: 'monitor',
  order: 0,
  name: 'ddoauth-a1b2c3d4e5-monitors-write',
  marks: ['ddoauth-a1b2c3d4e5-monitors-write'],
  product: 'Monitors',
  createdAt: '2026-01-01T00:00:00.000Z',
  idAt: 'id',
  route: 'POST /api/v1/monitor',
  delete: { method: 'DELETE', path: '/api/v1/monitor/{id}' },
  lists: [],
  goneStatuses: [404],
  ...more,
});

function open(folder: string, pid = process.pid) {
  const notices: string[] = [];
  const onNotice = (line: string) => void notices.push(line);
  return { journal: openJournal({ folder, random, pid, hostname: hostname(), onNotice }), notices };
}

/** What a process that was killed leaves: entries under its pid. */
async function leave(folder: string, ...entries: readonly JournalEntry[]) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  const { journal } = open(folder, child.pid);
  const records = await Promise.all(entries.map((each) => journal.begin(each)));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  return records;
}

test('an entry is on disk, for its owner alone, before begin ends; the id is added, then all goes', async () => {
  const folder = await freshFolder();
  const { journal } = open(folder);
  const record = await journal.begin(entry());
  expect(statSync(journal.where).mode & 0o777).toBe(0o700);
  expect(statSync(record.path).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(record.path, 'utf8'))).toEqual(entry());
  expect(journal.open).toBe(1);
  await record.update(42);
  expect(JSON.parse(readFileSync(record.path, 'utf8'))).toEqual(entry({ id: 42 }));
  expect(record.entry.id).toBe(42);
  await record.remove();
  expect(readdirSync(journal.where)).toEqual([]);
  expect(journal.open).toBe(0);
});

test('two things of one scope and step have entries of their own', async () => {
  const { journal } = open(await freshFolder());
  await Promise.all([journal.begin(entry()), journal.begin(entry())]);
  expect(readdirSync(journal.where)).toHaveLength(2);
});

test('what a dead process left is found, what a living one works on is not', async () => {
  const folder = await freshFolder();
  const { journal } = open(folder);
  await journal.begin(entry({ name: 'living' }));
  await leave(folder, entry({ name: 'dead', createdAt: '2026-01-02T00:00:00.000Z' }));
  await leave(folder, entry({ name: 'older', createdAt: '2026-01-01T00:00:00.000Z' }));
  await leave(folder, entry({ name: 'elsewhere', target: 'http://127.0.0.1:4400' }));
  const left = await journal.leftBehind('datadog');
  expect(left.map((record) => record.entry.name)).toEqual(['older', 'dead']);
  await left[0]?.remove();
  expect((await journal.leftBehind('datadog')).map((record) => record.entry.name)).toEqual([
    'dead',
  ]);
});

test('a file that cannot be read is told about and left; drafts of the dead are swept', async () => {
  const folder = await freshFolder();
  const [record] = await leave(folder, entry());
  const path = record?.path ?? '';
  writeFileSync(path, '{"version": 1');
  const draft = `${path}.${path.split('/').at(-1)?.slice(17, -5) ?? ''}.tmp`;
  writeFileSync(draft, 'half');
  const { journal, notices } = open(folder);
  expect(await journal.leftBehind('datadog')).toEqual([]);
  expect(notices.join()).toContain('cannot be read');
  expect(existsSync(path)).toBe(true);
  expect(existsSync(draft)).toBe(false);
});

test('nothing is there, nothing is made', async () => {
  const folder = join(await freshFolder(), 'data');
  expect(await open(folder).journal.leftBehind('datadog')).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

test('a file where the folder should be is a clear failure', async () => {
  const folder = await freshFolder();
  writeFileSync(join(folder, 'journal'), 'in the way');
  const { journal } = open(folder);
  await expect(journal.assertWritable()).rejects.toMatchObject({ code: 'store.failed' });
  await expect(journal.begin(entry())).rejects.toMatchObject({ code: 'store.failed' });
});
