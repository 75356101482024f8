import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StepRecord } from '../../src/model/checklist.ts';
import { KEY_PATH } from '../support/key-lab.ts';
import { parseReport } from '../support/schema.ts';
import { openTwoClients, type TwoClients } from '../support/two-clients.ts';

const CHECKLIST = ['checklist', '--profile', 'published', '--consent', 'authorize', '--yes'];
const REVOKE = ['--prove-revocation', 'eu1'];
const STEPS = [
  'authorization',
  'api-key',
  'sites',
  'regions',
  'scopes',
  'submit',
  'closing-page',
  'uninstall',
];
/** Steps that ask somebody something, so that doing them twice costs something. */
const KEPT = ['authorization', 'api-key', 'regions', 'scopes', 'uninstall'];

let place: TwoClients;
let seen = 0;
beforeAll(async () => {
  place = await openTwoClients();
  place.writeConfig();
});
afterAll(() => place.close());
beforeEach(async () => {
  rmSync(place.data, { recursive: true, force: true });
  await place.simulator.control('revoke-keys');
  seen = (await place.simulator.state()).requests.length;
  for (const path of [KEY_PATH, '/api/v1/validate', '/oauth2/v1/revoke']) {
    place.gate.watch(path, () => undefined);
  }
});

/** Statuses with which requests for a key were answered since the test began. */
async function keyAnswers(): Promise<number[]> {
  return (await place.simulator.state()).requests
    .slice(seen)
    .filter(({ path }) => path === KEY_PATH)
    .map(({ status }) => status);
}

function stateFiles(): string[] {
  return readdirSync(place.data).filter((name) => name.startsWith('checklist.'));
}

function steps(): Record<string, StepRecord> {
  const [name = ''] = stateFiles();
  const text = readFileSync(join(place.data, name), 'utf8');
  return (JSON.parse(text) as { steps: Record<string, StepRecord> }).steps;
}

/** Runs what is left, and expects every step to have come to a good end, none of them twice. */
async function expectRestDone(done: readonly string[]): Promise<void> {
  const end = await place.run([...CHECKLIST, ...REVOKE, '--json']);
  expect(end.code, end.stderr).toBe(0);
  const report = parseReport(end.stdout);
  expect([...new Set(report.results.map(({ step }) => step?.name))]).toEqual(STEPS);
  for (const step of done.filter((each) => KEPT.includes(each))) {
    const kept = report.results.filter((result) => result.step?.name === step);
    expect(
      kept.every((result) => result.step?.keptFrom !== undefined),
      step,
    ).toBe(true);
  }
  expect(Object.keys(steps()).sort()).toEqual([...STEPS].sort());
}

describe.each(['SIGKILL', 'SIGINT'] as const)('%s', { timeout: 120_000 }, (signal) => {
  it.each(STEPS.map((step, index) => ({ step, number: index + 1 })))(
    'as step $number ($step) begins: nothing is lost and nothing done twice',
    async ({ number }) => {
      const cli = place.start([...CHECKLIST, ...REVOKE]);
      await cli.waitFor(new RegExp(`Step ${String(number)} of 8`));
      const killedAt = performance.now();
      cli.child.kill(signal);
      const end = await cli.ended;
      expect(performance.now() - killedAt).toBeLessThan(1_000);
      // The last steps may be over before the signal is there.
      if (signal === 'SIGINT' && number < 6) expect(end.code).toBe(130);
      const done = number === 1 ? [] : Object.keys(steps());
      expect(done).toEqual(expect.arrayContaining(STEPS.slice(0, number - 1)));
      const already = await keyAnswers();
      await expectRestDone(done);
      const answers = await keyAnswers();
      if (already.length === 0 || number > 2) {
        expect(answers).toEqual([201, 201]);
      } else {
        // Cut off while its answer was on its way: the next run asks once more, to find out.
        expect(answers.filter((status) => status === 201)).toHaveLength(2);
      }
    },
  );

  it('once the first key is there: it is not asked for again', async () => {
    const cli = place.start([...CHECKLIST, ...REVOKE]);
    let validated = false;
    place.gate.watch('/api/v1/validate', async (step) => {
      if (step !== 'received' || validated) return;
      validated = true;
      // The key is saved before it is validated. The exchange waits: nothing more happens.
      cli.child.kill(signal);
      await cli.ended;
    });
    await cli.ended;
    place.gate.watch('/api/v1/validate', () => undefined);
    expect(validated).toBe(true);
    expect(await keyAnswers()).toEqual([201]);
    await expectRestDone(['authorization']);
    expect(await keyAnswers()).toEqual([201, 201]);
  });

  it('in the middle of the revocation: the next run finds out', async () => {
    const cli = place.start([...CHECKLIST, ...REVOKE]);
    place.gate.watch('/oauth2/v1/revoke', async (step) => {
      if (step !== 'committed') return;
      cli.child.kill(signal);
      await cli.ended;
    });
    await cli.ended;
    place.gate.watch('/oauth2/v1/revoke', () => undefined);
    expect(steps()['uninstall']).toBeUndefined();
    const end = await place.run([...CHECKLIST, ...REVOKE, '--json']);
    const last = parseReport(end.stdout).results.find(({ id }) => id === 'uninstall.revocation');
    expect(last?.finding.code).toBe('grant.revocation-proved');
    expect(end.code).toBe(0);
    expect(await keyAnswers()).toEqual([201, 201]);
  });
});

describe('two at once', { timeout: 120_000 }, () => {
  it('leave one whole state, one key for each org, and no lock behind', async () => {
    const [one, other] = await Promise.all([place.run(CHECKLIST), place.run(CHECKLIST)]);
    expect([one.code, other.code]).toEqual([0, 0]);
    expect((await keyAnswers()).filter((status) => status === 201)).toHaveLength(2);
    expect(stateFiles()).toHaveLength(1);
    expect(Object.keys(steps()).sort()).toEqual([...STEPS].sort());
    expect(readdirSync(join(place.data, 'locks')).filter((name) => name.endsWith('.held'))).toEqual(
      [],
    );
    const status = await place.run(['checklist', '--profile', 'published', '--status']);
    expect(status.code).toBe(0);
  });
});
