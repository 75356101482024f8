import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../support/requirements.ts';
import { secretService } from './machine.ts';
import { buildWorker } from './processes.ts';
import { inSession, KEYRING } from './session.ts';
import { freshFolder } from './support.ts';

let worker: Awaited<ReturnType<typeof buildWorker>>;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => worker.remove());

const KEYCHAIN = { kind: 'keychain', where: 'OS keychain' };

describe.runIf(needs(secretService()))('a real Secret Service', () => {
  test('store, list, delete; another program reads the same', async () => {
    const home = await freshFolder();
    const { words, stdout } = await inSession(
      worker.path,
      home,
      `${KEYRING}
      unlocked
      operate auto '["set","grant/a","one"]' '["set","grant/b","ü\\n\\"two\\""]' '["assertWritable"]'
      operate auto '["get","grant/a"]' '["get","grant/b"]' '["get","grant/c"]' '["list","grant/"]'
      echo "lookup: $(secret-tool lookup service ddoauth account grant/a)"
      operate auto '["delete","grant/a"]' '["delete","grant/a"]' '["get","grant/a"]' '["list",""]'
      echo "lookup: $(secret-tool lookup service ddoauth account grant/a)."
      secret-tool search --all service ddoauth 2>&1
      `,
    );
    expect(words).toEqual([
      KEYCHAIN,
      { set: true },
      { set: true },
      { assertWritable: true },
      KEYCHAIN,
      { get: 'one' },
      { get: 'ü\n"two"' },
      { get: null },
      { list: ['grant/a', 'grant/b'] },
      KEYCHAIN,
      { delete: true },
      { delete: false },
      { get: null },
      { list: ['grant/b'] },
    ]);
    expect(stdout).toContain('lookup: one\n');
    expect(stdout).toContain('lookup: .\n');
    // What is left is the one item, and no probe.
    expect(stdout.match(/^attribute\.account = .*$/gm)).toEqual(['attribute.account = grant/b']);
    expect((await readdir(join(home, 'store'))).sort()).toEqual(['keychain-index.json', 'locks']);
  });

  test('a value longer than an item comes back whole and goes whole', async () => {
    const long = 'x'.repeat(9_000);
    const { words, stdout } = await inSession(
      worker.path,
      await freshFolder(),
      `${KEYRING}
      unlocked
      operate keychain '["set","id","${long}"]' '["get","id"]' '["set","id","short"]' '["get","id"]'
      secret-tool search --all service ddoauth 2>&1
      `,
    );
    expect(words).toEqual([
      KEYCHAIN,
      { set: true },
      { get: long },
      { set: true },
      { get: 'short' },
    ]);
    expect(stdout.match(/^attribute\.account = .*$/gm)).toEqual(['attribute.account = id']);
  });

  test('locked: what rests in it is locked, not missing', async () => {
    const home = await freshFolder();
    const { words } = await inSession(
      worker.path,
      home,
      `${KEYRING}
      unlocked
      operate auto '["set","grant/a","one"]'
      stop
      locked
      operate auto '["get","grant/a"]' '["get","grant/b"]' '["list",""]' '["set","grant/b","two"]'
      operate keychain
      STORE=$STORE-of-somebody-new operate auto '["set","grant/b","two"]' '["get","grant/b"]'
      `,
    );
    expect(words).toEqual([
      KEYCHAIN,
      { set: true },
      { notice: expect.stringContaining('locked') },
      KEYCHAIN,
      { error: 'store.locked' },
      { get: null },
      { list: ['grant/a'] },
      { error: 'store.locked' },
      { error: 'store.unusable' },
      { notice: expect.stringContaining('secrets.json') },
      { kind: 'file', where: join(home, 'store-of-somebody-new', 'secrets.json') },
      { set: true },
      { get: 'two' },
    ]);
  }, 60_000);

  test('frozen: an answer within seconds, the process ends, and so does its helper', async () => {
    const home = await freshFolder();
    const { words, stdout } = await inSession(
      worker.path,
      home,
      `${KEYRING}
      unlocked
      operate auto '["set","grant/a","one"]'
      kill -STOP $keyring
      before=$(date +%s%N)
      operate auto '["get","grant/a"]' '["get","grant/b"]'
      STORE=$STORE-of-somebody-new operate auto '["get","grant/a"]'
      echo "took: $(( ($(date +%s%N) - before) / 1000000 ))"
      # The helper waits at most 3 s for a write under way.
      sleep 4
      for process in /proc/[0-9]*; do
        tr '\\0' '\\n' < $process/environ 2>/dev/null | grep -qx "HOME=$HOME" &&
          tr '\\0' ' ' < $process/cmdline | grep -q 'require(process[.]argv' && echo "left: $process"
      done
      true
      `,
    );
    expect(words).toEqual([
      KEYCHAIN,
      { set: true },
      { notice: expect.stringContaining('3 s') },
      KEYCHAIN,
      { error: 'store.locked' },
      { get: null },
      { notice: expect.stringContaining('3 s') },
      { kind: 'file', where: join(home, 'store-of-somebody-new', 'secrets.json') },
      { get: null },
    ]);
    const tookMs = Number(/^took: (\d+)$/m.exec(stdout)?.[1]);
    expect(tookMs).toBeGreaterThan(6_000);
    expect(tookMs).toBeLessThan(10_000);
    expect(stdout).not.toContain('left:');
  }, 60_000);

  test('a process that has used the keychain ends by itself', async () => {
    const { words, stdout } = await inSession(
      worker.path,
      await freshFolder(),
      `${KEYRING}
      unlocked
      timeout 5 "$NODE" "$WORKER" useAndEnd "$STORE"
      echo "code: $?"
      `,
    );
    expect(words).toEqual([KEYCHAIN, { set: true }, { get: 'value' }, { delete: true }]);
    expect(stdout).toContain('code: 0\n');
  });

  test('processes that write at once lose nothing', async () => {
    const { words, stdout } = await inSession(
      worker.path,
      await freshFolder(),
      `${KEYRING}
      unlocked
      pids=
      for name in a b c; do
        operate keychain '["set","'$name'/1","v"]' '["set","'$name'/2","v"]' '["set","'$name'/3","v"]' &
        pids="$pids $!"
      done
      wait $pids
      echo done
      operate keychain '["list",""]'
      `,
    );
    expect(stdout).toContain('done');
    expect(words.at(-1)).toEqual({
      list: ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3', 'c/1', 'c/2', 'c/3'],
    });
  }, 60_000);
});
