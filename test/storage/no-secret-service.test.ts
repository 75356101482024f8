import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../support/requirements.ts';
import { messageBus } from './machine.ts';
import { buildWorker } from './processes.ts';
import { inSession } from './session.ts';
import { freshFolder } from './support.ts';

let worker: Awaited<ReturnType<typeof buildWorker>>;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => worker.remove());

describe.runIf(needs(messageBus()))('no Secret Service', () => {
  test.each([
    // Without the folders of services the bus has nothing it could start.
    ['a bus without services', { XDG_DATA_DIRS: '/nonexistent' }],
    ['no bus', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }],
  ])('%s: a file at once, and one line that says so', async (name, env) => {
    const home = await freshFolder();
    const assign =
      name === 'no bus' ? `export DBUS_SESSION_BUS_ADDRESS=${Object.values(env)[0]}` : '';
    const { words, durationMs } = await inSession(
      worker.path,
      home,
      `${assign}
      "$NODE" "$WORKER" operate "$STORE" auto '["set","id","value"]' '["get","id"]'
      "$NODE" "$WORKER" operate "$STORE" keychain`,
      env,
    );
    const where = join(home, 'store', 'secrets.json');
    expect(words).toEqual([
      { notice: expect.stringContaining(where) },
      { kind: 'file', where },
      { set: true },
      { get: 'value' },
      { error: 'store.unusable' },
    ]);
    expect(durationMs).toBeLessThan(5_000);
    expect(await readFile(where, 'utf8')).toContain('value');
  });
});
