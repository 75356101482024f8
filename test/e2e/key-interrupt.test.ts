import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codesOf, parseReport } from '../support/schema.ts';
import { crash, CREATE, isLost, type Moment } from '../support/key-crash.ts';
import { KEY_PATH, openKeyLab, type KeyHome, type KeyLab } from '../support/key-lab.ts';

let lab: KeyLab;
const homes: KeyHome[] = [];
beforeAll(async () => {
  lab = await openKeyLab();
});
afterEach(() => {
  for (const home of homes.splice(0)) home.remove();
  lab.gate.watch(KEY_PATH, () => undefined);
});
afterAll(() => lab.close());

function freshHome(): KeyHome {
  const home = lab.freshHome();
  homes.push(home);
  return home;
}

const MOMENTS: readonly Moment[] = [
  { after: 'note', ms: 0 },
  { after: 'received', ms: 0 },
  { after: 'received', ms: 3 },
  { after: 'committed', ms: 0 },
  { after: 'half', ms: 0 },
  { after: 'answered', ms: 0 },
  { after: 'answered', ms: 5 },
  { after: 'answered', ms: 15 },
  { after: 'answered', ms: 30 },
];

describe('Ctrl-C', () => {
  it.each(MOMENTS)('after $after + $ms ms: 130 within a second, no key is lost', async (moment) => {
    const outcome = await crash(lab, freshHome(), moment, { signal: 'SIGINT' });
    // One that had nothing more to do has ended by itself, if only while the signal was on its way.
    const byItself = !outcome.killed || (moment.ms >= 30 && outcome.code === 0);
    expect(byItself ? 130 : outcome.code).toBe(130);
    expect(outcome.endMs).toBeLessThan(1_000);
    expect(isLost(outcome), JSON.stringify(outcome)).toBe(false);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('%s is no different', async (signal) => {
    const outcome = await crash(lab, freshHome(), { after: 'committed', ms: 0 }, { signal });
    expect(outcome.code).toBe(130);
    expect(outcome).toMatchObject({ created: true, said: true });
  });

  it('while the answer is on its way: says at once that a key may exist', async () => {
    const outcome = await crash(
      lab,
      freshHome(),
      { after: 'committed', ms: 0 },
      { signal: 'SIGINT' },
    );
    expect(outcome.stderr).toMatch(/a key may exist whose value is lost/);
    expect(outcome.stderr).toMatch(/ddoauth create-key --site us1/);
    expect(outcome).toMatchObject({ created: true, noted: true, said: true });
  });

  it('an answer that comes a moment later is still saved', async () => {
    await lab.revokeKeys();
    const home = freshHome();
    const cli = home.start([...CREATE, '--json']);
    lab.gate.watch(KEY_PATH, async (step) => {
      if (step !== 'committed') return;
      cli.child.kill('SIGINT');
      await pause(350);
    });
    const end = await cli.ended;
    expect(end.code).toBe(130);
    const [key] = home.stored();
    expect(await lab.isAlive(key?.value ?? '')).toBe(true);
    expect(home.intents()).toEqual([]);
    expect(end.stdout + end.stderr).not.toContain(key?.value);
    const next = parseReport((await home.run([...CREATE, '--json'])).stdout);
    expect(codesOf(next)).toContain('key.reused');
  });

  it('before the request was sent: no note is left', async () => {
    await lab.revokeKeys();
    const home = freshHome();
    // The address of nobody: the connection is never made.
    const cli = home.start([...CREATE, '--simulator', 'http://127.0.0.2:9']);
    await pause(250);
    cli.child.kill('SIGINT');
    await cli.ended;
    expect(home.intents()).toEqual([]);
    expect(await lab.made()).toEqual([]);
  });
});
