import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { nodeClock } from '../../src/host/node/clock.ts';
import { requirement } from '../support/requirements.ts';
import { buildWorker, start } from './processes.ts';
import { everythingIn, freshFolder, openIn } from './support.ts';

let worker: Awaited<ReturnType<typeof buildWorker>>;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => worker.remove());

test('processes that write at once lose nothing', async () => {
  const folder = join(await freshFolder(), 'data');
  const names = ['a', 'b', 'c', 'd'];
  const ended = await Promise.all(
    names.map(
      (name) => start([process.execPath, worker.path, 'setMany', folder, name, '40']).ended,
    ),
  );
  expect(ended.map(({ code, stdout, stderr }) => [code, stdout, stderr])).toEqual(
    names.map(() => [0, '', '']),
  );
  const { store } = await openIn(folder, { mode: 'file' });
  expect(await store.list('')).toHaveLength(160);
  for (const name of names) expect(await store.get(`${name}/39`)).toMatch(/^39 x+$/);
  expect(await everythingIn(folder)).toEqual(['locks', 'secrets.json']);
}, 60_000);

test('killed in the middle of writing: the file is whole, and no draft stays', async () => {
  const folder = join(await freshFolder(), 'data');
  const path = join(folder, 'secrets.json');
  let drafts = 0;
  let last: ReturnType<typeof start> | undefined;
  onTestFinished(() => void last?.child.kill('SIGKILL'));
  for (let kill = 0; kill < 14; kill += 1) {
    last = start([process.execPath, worker.path, 'setMany', folder, `p${kill}`, '1000000']);
    const written = (): boolean => {
      try {
        return readFileSync(path, 'utf8').includes(`"p${kill}/3"`);
      } catch {
        return false;
      }
    };
    await expect.poll(written, { timeout: 20_000, interval: 5 }).toBe(true);
    await nodeClock.sleep(kill * 3);
    // Every other time in the very moment in which a draft is there.
    const until = Date.now() + 2_000;
    while (kill % 2 === 0 && Date.now() < until && !hasDraft(readdirSync(folder)));
    last.child.kill('SIGKILL');
    await last.ended;
    if (hasDraft(await everythingIn(folder))) drafts += 1;

    const { store } = await openIn(folder, { mode: 'file' });
    expect(hasDraft(await everythingIn(folder)), 'swept when opened').toBe(false);
    const ids = await store.list('');
    expect(ids.filter((id) => id.startsWith(`p${kill}/`)).length).toBeGreaterThanOrEqual(3);
    for (const id of ids) expect(await store.get(id)).toMatch(/^\d+ x{2000}$/);
    await store.set('after', `${kill} ${'x'.repeat(2_000)}`);
    expect(await everythingIn(folder)).toEqual(['locks', 'secrets.json']);
  }
  expect(drafts, 'some were killed while a draft was there').toBeGreaterThan(0);
}, 120_000);

describe.runIf(requirement('a shell with umask', process.platform !== 'win32', 'this is Windows'))(
  'file modes',
  () => {
    test.each(['0000', '0002', '0022', '0077'])('only the owner, with umask %s', async (umask) => {
      const folder = await freshFolder();
      const script = `umask ${umask}; exec "$@"`;
      const operation = JSON.stringify(['set', 'id', 'value']);
      const command = [process.execPath, worker.path, 'operate', folder, 'file', operation];
      const { stdout } = await start(['sh', '-c', script, 'sh', ...command]).ended;
      expect(stdout).toContain('{"set":true}');
      expect((await stat(join(folder, 'secrets.json'))).mode & 0o7777).toBe(0o600);
    });
  },
);

const canDropRoot = process.getuid?.() === 0 && process.platform === 'linux';
test.runIf(requirement('root and setpriv', canDropRoot, 'only root can become another user'))(
  'a folder and a file of another user: no permission, one clear failure',
  async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, 'data'), { mode: 0o700 });
    execFileSync('chmod', ['755', folder]);
    execFileSync('chmod', ['-R', 'a+rX', join(worker.path, '../..')]);
    const operations = [['get', 'id'], ['set', 'id', 'value'], ['assertWritable']].map(
      (operation) => JSON.stringify(operation),
    );
    const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const command = [process.execPath, worker.path, 'operate', join(folder, 'data'), 'file'];
    const { stdout } = await start([...asNobody, ...command, ...operations]).ended;
    const words = stdout.trim().split('\n').slice(1);
    expect(words).toEqual(Array(3).fill('{"error":"store.failed"}'));
  },
);

function hasDraft(names: readonly string[]): boolean {
  return names.some((name) => name.endsWith('.tmp'));
}
